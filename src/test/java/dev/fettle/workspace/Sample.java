package dev.fettle.workspace;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** A forge of one bare repository, and workspaces that may use it. */
final class Sample {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final Path folder;
    final BareRepository origin;
    final GitWorkspaces workspaces;
    final GitRemote remote;

    Sample(Path folder) {
        this.folder = folder;
        Path forge = folder.resolve("forge");
        this.origin = BareRepository.create(forge.resolve("acme/shop.git"), "main");
        this.workspaces = workspaces(folder.resolve("home"), forge);
        this.remote = new GitRemote(origin.directory().toString(), null, null);
    }

    static GitWorkspaces workspaces(Path home, Path forge) {
        TransportRules rules =
                new TransportRules(Set.of("localhost"), forge, Duration.ofSeconds(5), Duration.ofMinutes(1), 1L << 30);
        return new GitWorkspaces(home, rules, InstantSource.fixed(NOON));
    }

    /** Pushes texts to main as a person would, and gives back the commit. */
    String person(Map<String, String> texts) {
        return origin.commitFiles("main", texts, message("As it was"));
    }

    Workspace main() {
        return workspaces.checkout(remote, "refs/heads/main");
    }

    static CommitMessage message(String text) {
        return new CommitMessage(text, "Fettle", "fettle@example.invalid", NOON);
    }
}
