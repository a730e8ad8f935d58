package dev.fettle.intake.github;

import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.Delivery;

/** For whom a delivery is worked on: its installation, or the owner of its repository where the forge knows no installations. */
public final class DeliveryAccount {
    private DeliveryAccount() {}

    /** The installation's number, else the owner's login in the body, else "", also for what neither can be. Says nothing about who may do what: it only orders work. */
    public static String of(Delivery delivery) {
        Delivery.Head head = DeliveryBody.head(delivery);
        if (!head.installation().isEmpty()) {
            return DeliveryRepository.NUMBER.matcher(head.installation()).matches() ? head.installation() : "";
        }
        return DeliveryRepository.named(head).map(RepositoryRef::owner).orElse("");
    }
}
