package dev.fettle.sandbox;

import java.util.List;

/**
 * A path pattern: {@code *} and {@code ?} within a name, {@code **} for any number of whole names, also none. Matching takes time proportional to pattern times
 * path whatever the pattern is, because the names come from foreign code.
 */
public record PathGlob(List<String> parts) {
    public PathGlob {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when no relative path can match it
     */
    public static PathGlob parse(String glob) {
        return new PathGlob(RelativeName.parse(glob).names());
    }

    /** Whether a path, given by its names from the root, matches as a whole. */
    public boolean matches(List<String> names) {
        boolean[] reached = reachedBy(names);
        return reached[parts.size()];
    }

    /** Whether something below this folder may still match. */
    boolean mayMatchBelow(List<String> folder) {
        boolean[] reached = reachedBy(folder);
        for (int part = 0; part < parts.size(); part++) {
            if (reached[part]) {
                return true;
            }
        }
        return false;
    }

    /** Which prefixes of the pattern the names satisfy: a set of states, moved on name by name. */
    private boolean[] reachedBy(List<String> names) {
        boolean[] now = new boolean[parts.size() + 1];
        now[0] = true;
        skipEmptyStars(now);
        for (String name : names) {
            boolean[] next = new boolean[now.length];
            for (int part = 0; part < parts.size(); part++) {
                if (now[part]) {
                    if (parts.get(part).equals("**")) {
                        next[part] = true;
                    } else if (nameMatches(parts.get(part), name)) {
                        next[part + 1] = true;
                    }
                }
            }
            skipEmptyStars(next);
            now = next;
        }
        return now;
    }

    private void skipEmptyStars(boolean[] states) {
        for (int part = 0; part < parts.size(); part++) {
            if (states[part] && parts.get(part).equals("**")) {
                states[part + 1] = true;
            }
        }
    }

    private static boolean nameMatches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = n;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
