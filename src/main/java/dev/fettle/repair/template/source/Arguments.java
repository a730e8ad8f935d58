package dev.fettle.repair.template.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.lang.model.type.TypeMirror;

/** Fills a method's parameters with variables at hand. */
public final class Arguments {
    private Arguments() {}

    /**
     * One way to call.
     *
     * @param text the arguments, comma-separated
     * @param nearness of all of them together
     */
    public record Filled(String text, double nearness) {}

    /** The nearest ways to call it with variables only, at most so many; one empty way for no parameters, none when a parameter cannot be filled. */
    public static List<Filled> fill(Ingredients in, Callable method, int most) {
        List<Filled> ways = List.of(new Filled("", 1));
        for (TypeMirror parameter : method.parameters()) {
            List<Filled> longer = new ArrayList<>();
            List<Snippet> fitting = in.variables(parameter);
            for (Filled way : ways) {
                for (Snippet value : fitting.subList(0, Math.min(fitting.size(), 8))) {
                    boolean twice =
                            way.text().matches("(^|.*, )" + java.util.regex.Pattern.quote(value.text()) + "($|, .*)");
                    longer.add(new Filled(
                            way.text().isEmpty() ? value.text() : way.text() + ", " + value.text(),
                            way.nearness() * value.nearness() * (twice ? 0.4 : 0.95)));
                }
            }
            longer.sort(Comparator.comparingDouble(way -> -way.nearness()));
            ways = longer.subList(0, Math.min(longer.size(), most));
        }
        return List.copyOf(ways);
    }
}
