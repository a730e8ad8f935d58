package dev.fettle.repair.template.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.template.source.Crash;
import dev.fettle.repair.template.source.Hints;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Among the candidates of one place, those that people would write come first. */
class LikelihoodTest {

    @Test
    void theOppositeMethodComesBeforeAnyOtherOfItsType() {
        assertThat(rank("double f(double x) { return Math.floor(x); }", "sibling-method", "'ceil'"))
                .isGreaterThan(rank("double f(double x) { return Math.floor(x); }", "sibling-method", "'sinh'"));
    }

    @Test
    void whatCarriesTheNameThatIsAskedForIsSeldomWrong() {
        String keeps = "int left; int right; void set(int left, int right) { this.left = left; }";
        String mends = "int left; int right; void set(int left, int right) { this.left = right; }";

        assertThat(rank(mends, "variable-choice", "'right' becomes 'left'"))
                .isGreaterThan(2 * rank(keeps, "variable-choice", "'left' becomes 'right'"));
    }

    @Test
    void aLoopMovesItsOwnVariable() {
        String jumbled =
                "int f(int[][] a, int n) {\n int s = 0;\n for (int i = 0; i < n; i++) {\n for (int j = 0; j < n; i++) { s += a[i][j]; }\n }\n return s; }";
        String right =
                "int f(int[][] a, int n) {\n int s = 0;\n for (int i = 0; i < n; i++) {\n for (int j = 0; j < n; j++) { s += a[i][j]; }\n }\n return s; }";

        assertThat(rank(jumbled, "variable-choice", "'i' becomes 'j'"))
                .as("the inner loop never ends")
                .isGreaterThan(1.5 * rank(right, "variable-choice", "'i' becomes 'j'"));
        assertThat(rank(
                        "int f(int n, int m) { int s = 0; for (int j = 0; n < m; j++) { s += j; } return s; }",
                        "variable-choice",
                        "'n' becomes 'j'"))
                .as("nor where it asks for what it does not move")
                .isGreaterThan(1.2
                        * rank(
                                "int f(int n, int m) { int s = 0; for (int j = 0; j < m; j++) { s += n; } return s; }",
                                "variable-choice",
                                "'n' becomes 'j'"));
    }

    @Test
    void oneLeavesForTheSpecialCaseAndActsInTheUsualOne() {
        String source = "void f(String s, StringBuilder to) { to.append(s.trim()); }";

        assertThat(rank(source, "missing-guard", "'if (s == null)"))
                .isGreaterThan(rank(source, "missing-guard", "'if (s != null)"));
        assertThat(rank(source, "conditional-statement", "'if (s != null)"))
                .isGreaterThan(rank(source, "conditional-statement", "'if (s == null)"));
    }

    @Test
    void whereSomethingWasNullAGuardOfItComesFirst() {
        String source = RuleBench.asClass("int f(String s, String t) {\n    return s.length() + t.length();\n}");
        Hints crashed = Hints.NONE.with(List.of(new Crash(RuleBench.PATH, 3, Crash.Kind.NULL, "t")));

        assertThat(guard(source, Hints.NONE, "t")).isEqualTo(guard(source, Hints.NONE, "s"));
        assertThat(guard(source, crashed, "t"))
                .isGreaterThan(1.5 * guard(source, Hints.NONE, "t"))
                .isGreaterThan(3 * guard(source, crashed, "s"));
    }

    @Test
    void whereAClassHasNamesForItsFlagsTheyComeBeforeNumbers() {
        String source =
                "boolean f(String s) { return s.length() > 8 && java.util.regex.Pattern.compile(s + 8).matcher(s).matches(); }";

        assertThat(rank(source, "argument-count", "adds ', java.util.regex.Pattern.LITERAL'"))
                .isGreaterThan(1.5 * rank(source, "argument-count", "adds ', 8'"));
    }

