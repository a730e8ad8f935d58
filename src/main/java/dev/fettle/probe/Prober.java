package dev.fettle.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what variants do on inputs near those that one test has, with as few runs of that test as it can. */
final class Prober {
    /** Entries whose calls turn out to leave traces cost one more first run each. */
    private static final int FIRST_RUNS = 6;

    private final ProbeRequest request;
    private final int watched;
    private final Runs runs;
    private final long end;
    private final Set<String> leavesTraces = new HashSet<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private int left;
    private @Nullable ProjectLoader loader;
    private long statics;
    private boolean known;

    /** Runs the test once. */
    interface Runs {
        /** The classes of the batch, defined anew, with the watched methods telling of their entries. */
        ProjectLoader fresh() throws IOException;

        /** Runs the original program; whether a static initialiser was torn by it. */
        boolean run(ProjectLoader loader, Trial trial);
    }

    /** @param watched how many methods tell of their entries */
    Prober(ProbeRequest request, int watched, Runs runs) {
        this.request = request;
        this.watched = watched;
        this.runs = runs;
        end = System.nanoTime() + request.nanos;
        left = request.mostRuns;
    }

    List<Sighting> probe() throws IOException {
        if (watched == 0) {
            return sightings;
        }
        Trial first = Trial.all(request, watched, leavesTraces);
        for (int i = 0; i < FIRST_RUNS; i++) {
            runs.run(runs.fresh(), first);
            if (!first.torn() || late()) {
                break;
            }
            first = Trial.all(request, watched, leavesTraces);
        }
        if (!first.torn() && !late()) {
            sightings.addAll(first.sightings());
            oneByOne(first.spots());
        }
        return sightings;
    }

    private boolean late() {
        return System.nanoTime() - end > 0;
    }

    /** Entries by turns, so that each has its share of the runs. */
    private void oneByOne(List<Trial.Spot> spots) throws IOException {
        int most = 0;
        for (Trial.Spot spot : spots) {
            most = Math.max(most, spot.calls.size());
        }
        for (int change = 0; change < most; change++) {
            for (Trial.Spot spot : spots) {
                boolean enough = left < request.variants.length + 2;
                if (enough || late()) {
                    return;
                }
                if (change < spot.calls.size()) {
                    look(spot.at(change));
                }
            }
        }
    }

    private void look(Trial.Spot spot) throws IOException {
        Sighting sighting = new Sighting(spot.method, spot.entry, spot.change, spot.call());
        Seen first = run(spot, 0);
        Seen again = run(spot, 0);
        if (first == null || !first.equals(again)) {
            return;
        }
        sighting.put(0, first);
        for (int variant : request.variants) {
            Seen seen = late() ? null : run(spot, variant);
            if (seen != null) {
                sighting.put(variant, seen);
            }
        }
        if (!late()) {
            sightings.add(sighting);
        }
    }

    private @Nullable Seen run(Trial.Spot spot, int variant) throws IOException {
        left--;
        ProjectLoader used = loader;
        if (used == null) {
            used = runs.fresh();
            known = false;
        }
        Trial trial = Trial.one(request, spot, variant);
        boolean lost = runs.run(used, trial);
        long now = used.statics().digest();
        loader = lost || trial.torn() || known && now != statics ? null : used;
        statics = now;
        known = true;
        return trial.seen();
    }
}
