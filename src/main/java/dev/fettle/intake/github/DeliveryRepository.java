package dev.fettle.intake.github;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sight;
import dev.fettle.intake.Delivery;
import java.util.regex.Pattern;

/** Which repository a delivery is about. */
public final class DeliveryRepository {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,18}");

    private DeliveryRepository() {}

    /** As in {@link RepositoryRef#key()}; {@link Sight#OF_NONE} where it is about an installation, an account or nothing that can be read. */
    public static String keyOf(Delivery delivery) {
        Delivery.Head head = DeliveryBody.head(delivery);
        if (NUMBER.matcher(head.repository()).matches()) {
            return head.repository();
        }
        try {
            return head.fullName().isEmpty()
                    ? Sight.OF_NONE
                    : RepositoryRef.parse(head.fullName()).key();
        } catch (IllegalArgumentException e) {
            return Sight.OF_NONE; // such a repository there is none
        }
    }
}