    @Test
    void whatIsDoneUnderAConditionElsewhereIsDoneUnderItHere() {
        String twice =
                "java.util.Deque<String> open = new java.util.ArrayDeque<>(); void row(String s) { if (top().equals(\"cell\")) { open.pop(); } open.push(s); } void cell(String s) { open.pop(); open.push(s); } String top() { return open.peek(); }";

        assertThat(rank(twice, "condition-elsewhere", "puts 'open.pop();' under 'if (top().equals(\"cell\"))'"))
                .isGreaterThan(2 * rank(twice, "conditional-statement", "puts 'open.pop();' under 'if (s != null)'"));
    }

    @Test
    void aPrivateMethodThatNobodyCallsWasForgotten() {
        String forgotten =
                "boolean argument(String s) { return s.startsWith(\"x\"); } private boolean number(String s) { return s.matches(\"[0-9]+\"); }";
        String called = forgotten + " int f(String s) { return number(s) ? 1 : 0; }";

        assertThat(rank(forgotten, "condition-weakening", "number(s)"))
                .isGreaterThan(2 * rank(called, "condition-weakening", "number(s)"));
    }

    @Test
    void whatIsSaidElsewhereInTheFileWasMeantOnce() {
        String lists =
                "static class Holder { Holder parent; Holder parent() { return parent; } } Holder holder; void bullets() { if (holder != null) { holder = holder.parent(); } } void numbers() {\n %s\n }";
        String elsewhere = lists.formatted("holder = null;");
        String alone = elsewhere.replaceFirst("holder = holder.parent\\(\\);", "holder.parent();");
        String twice = lists.formatted("holder = null;\n holder = holder.parent();")
                .replaceFirst("holder = holder.parent\\(\\);", "holder.parent();");

        assertThat(rank(elsewhere, "value-choice", "'null' becomes 'holder.parent()'"))
                .isGreaterThan(1.5 * rank(alone, "value-choice", "'null' becomes 'holder.parent()'"));
        assertThat(rank(twice, "value-choice", "'null' becomes 'holder.parent()'"))
                .as("said twice in one block")
                .isLessThan(1.4 * rank(alone, "value-choice", "'null' becomes 'holder.parent()'"));
    }

    @Test
    void whatIsDoneBeforeOneWayOutIsDoneBeforeTheOther() {
        String title =
                "StringBuilder title; boolean title(String s) {\n if (s.isEmpty()) {\n title = null;\n return false;\n }\n title.append(s);\n if (s.length() > 9) {\n return false;\n }\n return true;\n}";
        Draft first = RuleBench.drafts(RuleBench.asClass(title), Rules.all(), Map.of(9, 1.0)).stream()
                .filter(draft -> draft.summary().equals("adds 'title = null;'"))
                .findFirst()
                .orElseThrow();

        assertThat(first.rule()).isEqualTo("branch-statement");
        assertThat(RuleBench.drafts(
                        RuleBench.asClass(title), List.of(RuleBench.rule("branch-statement")), Map.of(11, 1.0)))
                .as("another return")
                .isEmpty();
    }

    @Test
    void whatIsClampedToABoundIsRightAndWhatIsGivenOneMayBeBeyondIt() {
        String cut =
                "String cut(String s, int from, int to) { if (from > s.length()) { from = s.length(); } if (to == -1) { to = s.length(); } return s.substring(from, to); }";

        assertThat(rank(cut, "variable-choice", "'from' becomes 'to'")).isGreaterThan(0);
        assertThat(RuleBench.drafts(RuleBench.asClass(cut), List.of(RuleBench.rule("variable-choice"))).stream()
                        .filter(draft -> RuleBench.asClass(cut)
                                .startsWith("from = s", draft.edits().get(0).start()))
                        .mapToDouble(Draft::rank)
                        .max()
                        .orElseThrow())
                .isLessThan(0.5 * rank(cut, "condition-weakening", "to > s.length()"));
    }

    @Test
    void whatAMethodBuiltItReturns() {
        String body = "some.addAll(all);\n return some; }";
        String built =
                "java.util.List<String> f(java.util.List<String> all) { java.util.List<String> some = new java.util.ArrayList<>(); ";
        String given =
                "java.util.List<String> f(java.util.List<String> all) { java.util.List<String> some = all.subList(0, 1); ";

        assertThat(returned(built + body)).isLessThan(0.5 * returned(given + body));
    }

