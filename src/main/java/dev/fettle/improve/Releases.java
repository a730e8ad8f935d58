package dev.fettle.improve;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Under which names a repository may have the commit that a report's revision means. */
final class Releases {
    private Releases() {}

    /**
     * Commits and tags to look for, the likeliest first.
     *
     * @param revision such as {@code 4f2c…}, {@code v1.4.2}, {@code shop@1.4.2+77}
     */
    static List<String> names(String revision) {
        if (revision.isEmpty()) {
            return List.of();
        }
        String version = revision.substring(revision.lastIndexOf('@') + 1);
        int plus = version.indexOf('+');
        String plain = plus > 0 ? version.substring(0, plus) : version;
        Set<String> names = new LinkedHashSet<>();
        names.add(revision);
        for (String each : List.of(version, plain)) {
            names.add(each);
            if (!each.startsWith("v")) {
                names.add("v" + each);
            }
            int at = revision.lastIndexOf('@');
            if (at > 0) {
                names.add(revision.substring(0, at) + "-" + each);
            }
            names.add("release-" + each);
            names.add("release/" + each);
        }
        if (plus > 0) {
            names.add(version.substring(plus + 1)); // a commit as the build's number
        }
        return List.copyOf(names);
    }
}
