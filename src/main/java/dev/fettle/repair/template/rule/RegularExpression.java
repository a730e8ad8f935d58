package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.SharedEnds;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A pattern that takes too much or too little. */
final class RegularExpression implements Rule {
    /** Methods of {@code String}, {@code Pattern} and the like whose first argument is a pattern. */
    private static final Set<String> TAKERS = Set.of("compile", "matches", "replaceAll", "replaceFirst", "split");

    /** One of these stands in a regular expression; none does in the pattern of a date. */
    private static final String SIGNS = "\\[(*+?^$|";

    private static final int LONGEST = 200;
    private static final int CONTEXT = 12;

    @Override
    public String name() {
        return "regular-expression";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "A pattern takes too much or too little: a quantifier is another one or missing, an anchor lacks, a dot is not escaped, a class of signs is too small, or a bar divides more than was meant.",
                "boolean isVersion(String text) { return text.matches(\"\\\\d.\\\\d+\"); }",
                "boolean isVersion(String text) { return text.matches(\"\\\\d\\\\.\\\\d+\"); }",
                "One slip in one literal; no signs that the tests alone name, no pattern of more than " + LONGEST
                        + " characters, and none that is put together at run time.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!(in.place().tree() instanceof LiteralTree literal)
                || !(literal.getValue() instanceof String pattern)
                || pattern.isEmpty()
                || pattern.length() > LONGEST
                || in.place().text().startsWith("\"\"\"")) {
            return;
        }
        TreePath top = in.place().path();
        while (top.getParentPath().getLeaf() instanceof ParenthesizedTree
                || top.getParentPath().getLeaf() instanceof BinaryTree) {
            top = top.getParentPath();
        }
        if (isPattern(in, top)) {
            boolean whole = top == in.place().path();
            PatternSlips.of(pattern, whole)
                    .forEach((other, weight) ->
                            rewrite(in.place(), in.model().elements().getConstantExpression(other), sink, weight));
        }
    }

    /** Only where they differ: a slip in a long pattern is as small as in a short one. */
    private static void rewrite(Place place, String literal, Sink sink, double weight) {
        String old = place.text();
        SharedEnds shared = SharedEnds.of(old, literal);
        int start = place.file().start(place.tree());
        sink.edits(
                List.of(sink.change(
                        start + shared.head(),
                        start + old.length() - shared.tail(),
                        literal.substring(shared.head(), literal.length() - shared.tail()))),
                weight,
                1,
                "'" + around(old, shared) + "' becomes '" + around(literal, shared) + "'");
    }

    /** What differs, and a little of what stands beside it. */
    private static String around(String literal, SharedEnds shared) {
        int from = Math.max(0, shared.head() - CONTEXT);
        int to = Math.min(literal.length(), literal.length() - shared.tail() + CONTEXT);
        return (from > 0 ? "…" : "") + literal.substring(from, to) + (to < literal.length() ? "…" : "");
    }

    private static boolean isPattern(Ingredients in, TreePath top) {
        Tree parent = top.getParentPath().getLeaf();
        if (parent instanceof MethodInvocationTree call) {
            return call.getMethodSelect() instanceof MemberSelectTree select
                    && TAKERS.contains(select.getIdentifier().toString())
                    && !call.getArguments().isEmpty()
                    && call.getArguments().get(0) == top.getLeaf();
        }
        return parent instanceof VariableTree variable
                && isPattern(variable.getName().toString(), in.place().file().text())
                && in.place().text().chars().anyMatch(c -> SIGNS.indexOf(c) >= 0);
    }

    /** By its name, or by where it is handed over. */
    private static boolean isPattern(String variable, String source) {
        String name = variable.toLowerCase(Locale.ROOT);
        return name.contains("regex")
                || name.contains("pattern")
                || TAKERS.stream().anyMatch(taker -> source.contains(taker + "(" + variable));
    }
}
