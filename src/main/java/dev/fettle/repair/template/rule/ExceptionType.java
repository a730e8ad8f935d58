package dev.fettle.repair.template.rule;

import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;

/** {@code throw new IllegalStateException(…)} for {@code throw new IllegalArgumentException(…)}. */
final class ExceptionType implements Rule {
    /** A test that says which exception it wants, and gets another, says all. */
    private static final double EXPECTED = 1.6;

    @Override
    public String name() {
        return "exception-type";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "What is wrong is refused, but with the wrong exception.",
                "boolean open; void read() { if (!open) { throw new IllegalArgumentException(\"closed\"); } }",
                "boolean open; void read() { if (!open) { throw new IllegalStateException(\"closed\"); } }",
                "Exceptions that the failing tests wait for, that the file throws already, and two usual ones; the arguments stay.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        if (place.tree() instanceof ThrowTree thrown && thrown.getExpression() instanceof NewClassTree made) {
            MissingThrow.exceptions(in)
                    .forEach((type, weight) -> sink.replace(
                            made.getIdentifier(),
                            place.surroundings().nameOf(type),
                            in.hints().expectedExceptions().contains(type) ? EXPECTED : weight,
                            1));
        }
    }
}
