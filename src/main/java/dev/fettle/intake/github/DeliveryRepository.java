package dev.fettle.intake.github;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sight;
import dev.fettle.intake.Delivery;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which repository a delivery is about. */
public final class DeliveryRepository {
    /** Of a repository or an installation. */
    static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,18}");

    private DeliveryRepository() {}

    /** As in {@link RepositoryRef#key()}; {@link Sight#OF_NONE} where it is about an installation, an account or nothing that can be read. */
    public static String keyOf(Delivery delivery) {
        Delivery.Head head = DeliveryBody.head(delivery);
        if (NUMBER.matcher(head.repository()).matches()) {
            return head.repository();
        }
        return named(head).map(RepositoryRef::key).orElse(Sight.OF_NONE);
    }

    /** By its name alone; empty where there is none, and where no repository has such a one. */
    static Optional<RepositoryRef> named(Delivery.Head head) {
        try {
            return head.fullName().isEmpty() ? Optional.empty() : Optional.of(RepositoryRef.parse(head.fullName()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
