package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.repair.Budget;
import dev.fettle.repair.Difference;
import dev.fettle.repair.EditedTexts;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Reproduction;
import dev.fettle.repair.RuleCount;
import dev.fettle.repair.Search;
import dev.fettle.sandbox.SandboxedTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a red project to a ranked fix, through a real sandbox and a real warm JVM. */
class TemplatePatcherTest extends SandboxedTest {
    private static final Budget BUDGET = new Budget(Duration.ofMinutes(2), 20_000);

    @Test
    void ofTwoMistakesTheSecondIsFoundBehindTheFirst(@TempDir Path folder) throws Exception {
        RedProject project =
                new RedProject(folder).production("shop/Till.java", """
                        package shop;

                        public class Till {
                            public static int total(int[] prices) {
                                int sum = 0;
                                for (int i = 1; i < prices.length; i++) {
                                    sum += prices[i];
                                }
                                return sum;
                            }

                            /** From a hundred on, sending is free. */
                            public static boolean sentFree(int total) {
                                return total > 100;
                            }
                        }
                        """).test("shop/TillTest.java", """
                        package shop;

                        import static org.junit.jupiter.api.Assertions.*;
                        import org.junit.jupiter.api.Test;

                        class TillTest {
                            @Test void nothingCostsNothing() { assertEquals(0, Till.total(new int[] {})); }
                            @Test void pricesAreAdded() { assertEquals(9, Till.total(new int[] {2, 3, 4})); }
                            @Test void muchIsSentFree() {
                                int total = Till.total(new int[] {60, 40});
                                assertEquals(100, total);
                                assertTrue(Till.sentFree(total));
                                assertFalse(Till.sentFree(99));
                            }
                        }
                        """);

        // Each step has a share of the time: more of it than others need, for a slow machine.
        Search search = search(
                project,
                new Budget(Duration.ofMinutes(8), 20_000),
                "shop.TillTest#pricesAreAdded",
                "shop.TillTest#muchIsSentFree");

        assertThat(mended(project, search)).contains("int i = 0;").contains("total >= 100");
        assertThat(search.notes()).anyMatch(note -> note.startsWith("Half way: "));
        assertThat(search.notes()).doesNotHaveDuplicates();
        assertThat(search.rules().stream().mapToInt(RuleCount::tried).sum())
                .as("what was tried beyond a step is accounted for by rule as well")
                .isEqualTo(search.tried());
    }

    @Test
    void anExceptionHidesWhatIsWrongBehindIt(@TempDir Path folder) throws Exception {
        RedProject project =
                new RedProject(folder).production("shop/Till.java", """
                        package shop;

                        public class Till {
                            public static int total(int[] prices) {
                                int sum = 0;
                                for (int i = 0; i <= prices.length; i++) {
                                    sum += prices[i];
                                }
                                return sum;
                            }

                            /** From a hundred on, sending is free. */
                            public static boolean sentFree(int total) {
                                return total > 100;
                            }
                        }
                        """).test("shop/TillTest.java", """
                        package shop;

                        import static org.junit.jupiter.api.Assertions.*;
                        import org.junit.jupiter.api.Test;

                        class TillTest {
                            @Test void muchIsSentFree() {
                                int total = Till.total(new int[] {60, 40});
                                assertEquals(100, total);
                                assertTrue(Till.sentFree(total));
                                assertFalse(Till.sentFree(99));
                            }
                            @Test void oneDearThingIsSentFree() {
                                assertTrue(Till.sentFree(Till.total(new int[] {100})));
                            }
                        }
                        """);

        Search search = search(
                project,
                new Budget(Duration.ofMinutes(8), 20_000),
                "shop.TillTest#muchIsSentFree",
                "shop.TillTest#oneDearThingIsSentFree");

        assertThat(mended(project, search)).contains("i < prices.length").contains("total >= 100");
        // On a busy machine a test may take too long to be asked for every candidate, so that it is not heard of both.
        assertThat(search.notes())
                .anyMatch(note -> note.matches("Half way: .* brings [12] of 2 failing tests further."));
    }