    /** That what is returned, on the second line, is another variable. */
    private static double returned(String method) {
        return RuleBench.drafts(RuleBench.asClass(method), List.of(RuleBench.rule("variable-choice"))).stream()
                .filter(draft -> draft.line() == 3 && draft.summary().equals("'some' becomes 'all'"))
                .mapToDouble(Draft::rank)
                .max()
                .orElseThrow();
    }

    @Test
    void whatLeavesBeforeACrashForgotTheCaseThatCrashes() {
        String source = RuleBench.asClass(
                "String inner(String s, String t) {\n    if (s.charAt(0) != '<') {\n        return s;\n    }\n    return s.substring(1, s.length() - 1);\n}");
        Hints crashed = Hints.NONE.with(List.of(new Crash(RuleBench.PATH, 6, Crash.Kind.BOUNDS, "")));

        assertThat(widened(source, crashed, "s.length() < 2"))
                .isGreaterThan(widened(source, crashed, "s.length() == 1"))
                .isGreaterThan(1.5 * widened(source, Hints.NONE, "s.length() < 2"))
                .isGreaterThan(1.5 * widened(source, crashed, "t.length() < 2"));
    }

    @Test
    void whatWasTooShortIsAskedWhetherItIs() {
        String source = RuleBench.asClass(
                "String first(String s, String t) {\n    System.out.println(\"no letter\");\n    return t + s.substring(0, 1);\n}\n String other() {\n return \"elsewhere\"; }");
        Hints crashed = Hints.NONE.with(List.of(new Crash(RuleBench.PATH, 4, Crash.Kind.BOUNDS, "")));
        List<Draft> drafts = RuleBench.drafts(
                source,
                List.of(RuleBench.rule("missing-guard"), RuleBench.rule("guarded-value")),
                Map.of(4, 1.0),
                crashed);

        assertThat(best(drafts, "if (s.isEmpty())")).isGreaterThan(2 * best(drafts, "if (s == null)"));
        assertThat(best(drafts, "s.isEmpty() ? null : s.substring(0, 1)"))
                .isGreaterThan(1.5 * best(drafts, "s == null ? null : s.substring(0, 1)"));
        assertThat(drafts.stream().map(Draft::summary))
                .as("by default it is no text of another method")
                .noneMatch(summary -> summary.contains("? \"elsewhere\""))
                .anyMatch(summary -> summary.contains("? \"no letter\""));
    }

    private static double best(List<Draft> drafts, String text) {
        return drafts.stream()
                .filter(draft -> draft.edits().get(0).replacement().contains(text))
                .mapToDouble(Draft::rank)
                .max()
                .orElseThrow();
    }

    private static double widened(String source, Hints hints, String by) {
        return RuleBench.drafts(source, List.of(RuleBench.rule("condition-weakening")), Map.of(3, 1.0), hints).stream()
                .filter(draft -> draft.edits().get(0).replacement().contains(by))
                .mapToDouble(Draft::rank)
                .max()
                .orElseThrow();
    }

    private static double guard(String source, Hints hints, String of) {
        return RuleBench.drafts(source, List.of(RuleBench.rule("missing-guard")), Map.of(3, 1.0), hints).stream()
                .filter(draft -> draft.summary().contains("if (" + of + " == null) { return 0; }"))
                .mapToDouble(Draft::rank)
                .max()
                .orElseThrow();
    }

    @Test
    void whatTheStatementFollowsIsAskedForNull() {
        String source =
                "interface Doc { Doc body(); void copy(Doc to); } void f(Doc from, Doc to) { from.copy(to.body()); }";

        assertThat(summaries(source, "conditional-statement")).anyMatch(one -> one.contains("if (to.body() != null)"));
    }

    @Test
    void indicesAreAskedForTheirBounds() {
        assertThat(summaries("int f(int[] a, int i) { int n = a[i + 1]; return n; }", "missing-guard"))
                .anyMatch(one -> one.contains("if (i + 1 >= a.length)"));
    }

