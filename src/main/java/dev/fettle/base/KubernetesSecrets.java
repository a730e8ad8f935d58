package dev.fettle.base;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Finds the values of a Kubernetes Secret: its data is only encoded, whatever its keys are called. */
final class KubernetesSecrets {
    private static final Pattern KIND =
            Pattern.compile("(?m)^[ \t]*[\"']?kind[\"']?[ \t]*:[ \t]*[\"']?(?i:secret)[\"']?[ \t,]*\r?$");
    private static final Pattern DATA = Pattern.compile("^([ \t]*)[\"']?data[\"']?[ \t]*:[ \t]*\r?$");
    private static final Pattern ENTRY = Pattern.compile(
            "^([ \t]+)[\"']?[\\w.-]+[\"']?[ \t]*:[ \t]*(?:[|>][-+]?[ \t]*|[\"']?([A-Za-z0-9+/]{8,}={0,2})[\"']?)[ \t,]*\r?$");
    private static final Pattern BLOCK_LINE = Pattern.compile("^[ \t]+([A-Za-z0-9+/]{8,}={0,2})[ \t]*\r?$");

    private KubernetesSecrets() {}

    static void find(String text, Sink sink) {
        // Cheap questions first: nearly no text is a manifest.
        if (!text.contains("data")
                || !(text.contains("Secret") || text.contains("secret"))
                || !text.contains("kind")
                || !KIND.matcher(text).find()) {
            return;
        }
        int dataIndent = -1;
        boolean block = false;
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end);
            Matcher data = DATA.matcher(line);
            if (data.matches()) {
                dataIndent = data.group(1).length();
                block = false;
            } else if (dataIndent >= 0 && !line.isBlank() && !line.strip().startsWith("#")) {
                Matcher entry = ENTRY.matcher(line);
                Matcher more = BLOCK_LINE.matcher(line);
                if (entry.matches() && entry.group(1).length() > dataIndent) {
                    block = entry.group(2) == null;
                    if (!block) {
                        sink.found("kubernetes-secret", at + entry.start(2), at + entry.end(2));
                    }
                } else if (block && more.matches()) {
                    sink.found("kubernetes-secret", at + more.start(1), at + more.end(1));
                } else if (indent(line) <= dataIndent) {
                    dataIndent = -1;
                }
            }
            at = end + 1;
        }
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
            indent++;
        }
        return indent;
    }
}
