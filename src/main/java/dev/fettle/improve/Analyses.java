package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Fingerprint;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.intake.Signal;
import dev.fettle.work.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the tools outside found when they looked last: what the same analysis does not find any more is gone, and its ticket ends. Another tool, another category of it, another branch says nothing of that. Runs
 * inside a transaction.
 */
public final class Analyses {
    private static final String SCOPE = "analysis";
    private static final String PARTS = "parts";
    private static final String WHOLE = "whole";
    private static final int MOST_KEPT = 3_000;

    private final Backlog backlog;
    private final Intaking intaking;
    private final Memory memory;

    public Analyses(Backlog backlog, Intaking intaking, Memory memory) {
        this.backlog = backlog;
        this.intaking = intaking;
        this.memory = memory;
    }

    /**
     * Of the last time.
     *
     * @param revision "-" for none
     * @param parts whether each upload is of a part only: a build of several modules sent one log for each, and none says which it is
     * @param present fingerprints of what was there
     */
    private record Known(String revision, boolean parts, Set<String> present) {
        static Known read(String note) {
            List<String> words = Arrays.asList(note.split(" "));
            return new Known(
                    words.get(0), words.get(1).equals(PARTS), new LinkedHashSet<>(words.subList(2, words.size())));
        }

        String note() {
            return (revision + " " + (parts ? PARTS : WHOLE) + " " + String.join(" ", present)).strip();
        }
    }

    /** Takes in that an analysis has ended, after what it found. Returns the tickets that ended by it. */
    public List<Ticket> ended(Signal.AnalysisEnded analysis) {
        if (!analysis.whole()) {
            return List.of();
        }
        String key = analysis.repository().key() + " " + Fingerprint.of(analysis);
        String revision = analysis.revision().isEmpty() ? "-" : analysis.revision();
        Set<String> present = new LinkedHashSet<>();
        analysis.present().forEach(found -> present.add(Fingerprint.of(found)));
        Optional<Known> before = memory.get(SCOPE, key).map(Known::read);
        List<Ticket> over = new ArrayList<>();
        boolean parts = false;
        if (before.isPresent()) {
            parts = before.get().parts()
                    || analysis.category().isEmpty()
                            && !revision.equals("-")
                            && revision.equals(before.get().revision())
                            && !present.equals(before.get().present());
            Set<String> missing = new LinkedHashSet<>(before.get().present());
            missing.removeAll(present);
            for (String fingerprint : missing) {
                Optional<Ticket> ticket =
                        backlog.findByFingerprint(analysis.repository().key(), fingerprint);
                boolean waits = ticket.isEmpty(); // for a day with room for more tickets
                if (parts
                        || waits
                        || ticket.filter(found -> lookedAt(analysis, found)).isEmpty()) {
                    present.add(fingerprint);
                } else if (!elsewhere(key, analysis.repository().key(), fingerprint)
                        && ticket.get().status() == Status.OPEN) {
                    intaking.gone(ticket.get(), "no longer found by " + analysis.tool());
                    over.add(ticket.get());
                }
            }
        }
        Known now = new Known(revision, parts, present);
        if (present.size() <= MOST_KEPT) {
            memory.put(SCOPE, key, now.note());
        } else {
            memory.remove(SCOPE, key);
        }
        return over;
    }

    private static boolean lookedAt(Signal.AnalysisEnded analysis, Ticket ticket) {
        return analysis.files().isEmpty()
                || ticket.evidence().stream()
                        .anyMatch(evidence -> evidence instanceof Evidence.Finding found
                                && analysis.files().contains(found.file()));
    }

    /** Whether another analysis found the same, and has not said that it is gone. */
    private boolean elsewhere(String key, String repositoryKey, String fingerprint) {
        for (Map.Entry<String, String> other : memory.all(SCOPE).entrySet()) {
            if (other.getKey().startsWith(repositoryKey + " ")
                    && !other.getKey().equals(key)
                    && Known.read(other.getValue()).present().contains(fingerprint)) {
                return true;
            }
        }
        return false;
    }
}
