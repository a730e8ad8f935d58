package dev.fettle.gate.integrity;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.FileChange.Line;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Limits of time that a test is held to and that a change raises. */
final class TimeLimits {
    private static final Pattern LIMIT = Pattern.compile(
            "^(.*?(?:@Timeout\\s*\\(|\\btimeout\\s*[=:]|\\bassertTimeout\\w*\\s*\\(|@pytest\\.mark\\.timeout\\s*\\()[^0-9]{0,60})([0-9][0-9_]{0,12})(.*)$");

    private TimeLimits() {}

    static void look(FileChange file, List<Finding> findings) {
        for (Line now : file.addedLines()) {
            Matcher after = limit(now);
            if (after != null && file.removedLines().stream().anyMatch(old -> lower(old, after))) {
                findings.add(new Finding(file.path(), now.number(), "loosened", "A test may take longer than before."));
            }
        }
    }

    private static boolean lower(Line old, Matcher after) {
        Matcher before = limit(old);
        return before != null
                && before.group(1).strip().equals(after.group(1).strip())
                && before.group(3).equals(after.group(3))
                && number(before) < number(after);
    }

    private static @org.jspecify.annotations.Nullable Matcher limit(Line line) {
        Matcher limit = LIMIT.matcher(line.text());
        return line.text().length() <= Weakening.LONGEST_LINE && limit.matches() ? limit : null;
    }

    private static long number(Matcher limit) {
        return Long.parseLong(limit.group(2).replace("_", ""));
    }
}
