package dev.fettle.repair.template;

import dev.fettle.repair.Progress;
import dev.fettle.repair.template.rule.Draft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Has candidates tried slice by slice, without those that {@link Effects} tells cannot matter, one first of those that begin alike. */
final class Sieve {
    /** Before anything is measured: so many, or as many as take this time. */
    private static final int HEAD = 200;

    private static final Duration HEAD_TIME = Duration.ofSeconds(1);
    /** Fewer are tried sooner than measured. */
    private static final int WORTH = 300;

    private static final int SLICE = 6_000;

    private final Effects effects;
    private final Function<Draft, Workshop> workshops;
    private final Tally tally;
    private final Progress progress;
    private final Timer timer;
    private final List<Draft> postponed = new ArrayList<>();
    private int head;
    private int idle;

    /** Runs work and keeps how long it took. */
    interface Timer {
        <T> T timed(String what, Supplier<T> work);
    }

    /** @param testTime of the test that kills candidates */
    Sieve(
            Effects effects,
            Function<Draft, Workshop> workshops,
            Tally tally,
            Progress progress,
            Timer timer,
            Duration testTime) {
        this.effects = effects;
        this.workshops = workshops;
        this.tally = tally;
        this.progress = progress;
        this.timer = timer;
        this.head = (int) Math.min(HEAD, HEAD_TIME.toMillis() / Math.max(1, testTime.toMillis()));
    }

    /** Tries candidates in the order given, until there is enough. */
    void validate(Validation validation, List<Draft> drafts) {
        int from = Math.min(head, drafts.size());
        head = 0;
        tryOut(validation, drafts.subList(0, from));
        while (from < drafts.size() && !tally.enough()) {
            List<Draft> slice = drafts.subList(from, Math.min(drafts.size(), from + SLICE));
            from += slice.size();
            // Once something is found there are only a few more to come, and little time.
            if (slice.size() < WORTH || !tally.found().isEmpty()) {
                tryOut(validation, slice);
            } else {
                sift(validation, slice);
            }
        }
    }

    private void sift(Validation validation, List<Draft> slice) {
        Effects.Sorted sorted = timer.timed("survey", () -> effects.sort(slice));
        idle += sorted.idle().size();
        Set<Integer> awake = new HashSet<>();
        timer.timed("validate", () -> {
            validation.validate(sorted.first(), workshops, useful -> {
                awake.add(useful.id());
                return sorted.alike().getOrDefault(useful.id(), List.of());
            });
            return slice;
        });
        sorted.alike().forEach((leader, others) -> {
            if (!awake.contains(leader)) {
                postponed.addAll(others);
            }
        });
        postponed.addAll(sorted.unlikely());
        progress.note(sorted.idle().size() + " of " + slice.size() + " candidates cannot matter, "
                + sorted.first().size() + " begin in different ways");
    }

    private void tryOut(Validation validation, List<Draft> drafts) {
        timer.timed("validate", () -> {
            validation.validate(drafts, workshops);
            return drafts;
        });
    }

    /** Hands over what waits, best first: it began like something that was no good, or did nothing as far as the run was watched. */
    List<Draft> takePostponed() {
        List<Draft> taken = new ArrayList<>(postponed);
        postponed.clear();
        taken.sort(Comparator.comparingDouble(draft -> -draft.rank()));
        return taken;
    }

    /** Those that may mend the test by themselves. */
    List<Draft> withoutIdle(List<Draft> drafts) {
        return drafts.stream().filter(draft -> !effects.isIdle(draft)).toList();
    }

    /** What was left out. */
    List<String> notes() {
        return idle == 0
                ? List.of()
                : List.of(
                        idle
                                + " candidates were left out: the values of the failing run show that they change nothing in it.");
    }
}
