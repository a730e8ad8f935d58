package dev.fettle.forge.github;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is asked for a token, held against what the owner has granted. */
final class Permissions {
    /** For the alerts alone: an owner may well not grant them, and everything else works without. */
    static final Set<String> OPTIONAL = Set.of("security_events", "vulnerability_alerts", "secret_scanning_alerts");

    private Permissions() {}

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
