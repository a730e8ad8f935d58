package dev.fettle.repair.template.rule;

import com.sun.source.tree.IfTree;
import dev.fettle.repair.template.source.Flow;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.SourceFile;

/** {@code if (a) … if (b) …} for {@code if (a) … else if (b) …}. */
final class SuperfluousElse implements Rule {
    @Override
    public String name() {
        return "superfluous-else";
    }

    @Override
    public double prior() {
        return 0.45;
    }

    @Override
    public Example example() {
        return new Example(
                "An else keeps a second question from being asked where the first was answered with yes, and both can be true.",
                "int[] range(int[] a) {\n    int low = Integer.MAX_VALUE;\n    int high = Integer.MIN_VALUE;\n    for (int x : a) {\n        if (x > high) {\n            high = x;\n        } else if (x < low) {\n            low = x;\n        }\n    }\n    return new int[] {low, high};\n}",
                "int[] range(int[] a) {\n    int low = Integer.MAX_VALUE;\n    int high = Integer.MIN_VALUE;\n    for (int x : a) {\n        if (x > high) {\n            high = x;\n        }\n        if (x < low) {\n            low = x;\n        }\n    }\n    return new int[] {low, high};\n}",
                "An else before a further if; after a branch that leaves it makes no difference.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        if (place.tree() instanceof IfTree first
                && first.getElseStatement() instanceof IfTree second
                && Sink.inList(place.path())
                && !Flow.leaves(first.getThenStatement())) {
            SourceFile file = place.file();
            sink.edit(
                    file.end(first.getThenStatement()),
                    file.start(second),
                    file.lineEnd() + file.indent(place.start()),
                    1,
                    1);
        }
    }
}