    @Test
    void castsAreAskedForTheirClass() {
        assertThat(summaries("int f(Object o) { String s = (String) o; return s.length(); }", "missing-guard"))
                .anyMatch(one -> one.contains("if (!(o instanceof String))"));
    }

    @Test
    void aForgottenSetIsFilledFirst() {
        String source = """
                boolean twice(java.util.List<String> xs) {
                    java.util.Set<String> seen = new java.util.HashSet<>();
                    java.util.Set<String> log = new java.util.HashSet<>();
                    for (String x : xs) {
                        log.add(x);
                        if (seen.contains(x)) {
                            return true;
                        }
                    }
                    return false;
                }""";

        assertThat(rank(source, "missing-statement", "'seen.add(x);'"))
                .isGreaterThan(rank(source, "missing-statement", "'log.remove(x);'"));
    }

    @Test
    void anOverloadThatThrowsWhatTheMethodDeclaresMayBeCalled() {
        String source = """
                int read(int from) throws java.io.IOException { return from; }
                int read() throws java.io.IOException { return 0; }
                int f(int from) throws java.io.IOException { return read(); }
                int g(int from) { try { return read(); } catch (java.io.IOException e) { return 0; } }""";

        assertThat(summaries(source, "argument-count").stream().filter(one -> one.equals("adds 'from'")))
                .hasSize(2);
    }

    @Test
    void whatNobodyCatchesIsNotThrown() {
        String source = """
                int read(int from) throws java.io.IOException { return from; }
                int read() { return 0; }
                int f(int from) { return read(); }""";

        assertThat(summaries(source, "argument-count")).isEmpty();
    }

    @Test
    void aLoopWalksAPartOfItsList() {
        assertThat(summaries(
                        "int f(java.util.ArrayList<Integer> xs, int k) { int s = 0; for (int x : xs) { s += x; } return s; }",
                        "wrapped-value"))
                .anyMatch(one -> one.contains("xs.subList(k, xs.size())"));
    }

    @Test
    void whatIsMadePlainElsewhereInTheFileIsMadePlainHere() {
        String source = "int asked(int sign) { return Integer.signum(sign); } int put(int key) { return key; }";

        assertThat(rank(source, "wrapped-value", "'key' becomes 'Integer.signum(key)'"))
                .isGreaterThan(rank(source, "wrapped-value", "'key' becomes 'Math.abs(key)'"));
        assertThat(summaries(source, "wrapped-value"))
                .as("once is enough")
                .noneMatch(one -> one.contains("signum(Integer.signum"));
    }

    @Test
    void underAFlagAValueTakesAFormThatItsMethodKnows() {
        String method =
                "long f(String s, boolean marked) { if (s.length() > 9) { return Long.parseLong(s); } return marked ? Long.parseLong(s.substring(1)) : Long.parseLong(s); }";

        assertThat(summaries(method, "conditional-value"))
                .contains("'s' becomes 'marked ? s.substring(1) : s'", "'s' becomes 'marked ? s : s.substring(1)'");
        assertThat(summaries(
                        "long f(String s, String t, boolean marked) { return Long.parseLong(s) + t.substring(1).length(); }",
                        "conditional-value"))
                .as("another variable's form is none of this one's")
                .noneMatch(one -> one.contains("t.substring"));
    }

    @Test
    void nobodyReckonsWithTwoLiterals() {
        assertThat(summaries("int f(int c) { return (c - 'a') % 26; }", "grouping"))
                .noneMatch(one -> one.endsWith("loses its parentheses"));
        assertThat(summaries("int f(int c, int n) { return (c - n) % 26; }", "grouping"))
                .anyMatch(one -> one.endsWith("loses its parentheses"));
    }

