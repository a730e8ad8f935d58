package dev.fettle.intake.github;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Identity;
import dev.fettle.intake.Event;
import dev.fettle.intake.Event.InstallationChanged.Kind;
import dev.fettle.intake.IgnoreReason;
import java.util.List;

/** {@code installation}, {@code installation_repositories} and {@code installation_target}. */
final class InstallationEvents {
    private InstallationEvents() {}

    static Event installation(Payload payload, String action, Identity us) {
        Payload installation = installationOfApp(payload);
        List<RepositoryRef> repositories = repositories(payload, "repositories");
        Event.Actor sender = Origins.actor(payload.object("sender"));
        if (isAnotherApp(installation, us)) {
            return anotherApp();
        }
        long id = installation.number("id");
        return switch (action) {
            case "created" -> new Event.InstallationChanged(id, sender, Kind.CREATED, repositories, List.of());
            case "deleted" -> new Event.InstallationChanged(id, sender, Kind.DELETED, List.of(), repositories);
            case "suspend" -> new Event.InstallationChanged(id, sender, Kind.SUSPENDED, List.of(), List.of());
            case "unsuspend" -> new Event.InstallationChanged(id, sender, Kind.UNSUSPENDED, List.of(), List.of());
            default -> new Event.Ignored(IgnoreReason.UNINTERESTING_ACTION, "installation." + action);
        };
    }

    static Event repositories(Payload payload, String action, Identity us) {
        Payload installation = installationOfApp(payload);
        payload.requireList("repositories_added");
        payload.requireList("repositories_removed");
        List<RepositoryRef> added = repositories(payload, "repositories_added");
        List<RepositoryRef> removed = repositories(payload, "repositories_removed");
        Event.Actor sender = Origins.actor(payload.object("sender"));
        if (isAnotherApp(installation, us)) {
            return anotherApp();
        }
        if (!action.equals("added") && !action.equals("removed")) {
            return new Event.Ignored(IgnoreReason.UNINTERESTING_ACTION, "installation_repositories." + action);
        }
        return new Event.InstallationChanged(installation.number("id"), sender, Kind.REPOSITORIES, added, removed);
    }

    /** The account's new name is not taken from here: the forge is asked what belongs to the installation. */
    static Event target(Payload payload, String action) {
        long id = payload.object("installation").number("id");
        payload.object("account");
        payload.word("target_type");
        Event.Actor sender = Origins.actor(payload.object("sender"));
        return action.equals("renamed")
                ? new Event.InstallationChanged(id, sender, Kind.RENAMED, List.of(), List.of())
                : new Event.Ignored(IgnoreReason.UNINTERESTING_ACTION, "installation_target." + action);
    }

    /** Every App delivery has an {@code installation} with an id; only these two events tell its account and what it may do. */
    private static Payload installationOfApp(Payload payload) {
        Payload installation = payload.object("installation");
        installation.number("id");
        installation.object("account");
        installation.object("permissions");
        return installation;
    }

    private static boolean isAnotherApp(Payload installation, Identity us) {
        long app = installation.idOr0("app_id");
        return us.appId() != 0 && app != 0 && app != us.appId();
    }

    private static Event anotherApp() {
        return new Event.Ignored(IgnoreReason.NOT_INSTALLED, "installation of another App");
    }

    private static List<RepositoryRef> repositories(Payload payload, String name) {
        return payload.objects(name).stream().map(Origins::repository).toList();
    }
}