    @Test
    void aBoundaryIsMended(@TempDir Path folder) throws Exception {
        RedProject project =
                new RedProject(folder).production("shop/Discount.java", """
                        package shop;

                        public class Discount {
                            /** Ten percent from the tenth piece on. */
                            public static int percent(int pieces) {
                                if (pieces > 10) {
                                    return 10;
                                }
                                return 0;
                            }
                        }
                        """).test("shop/DiscountTest.java", """
                        package shop;

                        import static org.junit.jupiter.api.Assertions.assertEquals;
                        import org.junit.jupiter.api.Test;

                        class DiscountTest {
                            @Test void nineArePlain() { assertEquals(0, Discount.percent(9)); }
                            @Test void tenAreCheaper() { assertEquals(10, Discount.percent(10)); }
                            @Test void elevenAreCheaper() { assertEquals(10, Discount.percent(11)); }
                            @Test void noneIsPlain() { assertEquals(0, Discount.percent(0)); }
                        }
                        """);

        Search search = search(project, "shop.DiscountTest#tenAreCheaper");

        assertThat(mended(project, search)).contains("pieces >= 10");
        assertThat(search.confidence()).isGreaterThan(TemplatePatcher.CONFIDENCE_NEEDED);
        assertThat(search.doubtful()).as("red each time").isEmpty();
        assertThat(search.compiled()).isGreaterThanOrEqualTo(search.tried());
        assertThat(search.generated())
                .as("what was made, twins included")
                .isEqualTo(
                        search.rules().stream().mapToInt(RuleCount::generated).sum())
                .isGreaterThanOrEqualTo(search.compiled() + search.rejected());
        assertThat(search.passed()).isGreaterThan(search.plausible().size());
        assertThat(search.spent()).containsKeys("baseline", "generate", "validate", "compare");
        assertThat(search.rules().stream().mapToInt(RuleCount::tried).sum()).isEqualTo(search.tried());
        assertThat(search.rules().stream().mapToInt(RuleCount::plausible).sum()).isEqualTo(search.passed());
        assertThat(search.rules()).anySatisfy(count -> {
            assertThat(count.rule())
                    .isEqualTo(search.plausible().get(0).candidate().rule());
            assertThat(count.generated()).isGreaterThanOrEqualTo(count.compiled() + count.rejected());
        });
        assertThat(search.nearMisses())
                .as("a constant mends the one failing test and breaks others")
                .isNotEmpty()
                .allSatisfy(miss -> {
                    assertThat(miss.mended()).isEqualTo(1);
                    assertThat(miss.wanted()).isEqualTo(1);
                    assertThat(miss.breaks()).isTrue();
                });
    }

    @Test
    void ofTwoModulesWithATestOfOneNameTheRedOneIsMended(@TempDir Path folder) throws Exception {
        String limit = "package shop; public class Limit { public static boolean in(int n) { return n %s 10; } }";
        String test = """
                package shop;

                import static org.junit.jupiter.api.Assertions.*;
                import org.junit.jupiter.api.Test;

                class LimitTest {
                    @Test void tenIsIn() { assertTrue(Limit.in(10)); }
                    @Test void elevenIsNot() { assertFalse(Limit.in(11)); }
                }
                """;
        RedProject project = new RedProject(folder)
                .module("right")
                .production("shop/Limit.java", limit.formatted("<="))
                .test("shop/LimitTest.java", test)
                .module("wrong")
                .production("shop/Limit.java", limit.formatted("<"))
                .test("shop/LimitTest.java", test);

        Search search = search(project, "shop.LimitTest#tenIsIn");

        assertThat(mended(project, search)).contains("n <= 10");
        assertThat(search.plausible().get(0).candidate().path()).startsWith("wrong/");
    }

