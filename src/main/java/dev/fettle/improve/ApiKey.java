package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of a key for the JSON API and the MCP endpoint: everything but the key itself.
 *
 * @param id its public part, 8 hex digits
 * @param name what it is for, in its maker's words, one line; may be empty
 * @param repository the only one it opens, empty for all; its id is 0 until a ticket of it has told it
 * @param expiresAt when it ends by itself, empty for not at all
 * @param revokedAt when it was taken back
 */
public record ApiKey(
        String id,
        String name,
        Scope scope,
        Optional<RepositoryRef> repository,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt) {

    /** What may be done with a key. */
    public enum Scope {
        /** Looking. */
        READ,
        /** Looking, and everything that an operator does to tickets. */
        WRITE;

        /** As commands and documents write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether who may this may that. */
        public boolean includes(Scope wanted) {
            return compareTo(wanted) >= 0;
        }
    }

    /** Whether it opens anything at that time. */
    public boolean isValid(Instant at) {
        return revokedAt.isEmpty() && expiresAt.map(at::isBefore).orElse(true);
    }

    /** Whether it opens that repository: by the forge's number for it where the key knows it, so that a name that goes to another repository takes nothing with it. */
    public boolean opens(RepositoryRef asked) {
        return repository
                .map(own -> own.id() != 0 ? own.id() == asked.id() : own.slug().equalsIgnoreCase(asked.slug()))
                .orElse(true);
    }

    /** As the audit and a ticket's history name who did something with it. Not to be taken for a login on the forge. */
    public String actor() {
        return "key " + id + (name.isEmpty() ? "" : " (" + name + ")");
    }
}
