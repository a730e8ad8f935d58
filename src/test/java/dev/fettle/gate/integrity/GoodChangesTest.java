package dev.fettle.gate.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.gate.Judged;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Changes that people make every day: none is stopped. */
class GoodChangesTest {
    private static final String PATH = "src/test/java/com/acme/PriceTest.java";
    private static final String MAIN = "src/main/java/com/acme/Price.java";
    private static final String TEST = """
            package com.acme;

            class PriceTest {
                @Test
                void isWhatItWas() {
                    // the amount is kept
                    assertEquals(3, new Price(3).amount());
                    assertPriced(new Price(3));
                }

                @Test
                void refusesLess() {
                    assertThrows(IllegalArgumentException.class, () -> new Price(-1));
                }

                @Disabled("needs the network")
                @Test
                void asksTheBank() {
                    Thread.sleep(10);
                    assertEquals(3, bank.price());
                }

                private void assertPriced(Price price) {
                    assertNotNull(price);
                }
            }
            """;

    @TestFactory
    Stream<DynamicTest> passes() {
        return good().entrySet().stream()
                .map(good -> DynamicTest.dynamicTest(good.getKey(), () -> {
                    Verdict verdict = new TestIntegrityGate().judge(Judged.persons(good.getValue()));
                    assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.PASS);
                }));
    }

    private static Map<String, Change> good() {
        Map<String, Change> good = new LinkedHashMap<>();
        good.put(
                "an assertion of another library, named with its package",
                test(
                        "assertEquals(3, new Price(3).amount());",
                        "org.assertj.core.api.Assertions.assertThat(new Price(3).amount()).isEqualTo(3);"));
        good.put(
                "a sample more",
                Changes.modified(
                        "tests/test_p.py",
                        "@pytest.mark.parametrize(\"a\", [1])\ndef test_a(a):\n    assert f(a) == 1\n",
                        "@pytest.mark.parametrize(\"a\", [1, 2])\ndef test_a(a):\n    assert f(a) == 1\n"));
        good.put(
                "a table of cases in Go",
                Changes.modified(
                        "cart_test.go",
                        "func TestA(t *testing.T) {\n\tt.Errorf(\"got %d\", 1)\n}\n",
                        "func TestA(t *testing.T) {\n\tt.Logf(\"begins\")\n\tt.Fatalf(\"got %d\", 1)\n}\n"));
        good.put("production code changes", production("return a;", "return a + 1;"));
        good.put(
                "production code speaks of asserting",
                production("int a;", "int a; // assertTrue(true), @Disabled, skipTests"));
        good.put("production code asserts", production("assert a > 0;\n", ""));
        good.put("production code pauses", production("int a;", "Thread.sleep(5);"));
        good.put("production code ends the process", production("int a;", "System.exit(1);"));
        good.put("production code swallows", production("a();", "try { a(); } catch (Exception e) { }"));
        good.put(
                "a class of production that is called a test",
                Changes.modified(
                        "src/main/java/com/acme/test/Latest.java", "assertEquals(1, 2);\n", "Thread.sleep(1);\n"));
        good.put(
                "a new test",
                test(
                        "    @Test\n    void refusesLess",
                        "    @Test\n    void isNew() {\n        assertEquals(4, new Price(4).amount());\n    }\n\n    @Test\n    void refusesLess"));
        good.put(
                "a new file of tests",
                Changes.added(
                        PATH.replace("Price", "Offer"),
                        TEST.replace("@Disabled(\"needs the network\")\n", "").replace("Thread.sleep(10);", "")));
        good.put("a test gets another name", test("void isWhatItWas", "void keepsItsAmount"));
        good.put("tests move to another class", moved("PriceTest", "AmountTest"));
        good.put(
                "a test moves to another class that is there",
                Changes.none()
                        .modify(
                                PATH,
                                TEST,
                                TEST.replace(
                                        "    @Test\n    void refusesLess() {\n        assertThrows(IllegalArgumentException.class, () -> new Price(-1));\n    }\n",
                                        ""))
                        .modify(
                                "src/test/java/com/acme/OfferTest.java",
                                "class OfferTest {\n}\n",
                                "class OfferTest {\n    @Test\n    void refusesLess() {\n        assertThrows(IllegalArgumentException.class, () -> new Price(-1));\n    }\n}\n")
                        .change());
        good.put(
                "tests move into a class that others inherit",
                Changes.none()
                        .delete(PATH, TEST)
                        .add(
                                "src/test/java/com/acme/PriceContract.java",
                                TEST.replace("class PriceTest", "abstract class PriceContract"))
                        .change());
        good.put("a comment changes", test("// the amount is kept", "// the amount stays what it was"));
        good.put(
                "a comment speaks of switching off",
                test("// the amount is kept", "// never @Disabled, no Thread.sleep(1), no assertTrue(true)"));
        good.put(
                "a string speaks of switching off",
                test("needs the network", "needs the network, see System.exit( and assumeTrue("));
        good.put("formatting", Changes.modified(PATH, TEST, TEST.replace("    ", "\t")));
        good.put(
                "an assertion is wrapped",
                test(
                        "assertEquals(3, new Price(3).amount());",
                        "assertEquals(\n                3,\n                new Price(3).amount());"));
        good.put(
                "a helper gets another name", Changes.modified(PATH, TEST, TEST.replace("assertPriced", "checkPrice")));
        good.put(
                "another value is expected of code that changes",
                Changes.none()
                        .modify(PATH, TEST, TEST.replace("assertEquals(3, new", "assertEquals(4, new"))
                        .modify(MAIN, "return a;\n", "return a + 1;\n")
                        .change());
        good.put(
                "another library asserts",
                test("assertEquals(3, new Price(3).amount())", "assertThat(new Price(3).amount()).isEqualTo(3)"));
        good.put(
                "two assertions become a chain",
                Changes.modified(
                        PATH,
                        TEST.replace("assertPriced(new Price(3));", "assertTrue(list.contains(3));"),
                        TEST.replace(
                                        "assertEquals(3, new Price(3).amount());",
                                        "assertThat(list).hasSize(3).contains(3);")
                                .replace("assertPriced(new Price(3));", "")));
        good.put("a narrower exception", test("IllegalArgumentException.class", "PriceException.class"));
        good.put("a test is switched on", test("    @Disabled(\"needs the network\")\n", ""));
        good.put("a sleep goes", test("        Thread.sleep(10);\n", ""));
        good.put(
                "a handler that says so",
                test(
                        "        assertEquals(3, new",
                        "        try {\n            price();\n        } catch (Exception e) {\n            fail(e);\n        }\n        assertEquals(3, new"));
        good.put(
                "imports are sorted",
                test(
                        "package com.acme;\n",
                        "package com.acme;\n\nimport org.junit.jupiter.api.Disabled;\nimport static org.junit.jupiter.api.Assumptions.assumeTrue;\n"));
        good.put(
                "test data goes",
                Changes.none()
                        .delete("src/test/resources/prices.csv", "a,b\nassertEquals(,@Test\n")
                        .change());
        good.put(
                "a fixture without tests goes",
                Changes.none()
                        .delete(
                                "src/test/java/com/acme/Prices.java",
                                "class Prices {\n    static Price three() { return new Price(3); }\n}\n")
                        .change());
        good.put("a dependency gets newer", pom("<version>1</version>", "<version>2</version>"));
        good.put(
                "a dependency for tests comes",
                pom("<version>1</version>", "<version>1</version>\n<scope>test</scope>"));
        good.put(
                "a packaging plugin leaves files out",
                pom(
                        "<minimizeJar>true</minimizeJar>",
                        "<filters><filter><excludes>\n<exclude>META-INF/*.SF</exclude></excludes></filter></filters>"));
        good.put(
                "a comment in the pom",
                pom("<version>1</version>", "<version>1</version> <!-- <skipTests>true</skipTests> -->"));
        good.put(
                "skipping is switched off",
                pom("<version>1</version>", "<version>1</version>\n<skipTests>false</skipTests>"));
        good.put("a module comes", pom("<modules>", "<modules>\n<module>new</module>"));
        good.put(
                "documentation",
                Changes.modified("docs/testing.md", "a\n", "Use @Disabled and -DskipTests and Thread.sleep(1)\n"));
        return good;
    }

    private static Change production(String old, String now) {
        String text = "class Price {\n    void x() {\n" + old + "\n    }\n}\n";
        return Changes.modified(MAIN, text, text.replace(old, now));
    }

    private static Change test(String old, String now) {
        assertThat(TEST).contains(old);
        return Changes.modified(PATH, TEST, TEST.replace(old, now));
    }

    private static Change moved(String from, String to) {
        return Changes.none()
                .delete(PATH, TEST)
                .add(PATH.replace(from, to), TEST.replace(from, to))
                .change();
    }

    private static Change pom(String old, String now) {
        String pom =
                "<project>\n<modules>\n</modules>\n<dependencies><dependency>\n<version>1</version>\n</dependency></dependencies>\n<build><plugins><plugin>\n"
                        + "<artifactId>maven-surefire-plugin</artifactId>\n</plugin><plugin>\n<artifactId>maven-shade-plugin</artifactId>\n<configuration>\n<minimizeJar>true</minimizeJar>\n</configuration></plugin></plugins></build>\n</project>\n";
        return Changes.modified("pom.xml", pom, pom.replace(old, now));
    }
}
