package dev.fettle.store;

import dev.fettle.intake.Delivery;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the inbox reads out of a delivery beside its id.
 *
 * @param contentKey what else makes two deliveries the same one when they come within ten minutes, such as repository, number, head commit and action; empty for nothing
 * @param account for whom the delivery is worked on, so that nobody's flood keeps others waiting; "" for nobody in particular
 */
public record Reading(Function<Delivery, Optional<String>> contentKey, Function<Delivery, String> account) {
    /** Duplicates are told by id and body alone, and all deliveries wait in one line. */
    public static final Reading NOTHING = new Reading(delivery -> Optional.empty(), delivery -> "");
}
