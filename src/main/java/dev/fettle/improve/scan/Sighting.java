package dev.fettle.improve.scan;

import dev.fettle.intake.Signal;

/**
 * One thing that a source saw.
 *
 * @param signal what it is
 * @param mayStart whether a repair may start without a person's word
 */
public record Sighting(Signal signal, boolean mayStart) {}
