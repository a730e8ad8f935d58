package dev.fettle.repair.template.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every template keeps what its page promises. */
class RulesTest {

    @TestFactory
    Stream<DynamicTest> aRuleMendsItsOwnExample() {
        return Rules.all().stream()
                .map(rule -> dynamicTest(
                        rule.name(),
                        () -> assertThat(RuleBench.mends(rule))
                                .as(
                                        "%s is not among what the rule makes",
                                        rule.example().after())
                                .isTrue()));
    }

    @Test
    void nearlyEveryCandidateOfTheExamplesCompiles() {
        int all = 0;
        List<String> rejected = new ArrayList<>();
        for (Rule rule : Rules.all()) {
            String source = RuleBench.asClass(rule.example().before());
            List<Draft> drafts = RuleBench.drafts(source, Rules.all());
            all += drafts.size();
            rejected.addAll(RuleBench.rejected(source, drafts));
        }
        Map<String, Long> worst = rejected.stream()
                .collect(Collectors.groupingBy(line -> line.substring(0, line.indexOf(' ')), Collectors.counting()));
        assertThat(rejected).as("of %s candidates; by rule %s", all, worst).hasSizeLessThan(all / 20);
    }

    @Test
    void aConstructorReadsNoFieldThatHasNoValueYet() {
        String source = RuleBench.asClass("""
                private final java.time.LocalDate from;
                private final java.time.LocalDate to;

                Example(java.time.LocalDate from, java.time.LocalDate to) {
                    if (to.isBefore(from)) {
                        throw new IllegalArgumentException("from after to");
                    }
                    this.from = from;
                    this.to = to;
                }""");
        List<Draft> drafts = RuleBench.drafts(source, Rules.all());

        assertThat(RuleBench.rejected(source, drafts))
                .as("of %s candidates", drafts.size())
                .hasSizeLessThan(drafts.size() / 20);
    }

    @Test
    void oneMoreOrLessIsSaidAsAPersonWould() {
        List<Draft> drafts = RuleBench.drafts(
                RuleBench.asClass("boolean fits(int used, int most) { return 1 + used < most + 1 && used - 2 >= 0; }"),
                List.of(new OffByOne()));

        assertThat(drafts.stream().map(draft -> draft.edits().get(0).replacement()))
                .as("neither '1 + used - 1' nor another way to write '<=' and '>'")
                .containsExactlyInAnyOrder(
                        "2 + used",
                        "most",
                        "used - 1",
                        "(used + 1)",
                        "(used - 1)",
                        "used + 1",
                        "used - 1",
                        "most + 1",
                        "most - 1");
    }

    @Test
    void nothingInMayBeNothingOut() {
        List<Draft> drafts = RuleBench.drafts(
                RuleBench.asClass("String name(Object of) { return of.toString(); }"), List.of(new GuardedValue()));

        assertThat(drafts.stream().map(draft -> draft.edits().get(0).replacement()))
                .contains("of == null ? null : of.toString()");
    }

    @Test
    void aConditionThatThrowsAlreadyIsWidenedBeforeAnotherIsAdded() {
        String source = RuleBench.asClass("""
                void check(int value, int most) {
                    if (value < 0) {
                        throw new IllegalArgumentException("value: " + value);
                    }
                }""");
        List<Draft> drafts = RuleBench.drafts(source, List.of(new ConditionWeakening(), new MissingThrow()));

        assertThat(best(drafts, "if (value > most) {", "if (most < value) {"))
                .as("another throw, with a message of its own")
                .isLessThan(best(drafts, "value < 0 || value > most", "value < 0 || most < value"));
    }

    private static double best(List<Draft> drafts, String... texts) {
        return drafts.stream()
                .filter(draft -> Stream.of(texts).anyMatch(draft.edits().get(0).replacement()::contains))
                .mapToDouble(Draft::rank)
                .max()
                .orElseThrow();
    }

    @Test
    void whatIsDoneForTheLeftWithTheRightIsDoneForTheRightWithTheLeft() {
        String before =
                "String longer(String a, String b) { if (b == null) { return a; } return a.length() < b.length() ? b : a; }";

        assertThat(RuleBench.outcomes(before, RuleBench.rule("adapted-copy")))
                .contains(RuleBench.plain(
                        RuleBench.asClass(before.replace("if (b", "if (a == null) { return b; } if (b"))));
    }

    @Test
    void whatIsAskedForItsMiddleMayHaveToBeSortedFirst() {
        String before = "int middle(int[] xs) { return xs[xs.length / 2]; }";

        assertThat(RuleBench.outcomes(before, RuleBench.rule("missing-statement")))
                .contains(RuleBench.plain(
                        RuleBench.asClass(before.replace("return", "java.util.Arrays.sort(xs); return"))));
    }

