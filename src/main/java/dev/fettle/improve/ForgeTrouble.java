package dev.fettle.improve;

import dev.fettle.forge.ForgeException;
import dev.fettle.work.Worker.Result;
import java.time.Instant;
import java.util.Optional;

/** What a call to the forge that failed means for a piece of work. */
public final class ForgeTrouble {
    private ForgeTrouble() {}

    /**
     * Puts the work off until the forge takes calls again.
     *
     * @param otherwise when, where the forge named no time
     * @return empty when trying again is of no use
     */
    public static Optional<Result> putOff(ForgeException e, Instant otherwise) {
        return switch (e.kind()) {
            case LIMITED, UNAVAILABLE ->
                Optional.of(
                        new Result.Later(e.retryAt().orElse(otherwise), e.kind().name()));
            case FORBIDDEN, NOT_FOUND, REFUSED -> Optional.empty();
        };
    }
}