    @Test
    void aFileInAnotherEncodingIsMendedAsAnyOther(@TempDir Path folder) throws Exception {
        RedProject project = new RedProject(folder)
                .in(StandardCharsets.ISO_8859_1)
                .production("Limit.java", """
                        /** Für alle. */
                        public class Limit {
                            public static String of(int size) { return size > 10 ? "größer" : "kleiner"; }
                        }
                        """)
                .test("LimitTest.java", """
                        import static org.junit.jupiter.api.Assertions.assertEquals;
                        import org.junit.jupiter.api.Test;

                        class LimitTest {
                            @Test void tenIsTheFirst() { assertEquals("gr\\u00f6\\u00dfer", Limit.of(10)); }
                            @Test void nineIsNot() { assertEquals("kleiner", Limit.of(9)); }
                        }
                        """);

        Search search = search(project, "LimitTest#tenIsTheFirst");

        assertThat(search.plausible()).isNotEmpty();
        assertThat(search.plausible().get(0).candidate().summary()).contains(">=");
    }

    @Test
    void whatIsGreenNowAndThenWithoutAnyChangeIsDoubted(@TempDir Path folder) throws Exception {
        RedProject project =
                new RedProject(folder).production("shop/Discount.java", """
                        package shop;

                        import java.io.File;
                        import java.io.IOException;

                        public class Discount {
                            /** Every third time all is well. */
                            public static int percent(int pieces) throws IOException {
                                for (int run = 1; run < 3; run++) {
                                    if (new File("run" + run).createNewFile()) {
                                        return 0;
                                    }
                                }
                                new File("run1").delete();
                                new File("run2").delete();
                                return 10;
                            }
                        }
                        """).test("shop/DiscountTest.java", """
                        package shop;

                        import static org.junit.jupiter.api.Assertions.assertEquals;
                        import org.junit.jupiter.api.Test;

                        class DiscountTest {
                            @Test void tenAreCheaper() throws Exception { assertEquals(10, Discount.percent(10)); }
                        }
                        """);

        Search search = search(project, new Budget(Duration.ofSeconds(40), 20), "shop.DiscountTest#tenAreCheaper");

        assertThat(search.doubtful()).containsExactly(new TestId("shop.DiscountTest", "tenAreCheaper"));
        assertThat(search.notes())
                .contains("shop.DiscountTest#tenAreCheaper was green without any change, in the search's own JVM:"
                        + " it may be flaky.");
    }

    @Test
    void testsOfOtherClassesHaveTheirSayBeforeTheBuildHasToldOfThem(@TempDir Path folder) throws Exception {
        RedProject project = new RedProject(folder)
                .production("shop/Discount.java", """
                        package shop;

                        public class Discount {
                            public static int percent(int pieces) {
                                if (pieces > 10) {
                                    return 10;
                                }
                                return 0;
                            }
                        }
                        """)
                .test("shop/TenthPieceTest.java", """
                        package shop;

                        import static org.junit.jupiter.api.Assertions.assertEquals;
                        import org.junit.jupiter.api.Test;

                        class TenthPieceTest {
                            @Test void tenAreCheaper() { assertEquals(10, Discount.percent(10)); }
                        }
                        """)
                .test("shop/TestOfFewPieces.java", """
                        package shop;

                        import static org.junit.jupiter.api.Assertions.assertEquals;
                        import org.junit.jupiter.api.Test;

                        class TestOfFewPieces {
                            @Test void nineArePlain() { assertEquals(0, Discount.percent(9)); }
                            @Test void elevenAreCheaper() { assertEquals(10, Discount.percent(11)); }
                        }
                        """);
        Reproduction early = project.beforeTheSuiteIsKnown("shop.TenthPieceTest#tenAreCheaper");

        Search search = patcher().search(project.problem(), early, BUDGET, Progress.SILENT);

        assertThat(mended(project, search)).contains("pieces >= 10");
        assertThat(search.plausible().get(0).why()).contains("3 tests run it");
    }