    @Test
    void whatIsGatheredFromBehindMayHaveToBeTurnedRound() {
        String before = "java.util.List<Integer> up(java.util.List<Integer> xs) { return xs; }";

        assertThat(RuleBench.outcomes(before, RuleBench.rule("missing-statement")))
                .contains(RuleBench.plain(
                        RuleBench.asClass(before.replace("return", "java.util.Collections.reverse(xs); return"))));
    }

    @Test
    void aDigitsCodeIsNotItsValue() {
        String before = "int sum(String s) { int sum = 0; for (char c : s.toCharArray()) { sum += c; } return sum; }";

        assertThat(RuleBench.outcomes(before, RuleBench.rule("wrapped-value")))
                .anyMatch(text -> text.contains("'0'"))
                .contains(RuleBench.plain(RuleBench.asClass(before.replace("sum += c", "sum += c - '0'"))));
    }

    @Test
    void aRunningExtremumBeginsAtTheFarEndAndNotWhereTheTestsHappenToEnd() {
        String source = RuleBench.asClass("""
                int largest(int[] a) { int most = 0; for (int x : a) { if (x > most) { most = x; } } return most; }
                int smallest(int[] a) { int least = 0; for (int x : a) { least = Math.min(x, least); } return least; }
                int count(int[] a) { int count = 0; for (int x : a) { if (x > 3) { count = count + x; } } return count; }""");
        List<Draft> drafts = RuleBench.drafts(source, List.of(new LiteralValue()));

        assertThat(onLine(drafts, 2)).startsWith("Integer.MIN_VALUE");
        assertThat(onLine(drafts, 3)).startsWith("Integer.MAX_VALUE");
        assertThat(onLine(drafts, 4)).as("it is no extremum").startsWith("1");
    }

    /** What a zero on a line becomes, likeliest first. */
    private static List<String> onLine(List<Draft> drafts, int line) {
        return drafts.stream()
                .filter(draft -> draft.line() == line)
                .filter(draft ->
                        draft.edits().get(0).end() - draft.edits().get(0).start() == 1)
                .sorted(java.util.Comparator.comparingDouble(draft -> -draft.rank()))
                .map(draft -> draft.edits().get(0).replacement())
                .toList();
    }

    @Test
    void aValueThatIsGoneIsNotTakenFromElsewhere() {
        String before = "int a, b; void turn(int old) { a = b + old; b = a; b = old; }";

        assertThat(RuleBench.outcomes(before, RuleBench.rule("lost-value"))).isEmpty();
    }

    @Test
    void ofSeveralValuesEachMayHaveToMeetEach() {
        String before = "boolean twice(char a, char b, String s) { return a == b || b == s.charAt(0); }";

        assertThat(RuleBench.outcomes(before, RuleBench.rule("condition-weakening")))
                .contains(RuleBench.plain(
                        RuleBench.asClass(before.replace("s.charAt(0);", "s.charAt(0) || a == s.charAt(0);"))));
    }

    @Test
    void noConditionBecomesAWord() {
        List<Draft> drafts = RuleBench.drafts(
                RuleBench.asClass("int a(int x) { if (x > 3) { return 1; } return 2; }"), List.of(new ValueChoice()));

        assertThat(drafts.stream().map(Draft::summary))
                .isNotEmpty()
                .noneMatch(summary ->
                        summary.contains("'x > 3' becomes 'false'") || summary.contains("'x > 3' becomes 'true'"));
    }

    @Test
    void nothingIsComparedWithItself() {
        String source = RuleBench.asClass("""
                boolean same(String one, String two, int a, int b) {
                    return one.equals(two) && a <= b || Math.max(a, b) - a == b;
                }""");
        List<String> results = RuleBench.drafts(source, Rules.all()).stream()
                .map(draft -> Edits.apply(source, draft.edits()))
                .toList();

        assertThat(results).anyMatch(text -> text.contains("two.equals(one)"));
        assertThat(results)
                .noneMatch(text -> text.contains("one.equals(one)") || text.contains("two.equals(two)"))
                .noneMatch(text -> text.contains("&& a <= a ||") || text.contains("&& b <= b ||"))
                .noneMatch(text -> text.contains("max(a, a)") || text.contains("max(b, b)"));
    }

    @Test
    void everyRuleHasItsOwnName() {
        assertThat(Rules.all().stream().map(Rule::name))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z-]+"));
    }
}
