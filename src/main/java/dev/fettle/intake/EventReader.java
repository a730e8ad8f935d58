package dev.fettle.intake;

/** Reads a delivery into an event of ours. Never throws for what a payload holds: that is {@link Event.Ignored}. */
@FunctionalInterface
public interface EventReader {
    Event read(Delivery delivery);
}
