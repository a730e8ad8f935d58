package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.schema.CompiledBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was tried, what came of it, and when to stop. */
final class Tally {
    /** After the first plausible candidate so many more are tried, whatever it took to find it: the first is often not the right one. */
    private static final int MORE = 1_200;
    /** … and as many again as it took to find it. */
    private static final double MORE_SHARE = 1.0;

    /** Fewer than so many more say little, where each takes long, unless they take far too long. */
    private static final int LEAST_MORE = 800;

    private static final Duration LEAST_MORE_TIME = Duration.ofSeconds(4);
    private static final int MOST_FOUND = 60;

    private static final int MOST_CUT_OFF = 4_000;

    /** Edits that leave work out, or several at once, bring any test past where it broke off: that is no step. */
    private static final Set<Draft.Trait> SKIPS =
            Set.of(Draft.Trait.DELETES, Draft.Trait.LEAVES, Draft.Trait.CONSTANT, Draft.Trait.PAIR);

    /**
     * A candidate that does something for some of the wanted tests and breaks none.
     *
     * @param mends whether it makes them green, and does not only bring them further
     * @param nearer how much nearer the others came to what they wait for
     */
    record HalfWay(Draft draft, Set<TestId> tests, boolean mends, double nearer) {
        /** A test that came further may break off at its next line. */
        private static final double FURTHER = 0.5;

        /** A test that is all but green counts half of one that is. */
        private static final double NEARER = 0.5;

        HalfWay {
            tests = Set.copyOf(tests);
        }

        int mended() {
            return mends ? tests.size() : 0;
        }

        boolean isPair() {
            return draft.traits().contains(Draft.Trait.PAIR);
        }

        /** Which text it edits, and which tests that helps. */
        String site() {
            Candidate.Edit edit = draft.edits().get(0);
            return draft.path() + "@" + edit.start() + "-" + edit.end() + " " + mends + tests;
        }

        private double progress() {
            return tests.size() * (mends ? 1 : FURTHER) + NEARER * nearer;
        }
    }

    private final InstantSource clock;
    private final Instant start;
    private final Instant deadline;
    private final int most;
    private final List<Found> found = new ArrayList<>();
    private final List<HalfWay> halfWay = new ArrayList<>();
    private final List<HalfWay> cutOff = new ArrayList<>();
    private final List<HalfWay> further = new ArrayList<>();
    private final Account account = new Account();
    private final Set<Integer> refused = new HashSet<>();
    private final Set<Integer> triedIds = new HashSet<>();
    private int compiled;
    private int rejected;
    private int tried;
    private int triedAtFirst;
    private @Nullable Instant first;

    Tally(InstantSource clock, Instant deadline, int most) {
        this.clock = clock;
        this.start = clock.instant();
        this.deadline = deadline;
        this.most = most;
    }

    /** What is kept for people. */
    Account account() {
        return account;
    }

    void compiled(CompiledBatch batch) {
        compiled += batch.variants().size();
        rejected += batch.rejected().size();
        refused.addAll(batch.rejected().keySet());
    }

    /** Whether the compiler took it, as far as it was asked. What it refused alone it refuses with another edit too. */
    boolean compiles(Draft draft) {
        return !refused.contains(draft.id());
    }

    boolean wasTried(Draft draft) {
        return triedIds.contains(draft.id());
    }

    void tried(Draft draft, Judge.Verdict verdict) {
        triedIds.add(draft.id());
        tried++;
        if (verdict.plausible()) {
            found.add(new Found(draft, verdict.traces(), verdict.answers(), tried));
            if (first == null) {
                first = clock.instant();
                triedAtFirst = tried;
            }
            return;
        }
        HalfWay half = new HalfWay(draft, verdict.mended(), true, verdict.nearer());
        if (verdict.partly()) {
            halfWay.removeIf(other -> other.draft().id() == draft.id());
            halfWay.add(half);
        }
        boolean skips = draft.traits().stream().anyMatch(SKIPS::contains);
        boolean on = !verdict.further().isEmpty() || verdict.nearer() > 0;
        if (verdict.mended().isEmpty() && on && !verdict.breaks() && !verdict.cutOff() && !skips) {
            further.add(new HalfWay(draft, verdict.further(), false, verdict.nearer()));
        }
        if (verdict.cutOff() && !verdict.breaks() && cutOff.size() < MOST_CUT_OFF) {
            cutOff.add(half);
        }
    }

