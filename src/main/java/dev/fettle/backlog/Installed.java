package dev.fettle.backlog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.base.RepositoryRef;
import java.util.Locale;

/** A library in the folder of those who use it: what is reported to it often comes from there, and is its own code all the same. */
final class Installed {
    private static final Pattern PACKAGE = Pattern.compile(
            "(?i)(?:^|[/\\\\])(?:(?:site-packages|dist-packages|node_modules)[/\\\\](?:@[^/\\\\]+[/\\\\])?([^/\\\\]+)[/\\\\]"
                    + "|pkg[/\\\\]mod[/\\\\][^/\\\\]+[/\\\\][^/\\\\]+[/\\\\]([^/\\\\@]+)@|registry[/\\\\]src[/\\\\][^/\\\\]+[/\\\\]([^/\\\\]+?)-\\d[^/\\\\]*[/\\\\])");

    /** What names of packages and of their repositories differ by. */
    private static final Pattern AFFIXES =
            Pattern.compile("^(?:python|node|py|go|rust)-|[-.](?:python|node|py|js|go|rs|rust)$");

    private static final int SHORT = 2;

    private Installed() {}

    /** Whether a file is of the package that a repository makes, installed somewhere. */
    static boolean is(RepositoryRef repository, String file) {
        String name = plain(repository.name());
        if (name.length() <= SHORT) {
            return false;
        }
        // Packages have packages: the innermost counts.
        Matcher matcher = PACKAGE.matcher(file);
        String last = "";
        int from = 0;
        while (from <= file.length() && matcher.find(from)) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                last = matcher.group(group) == null ? last : matcher.group(group);
            }
            from = matcher.end() - 1;
        }
        return plain(last).equals(name);
    }

    private static String plain(String name) {
        return AFFIXES.matcher(name.toLowerCase(Locale.ROOT).replace('_', '-')).replaceAll("");
    }
}
