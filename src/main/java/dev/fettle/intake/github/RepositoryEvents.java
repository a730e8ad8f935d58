package dev.fettle.intake.github;

import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.Event;
import dev.fettle.intake.Event.RepositoryChanged.Doing;
import dev.fettle.intake.IgnoreReason;
import java.util.Map;
import java.util.Set;

/** {@code repository}: something became of a repository as a whole. */
final class RepositoryEvents {
    private static final Map<String, Doing> KINDS = Map.of(
            "renamed", Doing.RENAMED,
            "transferred", Doing.TRANSFERRED,
            "deleted", Doing.DELETED,
            "archived", Doing.ARCHIVED,
            "unarchived", Doing.UNARCHIVED,
            "privatized", Doing.PRIVATIZED,
            "publicized", Doing.PUBLICIZED);

    /** A payload with anything else at its top is another event's. */
    private static final Set<String> TOP =
            Set.of("action", "changes", "repository", "organization", "enterprise", "installation", "sender");

    private RepositoryEvents() {}

    /** Whoever did it, Fettle or another bot too: it says how things stand. */
    static Event read(Payload payload, String delivery) {
        payload.holdsOnly(TOP);
        String action = payload.word("action");
        Event.Origin origin = new Event.Origin(
                named(payload.object("repository")),
                Origins.installation(payload),
                Origins.actor(payload.object("sender")),
                delivery);
        Doing kind = KINDS.get(action);
        return kind == null
                ? new Event.Ignored(IgnoreReason.UNINTERESTING_ACTION, "repository." + action)
                : new Event.RepositoryChanged(origin, kind);
    }

    /** Owner and name are changing hands: which repository it is, its id says. */
    private static RepositoryRef named(Payload repository) {
        try {
            RepositoryRef named = RepositoryRef.parse(repository.raw("full_name", ""));
            return new RepositoryRef(repository.idOr0("id"), named.owner(), named.name());
        } catch (IllegalArgumentException e) {
            throw repository.missing("full_name", "owner/name");
        }
    }
}
