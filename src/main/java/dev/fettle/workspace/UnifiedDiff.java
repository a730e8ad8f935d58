package dev.fettle.workspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a unified diff of text files that somebody else made, and says what it makes of a workspace's texts. Nothing is guessed: context must match to the line. */
public final class UnifiedDiff {
    private static final Pattern HUNK =
            Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*");
    private static final Pattern NEW_NAME = Pattern.compile("\\+\\+\\+ (?:b/)?([^\\t]+).*");

    private UnifiedDiff() {}

    /**
     * The new text of each file that the diff changes or adds. A file that it deletes is refused.
     *
     * @throws WorkspaceException when it is no unified diff or does not fit the workspace
     */
    public static Map<String, String> apply(Workspace workspace, String diff) {
        Map<String, String> texts = new LinkedHashMap<>();
        @Nullable String path = null;
        List<String> lines = diff.lines().toList();
        int shift = 0;
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at);
            Matcher hunk = HUNK.matcher(line);
            Matcher name = NEW_NAME.matcher(line);
            if (hunk.matches()) {
                if (path == null) {
                    throw new WorkspaceException("a diff without the name of a file");
                }
                int before = count(hunk.group(2));
                int after = count(hunk.group(4));
                int end = end(lines, at + 1, before, after);
                List<String> body = lines.subList(at + 1, end);
                String old = texts.containsKey(path)
                        ? texts.get(path)
                        : workspace.read(path).orElse("");
                int start = Math.max(0, Integer.parseInt(hunk.group(1)) - (before == 0 ? 0 : 1)) + shift;
                texts.put(path, hunk(old, start, body, path));
                shift += after - before;
                at = end;
            } else {
                if (name.matches()) {
                    path = name.group(1).strip();
                    shift = 0;
                    if (path.equals("/dev/null")) {
                        throw new WorkspaceException("a diff that deletes a file");
                    }
                }
                at++;
            }
        }
        if (texts.isEmpty()) {
            throw new WorkspaceException("a diff without a hunk");
        }
        return texts;
    }

    private static int count(@Nullable String digits) {
        return digits == null ? 1 : Integer.parseInt(digits);
    }

    private static int end(List<String> lines, int from, int before, int after) {
        int at = from;
        int old = before;
        int fresh = after;
        while (old > 0 || fresh > 0) {
            if (at == lines.size()) {
                throw new WorkspaceException("a hunk that ends too soon");
            }
            char mark = lines.get(at).isEmpty() ? ' ' : lines.get(at).charAt(0);
            old -= mark == ' ' || mark == '-' ? 1 : 0;
            fresh -= mark == ' ' || mark == '+' ? 1 : 0;
            at++;
        }
        return at;
    }

    private static String hunk(String text, int start, List<String> body, String path) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (start < 0 || start > lines.size()) {
            throw misfit(path, start);
        }
        int at = start;
        for (String line : body) {
            String content = line.isEmpty() ? "" : line.substring(1);
            char mark = line.isEmpty() ? ' ' : line.charAt(0);
            if (mark == '+') {
                lines.add(at, content);
                at++;
            } else if (mark == ' ' || mark == '-') {
                if (at >= lines.size() || !lines.get(at).equals(content)) {
                    throw misfit(path, at);
                }
                if (mark == '-') {
                    lines.remove(at);
                } else {
                    at++;
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static WorkspaceException misfit(String path, int at) {
        return new WorkspaceException("the diff does not fit " + GitNames.printable(path) + " at line " + (at + 1));
    }
}