    @Test
    void whatALoopAsksItMoves() {
        assertThat(summaries(
                        "int f(int n) { int s = 0; while (n > 0) { s += n % 10; } return s; }", "missing-progress"))
                .contains("adds 'n /= 10;'", "adds 'n--;'");
        assertThat(summaries(
                        "class N { N next; int v; } int f(N at) { int s = 0; while (at != null) { s += at.v; } return s; }",
                        "missing-progress"))
                .containsExactly("adds 'at = at.next;'");
        assertThat(summaries(
                        "int f(int n) { int s = 0; while (n > 0) { s += n; if (s > 9) { n--; } } return s; }",
                        "missing-progress"))
                .as("it moves already, if not always")
                .isEmpty();
        assertThat(summaries(
                        "int f(java.util.Iterator<Integer> all) { int s = 0; while (all.hasNext() && s >= 0) { all.next(); } return s; }",
                        "missing-progress"))
                .as("somebody else may move it")
                .isEmpty();
    }

    @Test
    void theOnlyUseOfAVariableSeldomGoes() {
        String once = "int f(int a, int b) { return a + b; }";
        String twice = "int f(int a, int b) { return a + b + a; }";

        assertThat(rank(twice, "variable-choice", "'a' becomes 'b'"))
                .isGreaterThan(2 * rank(once, "variable-choice", "'a' becomes 'b'"));
    }

    @Test
    void aFieldIsNotAssignedToItself() {
        assertThat(summaries("int[] xs; void set(int[] ys, int[] xs) { this.xs = xs; }", "value-choice"))
                .noneMatch(one -> one.endsWith("becomes 'this.xs'"));
    }

    @Test
    void oneOfAHundredConditionsSaysLessThanThePartTooMuch() {
        String source = "boolean f(String s, int n, boolean deep) { return !s.isEmpty() && deep && n > 3; }";

        assertThat(rank(source, "term-removal", "'!s.isEmpty() && deep' becomes '!s.isEmpty()'"))
                .isPositive();
        assertThat(best(source, "condition-weakening")).isLessThan(0.5 * best(source, "relational-operator"));
    }

    @Test
    void theConstantsOfTheMethodsClassAreArgumentsToo() {
        assertThat(summaries(
                        "java.util.regex.Pattern f(String s) { return java.util.regex.Pattern.compile(s); }",
                        "argument-count"))
                .anyMatch(one -> one.contains("Pattern.DOTALL"));
    }

    @Test
    void aTextMayBeMissing() {
        assertThat(summaries(
                        "String f(java.util.Map<String, String> m) { return m.getOrDefault(\"k\", \"\"); }",
                        "literal-value"))
                .anyMatch(one -> one.endsWith("becomes 'null'"));
    }

    @Test
    void aRunOfOperatorsIsGroupedAnywhere() {
        assertThat(summaries("int f(int base, int more, int rest) { return base + more * rest / 100; }", "grouping"))
                .contains("'base + more' is grouped", "'rest / 100' is grouped")
                .doesNotContain("'more * rest' is grouped");
        assertThat(summaries("boolean f(boolean a, boolean b, boolean c) { return a && b || c; }", "grouping"))
                .containsExactly("'b || c' is grouped");
    }

    @Test
    void theConstantThatASuspiciousLineNamesIsSuspectedThoughNothingRunsIt() {
        String source = RuleBench.asClass(
                "static final int HOUR = 3000;\nint f(int s) {\nreturn s / HOUR;\n}\nint day = 3600;");

        assertThat(RuleBench.drafts(source, List.of(RuleBench.rule("literal-value")), Map.of(4, 1.0)))
                .extracting(Draft::summary)
                .contains("'3000' becomes '3600'");
    }

    private static double best(String members, String rule) {
        return RuleBench.drafts(RuleBench.asClass(members), List.of(RuleBench.rule(rule))).stream()
                .mapToDouble(Draft::rank)
                .max()
                .orElseThrow();
    }

    private static List<String> summaries(String members, String rule) {
        return RuleBench.drafts(RuleBench.asClass(members), List.of(RuleBench.rule(rule))).stream()
                .map(Draft::summary)
                .toList();
    }

    private static double rank(String members, String rule, String part) {
        return RuleBench.drafts(RuleBench.asClass(members), List.of(RuleBench.rule(rule))).stream()
                .filter(draft -> draft.summary().contains(part))
                .mapToDouble(Draft::rank)
                .max()
                .orElseThrow(() -> new AssertionError("no candidate of " + rule + " with " + part));
    }
}
