package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Search;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Where several mistakes were made, one is mended after the other: from what mends most so far, the tests that are red still tell where the next one is. */
final class Steps {
    /** So many half-way candidates are gone on from at first, when the likeliest candidates alone were tried … */
    static final int FIRST = 2;

    /** … and so many each time after. */
    private static final int MOST = 4;

    /** Each has this share of the time that is left: where there is but one mistake, all of it is lost. */
    private static final int SHARE = 6;

    private final Tally tally;
    private final @Nullable Further further;
    private final Instant deadline;
    private final InstantSource clock;
    private final Progress progress;
    private final Set<String> taken = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Search> searched = new ArrayList<>();

    /** @param further null where no step more is to be taken */
    Steps(Tally tally, @Nullable Further further, Instant deadline, InstantSource clock, Progress progress) {
        this.tally = tally;
        this.further = further;
        this.deadline = deadline;
        this.clock = clock;
        this.progress = progress;
    }

    /** Goes on from a candidate that mends some of the wanted tests. */
    interface Further {
        /**
         * What mends the others as well.
         *
         * @param until when it must have ended
         * @return a search whose candidates, if it found any, hold the step too
         */
        Search search(Candidate step, Set<TestId> mended, Instant until);
    }

    /**
     * Goes on from the best candidates that were not gone on from before: those that mend some of the wanted tests, and those that bring them past where they broke
     * off, since an exception hides what is wrong behind it, or nearer to what they wait for.
     *
     * @param targets how many tests are wanted
     * @param pastBreaks whether the latter are asked, too
     * @param goOn asked before each
     * @return what was found beyond one of them
     * @see #searched
     */
    Optional<Search> take(int targets, boolean pastBreaks, BooleanSupplier goOn) {
        if (further == null) {
            return Optional.empty();
        }
        for (Tally.HalfWay half : next(tally.steps(pastBreaks), searched.isEmpty() ? FIRST : MOST)) {
            if (!goOn.getAsBoolean()) {
                return Optional.empty();
            }
            String does = half.draft().summary() + does(half, targets);
            progress.note(does + "; looking for what is wrong besides");
            notes.add("Half way: " + does + ".");
            Duration share = Duration.between(clock.instant(), deadline).dividedBy(SHARE);
            Search found = further.search(
                    half.draft().candidate(),
                    half.mends() ? half.tests() : Set.of(),
                    clock.instant().plus(share));
            searched.add(found);
            if (!found.plausible().isEmpty()) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static String does(Tally.HalfWay half, int targets) {
        if (half.tests().isEmpty()) {
            return " brings failing tests nearer to what they wait for";
        }
        String some = half.tests().size() + " of " + targets + " failing tests";
        return half.mends() ? " mends " + some : " brings " + some + " further";
    }

    /** The best that were not gone on from: first one of all that mend the same tests at the same line, then others where these edit something else. */
    private List<Tally.HalfWay> next(List<Tally.HalfWay> all, int most) {
        List<Tally.HalfWay> next = new ArrayList<>();
        for (Tally.HalfWay half : all) {
            if (next.size() < most && taken.add(line(half))) {
                taken.add(half.site());
                next.add(half);
            }
        }
        for (Tally.HalfWay half : all) {
            if (next.size() < most && taken.add(half.site())) {
                next.add(half);
            }
        }
        return next;
    }

    private static String line(Tally.HalfWay half) {
        return half.draft().path() + ":" + half.draft().line() + " " + half.mends() + half.tests();
    }

    /** All searches beyond a step, those that found nothing included: their work counts too. */
    List<Search> searched() {
        return List.copyOf(searched);
    }

    /** From what it went on. */
    List<String> notes() {
        return List.copyOf(notes);
    }
}
