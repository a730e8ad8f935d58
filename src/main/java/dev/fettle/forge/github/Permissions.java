package dev.fettle.forge.github;

import dev.fettle.forge.Forge.Access;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a token of the App may do; never more than {@code app-manifest.yml} asks of the owner. */
final class Permissions {
    /** To see that a repository is there. */
    static final Map<String, String> METADATA = Map.of("metadata", "read");

    private static final Map<String, String> READING = Map.of(
            "metadata", "read",
            "contents", "read",
            "issues", "read",
            "pull_requests", "read",
            "actions", "read",
            "checks", "read",
            "statuses", "read",
            "security_events", "read",
            "vulnerability_alerts", "read",
            "secret_scanning_alerts", "read");

    /** For the alerts alone: an owner may well not grant them, and everything else works without. */
    static final Set<String> OPTIONAL = Set.of("security_events", "vulnerability_alerts", "secret_scanning_alerts");

    private static final Map<String, String> WRITING = Map.of(
            "metadata", "read",
            "contents", "write",
            "issues", "write",
            "pull_requests", "write",
            "checks", "write",
            "statuses", "write");

    private Permissions() {}

    static Map<String, String> of(Access access) {
        return access == Access.READ ? READING : WRITING;
    }

    /** Whether something is missing that Fettle cannot work without. */
    static boolean lacking(Map<String, String> wanted, Map<String, String> has) {
        return wanted.entrySet().stream()
                .filter(each -> !OPTIONAL.contains(each.getKey()))
                .anyMatch(each -> !each.getValue().equals(has.get(each.getKey())));
    }

    /** Those of the wanted ones that were granted, at most as much. */
    static Map<String, String> within(Map<String, String> wanted, Map<String, String> granted) {
        Map<String, String> both = new TreeMap<>();
        wanted.forEach((name, level) -> {
            String has = granted.getOrDefault(name, "");
            if (has.equals("write") || has.equals("admin")) {
                both.put(name, level);
            } else if (has.equals("read")) {
                both.put(name, "read");
            }
        });
        return both;
    }
}
