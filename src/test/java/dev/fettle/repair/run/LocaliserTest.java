package dev.fettle.repair.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.repair.Suspect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocaliserTest extends BenchedTest {
    private Map<String, List<Integer>> recent = Map.of();

    private List<Suspect> suspects(Baseline baseline) {
        List<TestId> failing = baseline.red().stream().map(TestOutcome::id).toList();
        Project project = small.in(sandbox);
        return new Localiser(project, small.files(), small::read, null, recent).rank(baseline, failing);
    }

    private static final String RANGE = """
            package p;
            public class Range {
                final int low;
                final int high;
                public Range(int low, int high) {
                    this.low = low;
                    this.high = high;
                }
                public boolean contains(int n) {
                    if (n < low) {
                        return false;
                    }
                    return n < high;
                }
                public int length() {
                    return high - low;
                }
            }
            """;

    private void rangeTest(String body) {
        small.production("p/Range.java", RANGE)
                .test(
                        "p/RangeTest.java",
                        "package p; import org.junit.Test; import static org.junit.Assert.*; public class RangeTest {\n"
                                + body + "\n}");
    }

    @Test
    void aTableThatIsFilledAtLoadingIsSuspectedLessThanTheCodeThatReadsIt() {
        small.production("p/Names.java", """
                package p;
                public class Names {
                    private static final String[] NAMES = {"one", "two", "three"};
                    public static String of(int n) {
                        return NAMES[n % 3];
                    }
                }
                """).test("p/NamesTest.java", """
                package p; import org.junit.Test; import static org.junit.Assert.*;
                public class NamesTest {
                    @Test public void first() { assertEquals("one", Names.of(1)); }
                }
                """);

        List<Suspect> suspects = suspects(baseline());

        assertThat(suspects).extracting(Suspect::line).startsWith(5).contains(3);
        assertThat(suspicionOf(suspects, 3)).isLessThan(suspicionOf(suspects, 5) * 0.6);
    }

    private static double suspicionOf(List<Suspect> suspects, int line) {
        return suspects.stream()
                .filter(suspect -> suspect.line() == line)
                .mapToDouble(Suspect::suspiciousness)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theLineThatOnlyTheFailingTestRunsComesFirst() {
        rangeTest("""
                @Test public void below() { assertFalse(new Range(1, 3).contains(0)); }
                @Test public void length() { assertEquals(2, new Range(1, 3).length()); }
                @Test public void upper() { assertTrue(new Range(1, 3).contains(3)); }
                """);

        List<Suspect> suspects = suspects(baseline());

        assertThat(suspects.get(0).path()).isEqualTo("src/main/java/p/Range.java");
        assertThat(suspects.get(0).line()).isEqualTo(13);
        assertThat(suspects.get(0).why()).contains("covered by 1 of 1 failing and 0 of 2 passing tests");
        assertThat(suspects).extracting(Suspect::line).doesNotContain(16, 11);
    }

    @Test
    void withOneTestOnlyTheMethodCalledWhereItFailsComesFirst() {
        rangeTest("""
                @Test public void upper() {
                    Range range = new Range(1, 3);
                    range.length();
                    assertTrue(range.contains(3));
                }
                """);

        assertThat(suspects(baseline()).subList(0, 2)).extracting(Suspect::line).containsExactly(10, 13);
    }

    @Test
    void whatRunsOnceForAClassCountsForEveryTestThatUsesIt() {
        small.production("p/Unit.java", """
                package p;
                public enum Unit {
                    METRE {
                        public int inches() {
                            return 40;
                        }
                    },
                    FOOT {
                        public int inches() {
                            return 12;
                        }
                    };
                    public abstract int inches();
                }
                """).test("p/UnitTest.java", """
                package p;
                public class UnitTest {
                    @org.junit.Test public void aFoot() { org.junit.Assert.assertEquals(12, Unit.FOOT.inches()); }
                    @org.junit.Test public void bMetre() { org.junit.Assert.assertEquals(39, Unit.METRE.inches()); }
                }
                """);

        assertThat(suspects(baseline()))
                .filteredOn(suspect -> suspect.line() == 3 || suspect.line() == 8)
                .isNotEmpty()
                .allSatisfy(suspect -> assertThat(suspect.why()).contains("1 of 1 passing tests"));
    }

    @Test
    void aTableMayHaveBeenReadByEveryTest() {
        small.production("p/Names.java", """
                package p;
                public class Names {
                    static final class Table {
                        static final String[] ALL = {"a",
                            "b"};
                    }
                    public static String first() {
                        return Table.ALL[0];
                    }
                    public static String last() {
                        return Table.ALL[0];
                    }
                }
                """).test("p/OtherTest.java", """
                package p;
                public class OtherTest {
                    @org.junit.Test public void last() { org.junit.Assert.assertEquals("b", Names.last()); }
                    @org.junit.Test public void first() { org.junit.Assert.assertEquals("a", Names.first()); }
                }
                """);

        assertThat(suspects(baseline()))
                .filteredOn(suspect -> suspect.line() == 4)
                .singleElement()
                .satisfies(suspect -> assertThat(suspect.why()).contains("1 of 1 passing tests"));
    }

    @Test
    void whatThrewComesFirst() {
        small.production("p/Names.java", """
                package p;
                public class Names {
                    public static int length(String name) {
                        String used = name;
                        int n = 0;
                        n += used.length();
                        return n;
                    }
                }
                """).test("p/OtherTest.java", """
                package p;
                public class OtherTest {
                    @org.junit.Test public void nothing() { org.junit.Assert.assertEquals(0, Names.length(null)); }
                    @org.junit.Test public void some() { org.junit.Assert.assertEquals(1, Names.length("a")); }
                }
                """);

        Suspect first = suspects(baseline()).get(0);

        assertThat(first.line()).isEqualTo(6);
        assertThat(first.why()).contains("top frame of NullPointerException");
    }

    @Test
    void theLoopThatDoesNotEndComesFirst() {
        small.production("p/Steps.java", """
                package p;
                public class Steps {
                    public static int halve(int n) {
                        int steps = 0;
                        int left = n;
                        while (left != 1) {
                            left = left / 2;
                            steps++;
                        }
                        return steps;
                    }
                }
                """).test("p/OtherTest.java", """
                package p;
                public class OtherTest {
                    @org.junit.Test public void none() { org.junit.Assert.assertEquals(0, Steps.halve(0)); }
                    @org.junit.Test public void four() { org.junit.Assert.assertEquals(2, Steps.halve(4)); }
                }
                """);

        List<Suspect> suspects = suspects(baseline(BenchOptions.standard().withTestTime(Duration.ofSeconds(2))));

        assertThat(suspects.subList(0, 3)).extracting(Suspect::line).containsExactly(6, 7, 8);
        assertThat(suspects.get(0).why()).contains("in the loop that does not end");
    }

    @Test
    void whatChangedLatelyComesBeforeItsLike() {
        rangeTest("@Test public void upper() { assertTrue(new Range(1, 3).contains(3)); }");
        recent = Map.of("src/main/java/p/Range.java", List.of(13));

        Suspect first = suspects(baseline()).get(0);

        assertThat(first.line()).isEqualTo(13);
        assertThat(first.why()).contains("changed lately");
    }

    @Test
    void generatedAndTestCodeIsNeverSuspected() {
        rangeTest("@Test public void upper() { assertTrue(new Range(1, 3).contains(3)); }");
        Baseline baseline = baseline();
        small.forget("src/main/java/p/Range.java");

        assertThat(suspects(baseline)).isEmpty();
    }
}
