package dev.fettle.web;

import dev.fettle.base.RepositoryRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one person may read: asked of the forge at the sign-in, and again once that is some minutes old. What is older is not gone by, also when the forge does not answer: then there is nothing to see. Of many requests
 * at once one asks, and a forge in trouble is left alone for a while.
 */
final class ReadAccess {
    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration AFTER_TROUBLE = Duration.ofSeconds(15);

    private final Supplier<List<RepositoryRef>> forge;
    private final InstantSource clock;
    private volatile @Nullable Said said;

    /** What came of the last question; one of the two is there. */
    private record Said(
            @Nullable List<RepositoryRef> readable,
            @Nullable String trouble,
            Instant until) {}

    /** @param forge says it now, or throws {@link SignInRefusedException} */
    ReadAccess(Supplier<List<RepositoryRef>> forge, InstantSource clock) {
        this.forge = forge;
        this.clock = clock;
    }

    /**
     * As it was at most {@link #FRESH} ago.
     *
     * @throws SignInRefusedException when the forge does not say
     */
    synchronized List<RepositoryRef> now() {
        Said last = said;
        if (last == null || !clock.instant().isBefore(last.until())) {
            last = ask();
            said = last;
        }
        if (last.readable() == null) {
            throw new SignInRefusedException(String.valueOf(last.trouble()));
        }
        return last.readable();
    }

    /** The same, as far as it is known without asking; waits for nobody. */
    Optional<List<RepositoryRef>> known() {
        Said last = said;
        return last != null && clock.instant().isBefore(last.until())
                ? Optional.ofNullable(last.readable())
                : Optional.empty();
    }

    private Said ask() {
        try {
            return new Said(forge.get(), null, clock.instant().plus(FRESH));
        } catch (SignInRefusedException e) {
            return new Said(null, e.getMessage(), clock.instant().plus(AFTER_TROUBLE));
        }
    }
}
