package dev.fettle.forge.github;

import dev.fettle.forge.Forge.Access;
import java.util.Map;

/**
 * What a request is part of, and what a token for it may do: no more than the stage needs, and never more than {@code app-manifest.yml} asks of the owner. A token that a
 * stage has lost opens nothing of another.
 */
enum Stage {
    /** To see that repositories are there. */
    LISTING(Map.of("metadata", "read")),
    /** Git fetches. */
    CLONE(Map.of("metadata", "read", "contents", "read")),
    /** Git fetches and pushes. */
    PUSH(Map.of("metadata", "read", "contents", "write")),
    /** What is asked for all day: branches, files, issues, pull requests, runs of CI. */
    READING(Map.of(
            "metadata", "read",
            "contents", "read",
            "issues", "read",
            "pull_requests", "read",
            "actions", "read",
            "checks", "read",
            "statuses", "read")),
    /** The forge's own warnings, which an owner may well not grant. */
    ALERTS(Map.of(
            "metadata", "read",
            "security_events", "read",
            "vulnerability_alerts", "read",
            "secret_scanning_alerts", "read")),
    /** Issues, comments, labels, reactions; a pull request is an issue to the forge. */
    TALK(Map.of("metadata", "read", "issues", "write", "pull_requests", "write")),
    /** Pull requests, reviews, and whom to ask for one. */
    PROPOSE(Map.of("metadata", "read", "contents", "read", "pull_requests", "write")),
    /** Check runs and statuses. */
    JUDGE(Map.of("metadata", "read", "checks", "write", "statuses", "write")),
    /** Merging, and what GraphQL alone can do: a draft that becomes ready, an issue that is pinned. */
    CHANGE(Map.of("metadata", "read", "contents", "write", "issues", "write", "pull_requests", "write"));

    private final Map<String, String> permissions;

    Stage(Map<String, String> permissions) {
        this.permissions = permissions;
    }

    /** By permission, {@code read} or {@code write}. */
    Map<String, String> permissions() {
        return permissions;
    }

    static Stage ofGit(Access access) {
        return access == Access.READ ? CLONE : PUSH;
    }

    /** @param path behind {@code /repos/owner/name} */
    static Stage ofRead(String path) {
        return path.startsWith("/code-scanning/")
                        || path.startsWith("/dependabot/")
                        || path.startsWith("/secret-scanning/")
                ? ALERTS
                : READING;
    }

    /** @param path behind {@code /repos/owner/name} */
    static Stage ofWrite(String path) {
        if (path.startsWith("/pulls")) {
            return path.endsWith("/merge") ? CHANGE : PROPOSE;
        }
        if (path.startsWith("/issues") || path.startsWith("/labels")) {
            return TALK;
        }
        if (path.startsWith("/check-runs") || path.startsWith("/statuses/")) {
            return JUDGE;
        }
        throw new IllegalArgumentException("no stage writes to " + path);
    }
}
