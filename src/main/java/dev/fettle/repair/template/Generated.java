package dev.fettle.repair.template;

import dev.fettle.repair.template.rule.Draft;
import java.util.List;

/**
 * What the rules made of suspicious places.
 *
 * @param drafts best rank first
 * @param failures of rules, each skipped at its place; a fault of ours
 */
public record Generated(List<Draft> drafts, List<String> failures) {
    public Generated {
        drafts = List.copyOf(drafts);
        failures = List.copyOf(failures);
    }
}
