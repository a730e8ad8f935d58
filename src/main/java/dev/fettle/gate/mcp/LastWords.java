package dev.fettle.gate.mcp;

import java.util.List;
import java.util.regex.Pattern;

/** What a server's error output tells of its end: the line that names the error, where frames or other chatter stand behind it, else its last characters. */
final class LastWords {
    private static final Pattern ERROR = Pattern.compile(
            "^\\s*(?:Uncaught\\s+|Exception in thread\\b.*?)?[\\w.$]*(?:Error|Exception)\\b(?:\\s*\\[\\w+\\])?\\s*:\\s*\\S|(?i)^\\s*(?:error|fatal|panic|fatal error)\\b\\s*:\\s*\\S");

    private LastWords() {}

    /** @param longest characters that are told */
    static String of(String output, int longest) {
        String all = output.strip();
        List<String> lines = all.lines().toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (ERROR.matcher(lines.get(i)).find()) {
                String line = lines.get(i).strip();
                return line.length() > longest ? line.substring(0, longest) : line;
            }
        }
        return all.length() > longest ? all.substring(all.length() - longest) : all;
    }
}
