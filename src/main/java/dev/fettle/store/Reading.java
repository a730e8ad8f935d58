package dev.fettle.store;

import dev.fettle.base.Sight;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.intake.Delivery;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the inbox reads out of a delivery beside its id, and how many it holds.
 *
 * @param contentKey what else makes two deliveries the same one when they come within ten minutes, such as repository, number, head commit and action; empty for nothing
 * @param account for whom the delivery is worked on, so that nobody's flood keeps others waiting; "" for nobody in particular
 * @param repository the key of the repository that it is about, {@link Sight#OF_NONE} for none: who may see that repository sees that it came
 * @param mostWaiting when so many wait to be worked on, further ones are not taken in
 * @param failuresWaiting different reported failures of one repository that may wait to become tickets
 */
public record Reading(
        Function<Delivery, Optional<String>> contentKey,
        Function<Delivery, String> account,
        Function<Delivery, String> repository,
        int mostWaiting,
        int failuresWaiting) {
    /** A flood of minutes, and hours of work: what comes then is better sent again later than kept for a day. */
    private static final int MOST_WAITING = 300_000;

    /** With room for three hundred thousand. */
    public Reading(
            Function<Delivery, Optional<String>> contentKey,
            Function<Delivery, String> account,
            Function<Delivery, String> repository) {
        this(contentKey, account, repository, MOST_WAITING, IntakeLimits.DEFAULT.failuresWaiting());
    }

    /** The same with another limit of reported failures. */
    public Reading failuresWaiting(int most) {
        return new Reading(contentKey, account, repository, mostWaiting, most);
    }

    /** Duplicates are told by id and body alone, and all deliveries wait in one line. */
    public static final Reading NOTHING =
            new Reading(delivery -> Optional.empty(), delivery -> "", delivery -> Sight.OF_NONE);
}
