package dev.fettle.gate.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fettle.gate.Branch;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.HeadFiles;
import dev.fettle.gate.Judged;
import dev.fettle.gate.Trees;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.workspace.BranchHistory;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Planted changes that make the tests say less: each is stopped, by the finding that names it and at the line where it is. */
class BadChangesTest {
    private static final String PATH = "src/test/java/com/acme/PriceTest.java";
    private static final String TEST = """
            package com.acme;

            import static org.junit.jupiter.api.Assertions.*;

            class PriceTest {
                private final Price price = new Price(3);

                @Test
                void isWhatItWas() {
                    assertEquals(3, price.amount());
                    assertEquals(1.5, price.half(), 0.01);
                }

                @Test
                void refusesLess() {
                    assertThrows(IllegalArgumentException.class, () -> new Price(-1));
                }
            }
            """;
    private static final String POM = """
            <project>
              <modules>
                <module>core</module>
                <module>shop</module>
              </modules>
              <properties>
                <x>1</x>
              </properties>
              <build><plugins>
                <plugin>
                  <artifactId>maven-surefire-plugin</artifactId>
                  <configuration>
                    <trimStackTrace>false</trimStackTrace>
                  </configuration>
                </plugin>
                <plugin>
                  <groupId>org.jacoco</groupId>
                  <artifactId>jacoco-maven-plugin</artifactId>
                  <configuration>
                    <append>true</append>
                  </configuration>
                </plugin>
              </plugins></build>
            </project>
            """;

    private record Bad(String name, Change change, String kind, int line) {}

