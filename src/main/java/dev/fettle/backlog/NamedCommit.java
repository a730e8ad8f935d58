package dev.fettle.backlog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.Set;

/** The commit that a person's text is about. */
final class NamedCommit {
    private static final Pattern WHOLE = Pattern.compile("\\b[0-9a-f]{40}\\b");

    private NamedCommit() {}

    /** The only whole commit id in a text, as a link to a file of it has one too; "" where there is none, or several: which of them threw is not said. */
    static String in(String text) {
        Set<String> all = new HashSet<>();
        Matcher matcher = WHOLE.matcher(text);
        while (matcher.find()) {
            all.add(matcher.group());
        }
        return all.size() == 1 ? all.iterator().next() : "";
    }
}
