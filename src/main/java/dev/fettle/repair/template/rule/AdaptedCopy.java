package dev.fettle.repair.template.rule;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.source.Flow;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** What is done for the left must be done for the right too. */
final class AdaptedCopy implements Rule {
    private static final int LONGEST = 500;

    @Override
    public String name() {
        return "adapted-copy";
    }

    @Override
    public double prior() {
        return 0.35;
    }

    @Override
    public Example example() {
        return new Example(
                "A block that stands there for one variable is missing for another of the same type.",
                "int[] order(int a, int b, int low) {\n    if (a < low) {\n        a = low;\n    }\n    return new int[] {a, b};\n}",
                "int[] order(int a, int b, int low) {\n    if (a < low) {\n        a = low;\n    }\n    if (b < low) {\n        b = low;\n    }\n    return new int[] {a, b};\n}",
                "One variable is exchanged, everywhere in the copy, or two change places.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        Tree tree = place.tree();
        boolean copied = tree instanceof IfTree
                || tree.getKind() == Tree.Kind.EXPRESSION_STATEMENT
                || tree.getKind() == Tree.Kind.WHILE_LOOP
                || tree.getKind() == Tree.Kind.FOR_LOOP
                || tree.getKind() == Tree.Kind.ENHANCED_FOR_LOOP;
        if (!copied
                || !Sink.inList(place.path())
                || place.text().length() > LONGEST
                || MissingGuard.startsConstructor(place)) {
            return;
        }
        Map<VariableElement, List<int[]>> uses = uses(place);
        uses.forEach((used, ranges) -> {
            for (Variable other : in.variables()) {
                boolean same = in.model().same(other.type(), used.asType());
                if (!same || other.element().equals(used) || in.nearness(other) < 0.75) {
                    continue;
                }
                List<Edit> exchange = exchange(place, ranges, other.text());
                offer(in, sink, exchange, in.nearness(other));
                List<int[]> back = uses.getOrDefault(other.element(), List.of());
                if (!back.isEmpty()) {
                    exchange.addAll(exchange(place, back, used.getSimpleName().toString()));
                    offer(in, sink, exchange, in.nearness(other));
                }
            }
        });
    }

    private static List<Edit> exchange(Place place, List<int[]> ranges, String name) {
        List<Edit> edits = new ArrayList<>();
        ranges.forEach(range -> edits.add(new Edit(place.file().path(), range[0], range[1], name)));
        return edits;
    }

    private static void offer(Ingredients in, Sink sink, List<Edit> exchange, double nearness) {
        Place place = in.place();
        String copy = Edits.apply(place.file().text(), exchange, place.start(), place.end());
        if (!Flow.leaves(place.tree())) {
            sink.after(place.path(), List.of(copy), 0.9, nearness);
        }
        sink.before(place.path(), List.of(copy), 0.6, nearness);
    }

    /** Where each variable is named, in order; those declared inside are left alone. */
    private static Map<VariableElement, List<int[]>> uses(Place place) {
        Map<VariableElement, List<int[]>> uses = new LinkedHashMap<>();
        List<Element> inside = new ArrayList<>();
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree node, @Nullable Void ignored) {
                Element element = place.model().trees().getElement(getCurrentPath());
                if (element != null) {
                    inside.add(element);
                }
                return super.visitVariable(node, null);
            }

            @Override
            public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void ignored) {
                TreePath path = getCurrentPath();
                if (place.model().trees().getElement(path) instanceof VariableElement element) {
                    uses.computeIfAbsent(element, key -> new ArrayList<>()).add(new int[] {
                        place.file().start(node), place.file().end(node)
                    });
                }
                return super.visitIdentifier(node, null);
            }
        }.scan(place.path(), null);
        inside.forEach(uses::remove);
        return uses;
    }
}