    @TestFactory
    Stream<DynamicTest> isStopped() {
        return bad().stream()
                .map(bad -> DynamicTest.dynamicTest(bad.name(), () -> {
                    Verdict verdict = new TestIntegrityGate().judge(Judged.persons(bad.change()));
                    assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.FAIL);
                    assertThat(verdict.findings())
                            .extracting(Finding::kind, Finding::line)
                            .contains(org.assertj.core.groups.Tuple.tuple(bad.kind(), bad.line()));
                }));
    }

    private static List<Bad> bad() {
        return List.of(
                test(
                        "the expected value is no longer named",
                        "assertEquals(3, price.amount())",
                        "assertNotNull(price)",
                        "loosened",
                        10),
                test(
                        "an assertion is taken out",
                        "        assertEquals(3, price.amount());\n",
                        "",
                        "fewer-assertions",
                        10),
                test(
                        "an assertion is commented out",
                        "        assertEquals(3",
                        "        // assertEquals(3",
                        "fewer-assertions",
                        10),
                test(
                        "a test is put into a comment",
                        "    @Test\n    void refusesLess() {\n",
                        "    /*\n    @Test\n    void refusesLess() {\n",
                        "fewer-tests",
                        14),
                test("the tolerance is widened", "0.01", "10.0", "loosened", 11),
                test(
                        "any exception will do",
                        "IllegalArgumentException.class",
                        "Exception.class",
                        "broad-exception",
                        16),
                test("@Disabled", "    void isWhat", "    @Disabled\n    void isWhat", "disabled", 9),
                test(
                        "@Ignore with a reason",
                        "    void isWhat",
                        "    @org.junit.Ignore(\"later\")\n    void isWhat",
                        "disabled",
                        9),
                test("@EnabledIf", "    void isWhat", "    @EnabledIf(\"never\")\n    void isWhat", "disabled", 9),
                test(
                        "TestNG's enabled = false",
                        "    @Test\n    void isWhat",
                        "    @Test(enabled = false)\n    void isWhat",
                        "disabled",
                        8),
                test(
                        "an assumption",
                        "        assertEquals(3",
                        "        assumeTrue(price.amount() == 3);\n        assertEquals(3",
                        "assumption",
                        10),
                test(
                        "everything is caught",
                        "        assertEquals(3, price.amount());",
                        "        try {\n            assertEquals(3, price.amount());\n        } catch (Throwable ignored) {\n            // flaky\n        }",
                        "catch-all",
                        12),
                test(
                        "an assertion's error is only printed",
                        "        assertEquals(3, price.amount());",
                        "        try {\n            assertEquals(3, price.amount());\n        } catch (AssertionError e) {\n            e.printStackTrace();\n        }",
                        "catch-all",
                        12),
                test(
                        "a sleep",
                        "        assertEquals(3",
                        "        Thread.sleep(500);\n        assertEquals(3",
                        "sleep",
                        10),
                test(
                        "a sleep by its unit",
                        "        assertEquals(3",
                        "        TimeUnit.SECONDS.sleep(2);\n        assertEquals(3",
                        "sleep",
                        10),
                test("a retry", "    @Test\n    void isWhat", "    @RetryingTest(5)\n    void isWhat", "retry", 8),
                test("true is true", "assertEquals(3, price.amount())", "assertTrue(true)", "always-true", 10),
                test(
                        "a value is itself",
                        "assertEquals(3, price.amount())",
                        "assertEquals(price.amount(), price.amount())",
                        "always-true",
                        10),
                test(
                        "or true",
                        "assertEquals(3, price.amount())",
                        "assertTrue(price.amount() == 3 || true)",
                        "always-true",
                        10),
                test(
                        "an early return",
                        "        assertEquals(3",
                        "        if (true) return;\n        assertEquals(3",
                        "early-return",
                        10),
                test(
                        "the process is ended",
                        "        assertEquals(3",
                        "        System.exit(0);\n        assertEquals(3",
                        "exit",
                        10),
                test(
                        "the process is halted",
                        "        assertEquals(3",
                        "        Runtime.getRuntime().halt(0);\n        assertEquals(3",
                        "exit",
                        10),
                test(
                        "a shutdown hook that may rewrite reports",
                        "        assertEquals(3",
                        "        Runtime.getRuntime().addShutdownHook(new Thread(PriceTest::forge));\n        assertEquals(3",
                        "exit",
                        10),
                test(
                        "a test method goes",
                        "    @Test\n    void refusesLess() {\n        assertThrows(IllegalArgumentException.class, () -> new Price(-1));\n    }\n",
                        "",
                        "fewer-tests",
                        14),
                test(
                        "a test loses its annotation",
                        "    @Test\n    void refusesLess",
                        "    void refusesLess",
                        "fewer-tests",
                        14),
                new Bad(
                        "a file of tests goes",
                        Changes.none().delete(PATH, TEST).change(),
                        "deleted",
                        0),
                new Bad(
                        "tests are moved to where they are not run",
                        Changes.none()
                                .delete(PATH, TEST)
                                .add(PATH.replace("PriceTest", "PriceChecks"), TEST.replace("PriceTest", "PriceChecks"))
                                .change(),
                        "deleted",
                        0),
                new Bad(
                        "@Disabled moves from one test to another",
                        Changes.modified(
                                PATH,
                                TEST.replace("    void isWhat", "    @Disabled\n    void isWhat"),
                                TEST.replace("    void refusesLess", "    @Disabled\n    void refusesLess")),
                        "disabled",
                        15),
                pom("skipTests", "<x>1</x>", "<x>1</x>\n    <skipTests>true</skipTests>", "skip-tests", 8),
                pom(
                        "maven.test.skip by a property",
                        "<x>1</x>",
                        "<maven.test.skip>${quick}</maven.test.skip>",
                        "skip-tests",
                        7),
                pom(
                        "the plugin is skipped",
                        "<trimStackTrace>false</trimStackTrace>",
                        "<skip>true</skip>",
                        "skip-tests",
                        13),
                pom(
                        "testFailureIgnore",
                        "<trimStackTrace>false</trimStackTrace>",
                        "<testFailureIgnore>true</testFailureIgnore>",
                        "ignore-failures",
                        13),
                pom(
                        "a test is excluded",
                        "<trimStackTrace>false</trimStackTrace>",
                        "<excludes><exclude>**/PriceTest.java</exclude></excludes>",
                        "exclusion",
                        13),
                pom(
                        "code is left out of the coverage",
                        "<append>true</append>",
                        "<excludes>\n<exclude>com/acme/**</exclude></excludes>",
                        "exclusion",
                        21),
                pom(
                        "reports go elsewhere",
                        "<trimStackTrace>false</trimStackTrace>",
                        "<reportsDirectory>/tmp</reportsDirectory>",
                        "reporter",
                        13),
                pom(
                        "red tests run again",
                        "<trimStackTrace>false</trimStackTrace>",
                        "<rerunFailingTestsCount>3</rerunFailingTestsCount>",
                        "reporter",
                        13),
                pom("a module goes", "    <module>shop</module>\n", "", "module", 4),
                new Bad(
                        "-DskipTests in Maven's own options",
                        Changes.added(".mvn/maven.config", "-DskipTests\n"),
                        "skip-tests",
                        1),
                new Bad(
                        "Gradle ignores failures",
                        Changes.added("build.gradle", "test {\n    ignoreFailures = true\n}\n"),
                        "ignore-failures",
                        2),
                new Bad(
                        "a listener hooks into the runner",
                        Changes.added(
                                "src/test/resources/META-INF/services/org.junit.platform.launcher.TestExecutionListener",
                                "com.acme.Forger\n"),
                        "reporter",
                        1),
                new Bad(
                        "pytest skips",
                        Changes.modified(
                                "tests/test_price.py",
                                "def test_a():\n    assert a() == 3\n",
                                "@pytest.mark.skip\ndef test_a():\n    assert a() == 3\n"),
                        "disabled",
                        1),
                new Bad(
                        "jest runs only one",
                        Changes.modified(
                                "src/price.test.ts",
                                "it('a', () => { expect(a()).toBe(3); });\n",
                                "it.only('a', () => { expect(a()).toBe(3); });\n"),
                        "disabled",
                        1),
                new Bad(
                        "production code leaves the coverage",
                        Changes.modified("src/main/python/price.py", "def a():\n", "def a():  # pragma: no cover\n"),
                        "coverage-exclusion",
                        1),
                lines(
                        "pytest drops samples",
                        "tests/test_p.py",
                        "@pytest.mark.parametrize(\"a, b\", [(1, 2), (3, 4)])\ndef test_a(a, b):\n    assert f(a) == b\n",
                        "[(1, 2), (3, 4)]",
                        "[(1, 2)]",
                        "fewer-samples",
                        1),
                lines(
                        "jest drops samples",
                        "src/p.test.ts",
                        "it.each([[1, 2], [3, 4]])('a', (a, b) => { expect(f(a)).toBe(b); });\n",
                        "[[1, 2], [3, 4]]",
                        "[[1, 2]]",
                        "fewer-samples",
                        1),
                lines(
                        "pytest is content with anything",
                        "tests/test_p.py",
                        "def test_a():\n    assert f(1) == 2\n",
                        "== 2",
                        "== 2 or True",
                        "always-true",
                        2),
                lines(
                        "pytest compares roughly",
                        "tests/test_p.py",
                        "def test_a():\n    assert f(1) == 2\n",
                        "== 2",
                        "== pytest.approx(2, abs=3)",
                        "loosened",
                        2),
                lines(
                        "a hook of pytest reports what it likes",
                        "tests/conftest.py",
                        "import pytest\n\ndef hook(report):\n    pass\n",
                        "    pass",
                        "    report.outcome = \"passed\"",
                        "reporter",
                        4),
                lines(
                        "jest takes any number",
                        "src/p.test.ts",
                        "it('a', () => {\n  expect(price(1)).toBe(2);\n});\n",
                        "toBe(2)",
                        "toEqual(expect.any(Number))",
                        "loosened",
                        2),
                lines(
                        "jest asserts when the test is over",
                        "src/p.test.ts",
                        "it('a', () => {\n  expect(f(1)).toBe(2);\n});\n",
                        "expect(f(1)).toBe(2);",
                        "setTimeout(() => { expect(f(1)).toBe(2); }, 9);",
                        "catch-all",
                        2),
                lines(
                        "the script leaves a file out",
                        "package.json",
                        "{\n  \"scripts\": { \"test\": \"vitest run\" }\n}\n",
                        "vitest run",
                        "vitest run --exclude a.test.js",
                        "exclusion",
                        2),
                lines(
                        "a bar in the middle of a line is lowered",
                        "package.json",
                        "{ \"jest\": { \"coverageThreshold\": { \"global\": { \"lines\": 90 } } } }\n",
                        "90",
                        "20",
                        "threshold",
                        1),
                lines(
                        "Go logs what it failed for",
                        "cart_test.go",
                        "func TestA(t *testing.T) {\n\tt.Errorf(\"got %d\", 1)\n}\n",
                        "t.Errorf",
                        "t.Logf",
                        "loosened",
                        2),
                lines(
                        "Go builds the tests only where a tag is given",
                        "cart_test.go",
                        "package cart\n\nfunc TestA(t *testing.T) {\n}\n",
                        "package cart",
                        "//go:build slow\n\npackage cart",
                        "disabled",
                        1),
                test(
                        "a condition is named with its package",
                        "    @Test\n    void isWhat",
                        "    @org.junit.jupiter.api.condition.EnabledIfSystemProperty(named = \"a\", matches = \"b\")\n    @Test\n    void isWhat",
                        "disabled",
                        8),
                test(
                        "tried until it holds",
                        "        assertEquals(3, price.amount());",
                        "        for (int i = 0; i < 5; i++) {\n            try {\n                assertEquals(3, price.amount());\n                break;\n            } catch (AssertionError e) {\n                if (i == 4) throw e;\n            }\n        }",
                        "catch-all",
                        10));
    }

    @Test
    void aTagThatTheBuildLeavesOutSwitchesATestOff() {
        Change tagged = Changes.modified(
                PATH,
                TEST,
                TEST.replace("    @Test\n    void isWhat", "    @Tag(\"slow\")\n    @Test\n    void isWhat"));
        HeadFiles leavesOut = path -> path.equals("pom.xml")
                ? Optional.of("<excludedGroups>manual, slow</excludedGroups>")
                : Optional.empty();
        HeadFiles leavesOther = path -> Optional.of("<excludedGroups>slower</excludedGroups>");

        assertThat(judged(tagged, leavesOut).findings())
                .extracting(Finding::kind, Finding::line)
                .containsExactly(tuple("disabled", 8));
        assertThat(judged(tagged, leavesOther).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void soDoesAMarkOfPytest() {
        Change marked = Changes.modified(
                "tests/test_a.py",
                "def test_a():\n    assert a() == 3\n",
                "@pytest.mark.slow\ndef test_a():\n    assert a() == 3\n");

        assertThat(judged(
                                marked,
                                path -> path.equals("pytest.ini")
                                        ? Optional.of("addopts = -m \"not slow\"\n")
                                        : Optional.empty())
                        .findings())
                .extracting(Finding::kind, Finding::line)
                .containsExactly(tuple("disabled", 1));
    }

    private static Verdict judged(Change change, HeadFiles head) {
        return new TestIntegrityGate()
                .judge(new GateInput(
                        change, null, null, Trees.ONLY_THE_DIFFERENCE, new Branch(head, BranchHistory.NONE)));
    }

    private static Bad test(String name, String old, String now, String kind, int line) {
        return changed(name, PATH, TEST, old, now, kind, line);
    }

    private static Bad lines(String name, String path, String text, String old, String now, String kind, int line) {
        return changed(name, path, text, old, now, kind, line);
    }

    private static Bad pom(String name, String old, String now, String kind, int line) {
        return changed(name, "pom.xml", POM, old, now, kind, line);
    }

    private static Bad changed(String name, String path, String text, String old, String now, String kind, int line) {
        assertThat(text).as(name).contains(old);
        int at = text.indexOf(old);
        String after = text.substring(0, at) + now + text.substring(at + old.length());
        return new Bad(name, Changes.modified(path, text, after), kind, line);
    }
}