    @Test
    void whatDiffersOnlyWhereNoTestLooksIsShownWithAnInput(@TempDir Path folder) throws Exception {
        RedProject project =
                new RedProject(folder).production("shop/Discount.java", """
                        package shop;

                        public class Discount {
                            public static int percent(int pieces) {
                                if (pieces > 10) {
                                    return 10;
                                }
                                return 0;
                            }
                        }
                        """).test("shop/DiscountTest.java", """
                        package shop;

                        import static org.junit.jupiter.api.Assertions.assertEquals;
                        import org.junit.jupiter.api.Test;

                        class DiscountTest {
                            @Test void noneIsPlain() { assertEquals(0, Discount.percent(0)); }
                            @Test void tenAreCheaper() { assertEquals(10, Discount.percent(10)); }
                        }
                        """);

        Search search = search(project, "shop.DiscountTest#tenAreCheaper");

        assertThat(mended(project, search)).contains("pieces >= 10");
        List<Search.Plausible> others =
                search.plausible().subList(1, search.plausible().size());
        assertThat(others).as("%s", search.plausible()).isNotEmpty();
        assertThat(search.plausible().get(0).difference()).isNull();
        assertThat(others)
                .extracting(Search.Plausible::difference)
                .contains(new Difference("percent(11)", "10", "0", "10"));
    }

    @Test
    void aLoopThatNeverEndsIsMendedWithoutWaitingForEachCandidate(@TempDir Path folder) throws Exception {
        RedProject project = new RedProject(folder).production("Sum.java", """
                        public class Sum {
                            public static int of(int[] values) {
                                int sum = 0;
                                int i = 0;
                                while (i < values.length) {
                                    sum += values[i];
                                }
                                return sum;
                            }
                        }
                        """).test("SumTest.java", """
                        import static org.junit.jupiter.api.Assertions.assertEquals;
                        import org.junit.jupiter.api.Test;

                        class SumTest {
                            @Test void ofNone() { assertEquals(0, Sum.of(new int[0])); }
                            @Test void ofThree() { assertEquals(6, Sum.of(new int[] {1, 2, 3})); }
                            @Test void ofTwo() { assertEquals(7, Sum.of(new int[] {3, 4})); }
                        }
                        """);

        Search search = search(project, "SumTest#ofThree", "SumTest#ofTwo");

        assertThat(mended(project, search)).contains("i++");
    }

    @Test
    void whatNoEditMendsIsLeftAlone(@TempDir Path folder) throws Exception {
        RedProject project = new RedProject(folder)
                .production(
                        "Greeting.java",
                        "public class Greeting { public static String of(String name) { return name; } }")
                .test("GreetingTest.java", """
                        import static org.junit.jupiter.api.Assertions.assertEquals;
                        import org.junit.jupiter.api.Test;

                        class GreetingTest {
                            @Test void greets() { assertEquals("Good evening, Ada", Greeting.of("Ada")); }
                            @Test void greetsAll() { assertEquals("Good evening, Bob", Greeting.of("Bob")); }
                        }
                        """);

        Search search = search(project, "GreetingTest#greets", "GreetingTest#greetsAll");

        assertThat(search.plausible()).isEmpty();
        assertThat(search.confidence()).isZero();
        assertThat(search.tried()).isPositive();
    }

    private Search search(RedProject project, String... failing) throws Exception {
        return search(project, BUDGET, failing);
    }

    private Search search(RedProject project, Budget budget, String... failing) throws Exception {
        return patcher().search(project.problem(), project.reproduction(List.of(failing)), budget, Progress.SILENT);
    }

    private TemplatePatcher patcher() {
        return new TemplatePatcher(sandboxes, Path.of(System.getProperty("java.home")), InstantSource.system());
    }

    private static String mended(RedProject project, Search search) throws Exception {
        assertThat(search.plausible()).as("%s", search.notes()).isNotEmpty();
        return EditedTexts.of(
                        project.problem().workspace(), search.plausible().get(0).candidate())
                .values()
                .iterator()
                .next();
    }
}
