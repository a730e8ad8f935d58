package dev.fettle.intake.github;

import dev.fettle.forge.Identity;
import dev.fettle.intake.Delivery;
import dev.fettle.intake.Event;
import java.util.Optional;

/** What two deliveries have in common that say the same: some servers tell of one push twice, under different ids and in other words. */
public final class DeliveryMeaning {
    /** Nobody: who did it does not change what it means. */
    private static final Identity NOBODY = new Identity("", 0, 0);

    private final GitHubEvents events = new GitHubEvents(bot -> true);

    /** A key that is the same for the same news, or empty where only the body tells. */
    public Optional<String> of(Delivery delivery) {
        if (!delivery.source().equals("github") || !delivery.event().equals("pull_request")) {
            return Optional.empty();
        }
        return events.read(delivery, NOBODY) instanceof Event.PullRequestUpdated updated
                ? Optional.of("synchronize " + updated.origin().repository().key() + " " + updated.number() + " "
                        + updated.headSha())
                : Optional.empty();
    }
}
