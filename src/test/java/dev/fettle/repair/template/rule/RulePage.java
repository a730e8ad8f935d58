package dev.fettle.repair.template.rule;

/** A rule's page under {@code docs/rules}, made of its example so that both say the same. */
final class RulePage {
    private RulePage() {}

    /** The page in Markdown. */
    static String of(Rule rule) {
        Rule.Example example = rule.example();
        return """
                # %s

                %s

                Before:

                ```java
                %s
                ```

                After:

                ```java
                %s
                ```

                **Limits.** %s

                Weight among the rules, before anything is learned: %s.
                """.formatted(
                rule.name(), example.mistake(), example.before(), example.after(), example.limits(), rule.prior());
    }
}
