package dev.fettle.intake.github;

import dev.fettle.intake.Delivery;

/** For whom a delivery is worked on: its installation, or the owner of its repository where the forge knows no installations. */
public final class DeliveryAccount {
    private DeliveryAccount() {}

    /** The installation's number, else the owner's login in the body, else "". Says nothing about who may do what: it only orders work. */
    public static String of(Delivery delivery) {
        Delivery.Head head = DeliveryBody.head(delivery);
        return head.installation().isEmpty()
                ? head.fullName().substring(0, Math.max(0, head.fullName().indexOf('/')))
                : head.installation();
    }
}
