package dev.fettle.intake.github;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Identity;
import dev.fettle.intake.Event;
import java.util.Locale;

/** Reads where an event came from: repository, installation, sender; and whether that was us. */
final class Origins {
    private static final String BOT_SUFFIX = "[bot]";

    private Origins() {}

    static Event.Origin of(Payload payload, String delivery) {
        return new Event.Origin(
                repository(payload.object("repository")),
                installation(payload),
                actor(payload.object("sender")),
                delivery);
    }

    static Event.Actor actor(Payload sender) {
        String login = sender.word("login");
        boolean bot = sender.wordOr("type", "").equals("Bot")
                || login.toLowerCase(Locale.ROOT).endsWith(BOT_SUFFIX);
        return new Event.Actor(login, sender.idOr0("id"), bot);
    }

    /** Owner and name are read from {@code full_name}; the parts must agree with it where they are there. */
    static RepositoryRef repository(Payload repository) {
        String fullName = repository.raw("full_name", "");
        RepositoryRef named;
        try {
            named = RepositoryRef.parse(fullName);
        } catch (IllegalArgumentException e) {
            throw repository.missing("full_name", "owner/name");
        }
        String name = repository.raw("name", named.name());
        String owner = repository
                .optionalObject("owner")
                .map(found -> found.raw("login", found.raw("name", named.owner())))
                .orElse(named.owner());
        if (!name.equals(named.name()) || !owner.equalsIgnoreCase(named.owner())) {
            throw repository.missing("full_name", "what owner and name say");
        }
        return new RepositoryRef(repository.idOr0("id"), named.owner(), named.name());
    }

    static long installation(Payload payload) {
        return payload.optionalObject("installation")
                .map(found -> found.idOr0("id"))
                .orElse(0L);
    }

    /** By id where both have one: a login can be taken over by somebody else. */
    static boolean isUs(Event.Actor actor, Identity us) {
        if (actor.id() != 0 && us.userId() != 0) {
            return actor.id() == us.userId();
        }
        return actor.login().equalsIgnoreCase(us.login());
    }

    /** A branch of a repository that is not this one is written {@code owner:branch}, so that it is never taken for one of ours. */
    static String branchOf(RepositoryRef here, java.util.Optional<Payload> headRepository, String branch) {
        if (branch.isEmpty()) {
            return branch;
        }
        if (headRepository.isEmpty()) {
            return "unknown:" + branch;
        }
        RepositoryRef head = repository(headRepository.get());
        boolean same = head.id() != 0 && here.id() != 0
                ? head.id() == here.id()
                : head.slug().equalsIgnoreCase(here.slug());
        return same ? branch : head.owner() + ":" + branch;
    }
}
