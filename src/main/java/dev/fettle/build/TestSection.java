package dev.fettle.build;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * Where a log tells what became of a test. Runners name their red tests in a list at the end, or with the package, after they have told of them: pytest under a title, Go under a line of its
 * own.
 */
final class TestSection {
    private static final Pattern TITLE =
            Pattern.compile("^_{3,} .* _{3,}$|^-{3,} .* -{3,}$|^\\s*--- FAIL: |^=== FAIL: ");

    private TestSection() {}

    /** The first line that is the title of what is told of a test; where there is none, the line given. */
    static int of(List<String> lines, TestId test, int otherwise) {
        String name = test.plainMethod();
        if (name.isEmpty()) {
            return otherwise;
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.contains(name) && TITLE.matcher(line).find() && whole(line, name)) {
                return i;
            }
        }
        return otherwise;
    }

    private static boolean whole(String line, String name) {
        for (int at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean begins = at == 0 || !Character.isJavaIdentifierPart(line.charAt(at - 1));
            boolean ends = end == line.length() || !Character.isJavaIdentifierPart(line.charAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }
}
