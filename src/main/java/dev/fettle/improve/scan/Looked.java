package dev.fettle.improve.scan;

import java.util.List;

/**
 * What one source saw.
 *
 * @param left what it left alone, or why it could not look
 * @param whole whether it saw all there is, so that what it had found earlier and no longer does is gone
 */
public record Looked(List<Sighting> sightings, List<Left> left, boolean whole) {
    public Looked {
        sightings = List.copyOf(sightings);
        left = List.copyOf(left);
    }

    /** It could not look, or there was no reason to. */
    public static Looked not(String source, ScanReason reason, String detail) {
        return new Looked(List.of(), List.of(new Left(source, reason, detail)), false);
    }
}
