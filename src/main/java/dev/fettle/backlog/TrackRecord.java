package dev.fettle.backlog;

import dev.fettle.backlog.Proposed.Fate;
import java.util.Collection;
import java.util.OptionalDouble;

/** How proposals ended, counted. */
public record TrackRecord(int open, int merged, int closed, int rejected, int reverted, int withdrawn) {
    /** Nothing was proposed yet. */
    public static final TrackRecord NONE = new TrackRecord(0, 0, 0, 0, 0, 0);

    /** Counts. */
    public static TrackRecord of(Collection<Proposed> proposals) {
        return new TrackRecord(
                count(proposals, Fate.OPEN),
                count(proposals, Fate.MERGED),
                count(proposals, Fate.CLOSED),
                count(proposals, Fate.REJECTED),
                count(proposals, Fate.REVERTED),
                count(proposals, Fate.WITHDRAWN));
    }

    private static int count(Collection<Proposed> proposals, Fate fate) {
        return (int) proposals.stream().filter(one -> one.fate() == fate).count();
    }

    /** All of them. */
    public int proposed() {
        return open + judged() + withdrawn;
    }

    /** Those on which people decided. */
    public int judged() {
        return merged + notWanted();
    }

    /** Those that people closed, said no to, or took back. */
    public int notWanted() {
        return closed + rejected + reverted;
    }

    /** The share of the judged ones that was not wanted, 0 to 1; empty before the first. */
    public OptionalDouble shareNotWanted() {
        return judged() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) notWanted() / judged());
    }
}
