package dev.fettle.repair.template.rule;

import dev.fettle.repair.template.source.Ingredients;

/** One class of mistake and how it is mended. Stateless. */
public interface Rule {
    /** Lower case with hyphens; also the name of its page under {@code docs/rules}. */
    String name();

    /** How often, of the mistakes that people make, its best use is the mend: 0 to 1, relative to the other rules. */
    double prior();

    /** The class of mistake with an example, for its page; the example is also its test. */
    Example example();

    /** Gives every candidate for one place to the sink. */
    void candidates(Ingredients in, Sink sink);

    /**
     * What a page shows.
     *
     * @param mistake what people do wrong, a sentence or two
     * @param before members of a class that show it
     * @param after the same, mended
     * @param limits what the rule does not try
     */
    record Example(String mistake, String before, String after, String limits) {}
}
