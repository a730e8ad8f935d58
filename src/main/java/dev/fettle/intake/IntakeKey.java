package dev.fettle.intake;

import dev.fettle.base.RepositoryRef;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a key: everything but the key itself.
 *
 * @param id its public part, 8 hex digits
 * @param repository it reports for; its id is 0 until the forge has told it
 * @param source it may report through, and no other
 * @param project the number of the repository in a Sentry DSN, at least 1
 * @param expiresAt when it ends because a newer one took its place, empty for not at all
 * @param revokedAt when it was taken back
 */
public record IntakeKey(
        String id,
        RepositoryRef repository,
        IntakeSource source,
        long project,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt) {

    /** Whether it opens anything at that time. */
    public boolean isValid(Instant at) {
        return revokedAt.isEmpty() && expiresAt.map(at::isBefore).orElse(true);
    }
}