    /** Whether to stop: interrupted, out of time or candidates, or long enough after the first plausible one. */
    boolean enough() {
        Instant now = clock.instant();
        if (Thread.currentThread().isInterrupted() || now.isAfter(deadline) || tried >= most) {
            return true;
        }
        if (first == null) {
            return false;
        }
        Duration allowed = Duration.between(start, first).dividedBy(2).plus(LEAST_MORE_TIME);
        boolean someMore = tried >= triedAtFirst + LEAST_MORE || now.isAfter(first.plus(allowed.multipliedBy(3)));
        return found.size() >= MOST_FOUND
                || tried >= triedAtFirst + MORE + MORE_SHARE * triedAtFirst
                || someMore && now.isAfter(first.plus(allowed));
    }

    List<Found> found() {
        return List.copyOf(found);
    }

    /** What does most for the wanted tests first, then in the order of rank; of those that edit the same text and mend the same tests one goes before, since of two mistakes each has its own place. */
    List<HalfWay> halfWay(int most) {
        List<HalfWay> ordered = Stream.concat(halfWay.stream(), further.stream())
                .sorted(Comparator.comparingDouble((HalfWay half) -> -half.progress())
                        .thenComparingDouble(half -> -half.draft().rank()))
                .toList();
        Set<String> sites = new HashSet<>();
        List<HalfWay> first = new ArrayList<>();
        List<HalfWay> more = new ArrayList<>();
        for (HalfWay half : ordered) {
            (sites.add(half.site()) ? first : more).add(half);
        }
        return Stream.concat(first.stream(), more.stream()).limit(most).toList();
    }

    /**
     * From where to go on where several mistakes may be: what does most for the wanted tests first, then in the order of rank. Of two edits that mend no more than one does, one
     * does nothing.
     *
     * @param pastBreaks also what mends none, but brings some past where they broke off
     */
    List<HalfWay> steps(boolean pastBreaks) {
        int single = halfWay.stream()
                .filter(half -> !half.isPair())
                .mapToInt(HalfWay::mended)
                .max()
                .orElse(0);
        return Stream.concat(halfWay.stream(), pastBreaks ? further.stream() : Stream.empty())
                .filter(half -> !half.isPair() || half.mended() > single)
                .sorted(Comparator.comparingDouble((HalfWay half) -> -half.progress())
                        .thenComparingDouble(half -> -half.draft().rank()))
                .toList();
    }

    /**
     * Hands over those whose loop budget ran out, those first that mended most before, then in the order tried.
     *
     * @param mended so many wanted tests at least
     */
    List<Draft> takeCutOff(int mended, int most) {
        List<HalfWay> taken = cutOff.stream()
                .filter(half -> half.mended() >= mended)
                .sorted(Comparator.comparingInt(half -> -half.mended()))
                .limit(most)
                .toList();
        cutOff.removeAll(taken);
        return taken.stream().map(HalfWay::draft).toList();
    }

    int compiled() {
        return compiled;
    }

    int tried() {
        return tried;
    }

    String summary() {
        double seconds =
                Math.max(0.001, Duration.between(start, clock.instant()).toMillis() / 1000.0);
        return String.format(
                Locale.ROOT,
                "%d tried (%.0f a second), %d plausible, %d of %d compiled",
                tried,
                tried / seconds,
                found.size(),
                compiled,
                compiled + rejected);
    }

    List<String> notes() {
        List<String> notes = new ArrayList<>(List.of(summary()));
        if (first != null) {
            notes.add("The first plausible candidate was number " + triedAtFirst + ".");
        }
        if (tried >= most) {
            notes.add("The limit of candidates was reached.");
        } else if (clock.instant().isAfter(deadline)) {
            notes.add("The time limit was reached.");
        }
        return notes;
    }
}
