package dev.fettle.improve.scan;

import java.util.List;
import java.util.Set;

/**
 * What a scan saw.
 *
 * @param repository {@code owner/name}, or the name that a folder goes by
 * @param commit that was looked at, "" for a folder as it lies
 * @param place what was looked at, for people
 * @param found the safest first, as the selector would take them; what makes no ticket last
 * @param left what was left alone or not looked at
 * @param whole the sources that saw all there is
 * @param looked the sources that looked, in order
 */
public record ScanReport(
        String repository,
        String commit,
        String place,
        List<Found> found,
        List<Left> left,
        Set<String> whole,
        List<String> looked) {
    public ScanReport {
        found = List.copyOf(found);
        left = List.copyOf(left);
        whole = Set.copyOf(whole);
        looked = List.copyOf(looked);
    }

    /** How many new tickets it is worth: the mission's {@code tickets_found}. */
    public int ticketsFound() {
        return (int) found.stream().filter(Found::isNew).count();
    }

    /** Whether a source wanted to look and could not. */
    public boolean failed() {
        return left.stream().anyMatch(each -> each.reason().failure());
    }
}
