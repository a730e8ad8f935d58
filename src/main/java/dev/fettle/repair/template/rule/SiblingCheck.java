package dev.fettle.repair.template.rule;

import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.SiblingCode;

/** The {@code if (closed) { throw … }} that the other methods of the class begin with. */
final class SiblingCheck implements Rule {
    @Override
    public String name() {
        return "sibling-check";
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public Example example() {
        return new Example(
                "A check that other methods of the class make is missing in this one.",
                "int size(String s) {\n    if (s == null) {\n        return 0;\n    }\n    return s.length();\n}\nint words(String s) {\n    return s.split(\" \").length;\n}",
                "int size(String s) {\n    if (s == null) {\n        return 0;\n    }\n    return s.length();\n}\nint words(String s) {\n    if (s == null) {\n        return 0;\n    }\n    return s.split(\" \").length;\n}",
                "Word for word, where everything that it names has the same name and type here.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        if (!MissingGuard.guardable(place)) {
            return;
        }
        for (SiblingCode.Loan loan : place.surroundings().siblings().checks(in)) {
            sink.before(
                    place.path(), loan.lines(), 1, loan.nearness(), loan.returns() ? Trait.LEAVES : Trait.EXCEPTION);
        }
    }
}
