package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** The lines of a text made ready to be read for traces: markup, prefixes and wrapping undone, indentation kept. */
final class TraceLines {
    private static final Pattern ENTITY =
            Pattern.compile("&(?:lt|gt|amp|quot|apos|nbsp|#39|#34|#x27|#x2F|#x3D|#9|#160);");
    private static final Pattern QUOTE = Pattern.compile("^\\s{0,3}(?:> ?)+");

    /** What HTML puts round a text that is to stay as it is. */
    private static final Pattern OPENING =
            Pattern.compile("(?i)^\\s{0,3}(?:<(?:pre|code|samp|tt|p|blockquote)(?: [^<>]{0,100})?>)+");

    private static final Pattern CLOSING = Pattern.compile("(?i)(?:</(?:pre|code|samp|tt|p|blockquote)>)+\\s*$");

    /** A whole trace in one string of JSON or of a log. */
    private static final Pattern ESCAPED = Pattern.compile(
            "\\\\n(?:\\\\t| {2,8})(?:(?:at|bei|à|en|in|em|в|w|bij|場所|在) |File \\\\?\"|\\.\\.\\. \\d|\\S+\\.(?:go|s):\\d)");

    /** Where text of several lines begins and ends in a line of JSON that cannot be read as such. */
    private static final Pattern FIELD = Pattern.compile(
            "\"(?:,\\s*\"[\\w.@-]{1,60}\"\\s*:\\s*|\\s*\\}.*$)|\"(?i:stack_?trace|stack|exception|traceback|exc_info|error_?verbose|trace)\"\\s*:\\s*\"");

    private static final Pattern BREAK_TAG = Pattern.compile("(?i)<br ?/?>");
    private static final Pattern FLAT_CAUSE = Pattern.compile("(\\)|more|omitted)\\s+(Caused by: )");
    private static final Pattern FLAT_DOTNET =
            Pattern.compile("\\s+(at (?:[\\w`+<>\\[\\],$|@]+\\.)+\\.?[\\w`<>$|,\\[\\]-]+ ?\\([^()]{0,300}\\))");
    private static final Pattern FLAT_DOTNET_END = Pattern.compile("\\s+(--- End of .+? ---)(\\s|$)");
    private static final int LONGEST = 256 << 10;

    private static final Pattern ESCAPED_BREAK = Pattern.compile("(?:\\\\r)?\\\\n");
    private static final Pattern FLAT_PYTHON =
            Pattern.compile("Traceback \\(most recent call last\\):\\s+File \"[^\"]+\", line \\d+");
    private static final Pattern FLAT_PYTHON_FRAME =
            Pattern.compile("\\s+(File \"[^\"]+\", line \\d+(?:, in [^\\s]+)?)");
    private static final Pattern FLAT_PYTHON_ERROR =
            Pattern.compile("\\s((?:\\w+\\.)*\\w*(?:Error|Exception|Exit|Interrupt)(?::.*)?)$");
    private static final Pattern FLAT_SCRIPT = Pattern.compile(
            "\\s+(at (?:[^():]{1,120} \\((?:eval at [^()]{1,120}\\([^()]{1,200}\\), )?[^()\\s]+?:\\d+(?::\\d+)?\\)|[^()\\s]+?:\\d+:\\d+))(?:\\s|$)");

    private static final Pattern FLAT_GO = Pattern.compile("\\s(goroutine \\d+ \\[[^\\]]{1,60}\\]:)\\s+(\\S)");
    private static final Pattern FLAT_GO_PLACE =
            Pattern.compile("\\s+(\\S+\\.(?:go|s):\\d+(?: \\+0x[0-9a-f]+)?)(?:\\s|$)");

    private TraceLines() {}

    static List<String> of(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : JsonTraces.unfolded(text).lines().toList()) {
            unescaped(lines, line);
        }
        List<String> whole = new ArrayList<>();
        LogPrefixes.strip(lines).forEach(line -> apart(whole, line));
        return UnwrappedLines.of(whole);
    }

    private static String plain(String line) {
        String text = LogText.plain(line);
        if (text.indexOf('&') >= 0 && ENTITY.matcher(text).find()) {
            text = text.replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&#34;", "\"")
                    .replace("&#39;", "'")
                    .replace("&#x27;", "'")
                    .replace("&apos;", "'")
                    .replace("&#x2F;", "/")
                    .replace("&#x3D;", "=")
                    .replace("&#9;", "\t")
                    .replace("&#160;", " ")
                    .replace("&nbsp;", " ")
                    .replace("&amp;", "&");
        }
        text = text.indexOf('\u00A0') < 0 ? text : text.replace('\u00A0', ' ');
        if (text.indexOf('>') < 0) {
            return text;
        }
        text = CLOSING.matcher(OPENING.matcher(text).replaceFirst("")).replaceFirst("");
        return QUOTE.matcher(text).replaceFirst("");
    }

    private static void unescaped(List<String> lines, String raw) {
        String line = raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw;
        if (line.indexOf('\\') >= 0 && ESCAPED.matcher(line).find()) {
            String fields = line.indexOf("\":") < 0 ? line : FIELD.matcher(line).replaceAll("\\\\n");
            for (String part : ESCAPED_BREAK.split(fields)) {
                lines.add(plain(part.replace("\\t", "\t").replace("\\\"", "\"")));
            }
        } else if (line.indexOf('<') >= 0 && BREAK_TAG.matcher(line).find()) {
            for (String part : BREAK_TAG.split(line)) {
                lines.add(plain(part));
            }
        } else {
            lines.add(plain(line));
        }
    }

    /** A trace that lost its line ends gets them back. */
    private static void apart(List<String> lines, String line) {
        if (line.contains("Traceback (") && FLAT_PYTHON.matcher(line).find()) {
            flatPython(lines, line);
        } else if (line.contains("goroutine ") && FLAT_GO.matcher(line).find()) {
            String broken = FLAT_GO.matcher(line).replaceAll("\n\n$1\n$2");
            lines.addAll(
                    List.of(FLAT_GO_PLACE.matcher(broken).replaceAll("\n\t$1\n").split("\n")));
        } else if (line.length() > 60 && twoScriptFrames(line)) {
            lines.addAll(
                    List.of(FLAT_SCRIPT.matcher(line).replaceAll("\n    $1\n").split("\n")));
        } else if (line.contains(" Caused by: ") && FLAT_CAUSE.matcher(line).find()) {
            lines.addAll(List.of(FLAT_CAUSE.matcher(line).replaceAll("$1\n$2").split("\n")));
        } else if (line.length() > 60 && twoDotNetFrames(line)) {
            String broken = FLAT_DOTNET.matcher(line).replaceAll("\n   $1");
            lines.addAll(List.of(
                    FLAT_DOTNET_END.matcher(broken).replaceAll("\n   $1$2").split("\n")));
        } else {
            lines.add(line);
        }
    }

    private static boolean twoScriptFrames(String line) {
        if (line.indexOf(" at ") < 0) {
            return false;
        }
        Matcher frame = FLAT_SCRIPT.matcher(line);
        return frame.find() && (!line.substring(0, frame.start()).isBlank() || frame.find(frame.end() - 1));
    }

    private static boolean twoDotNetFrames(String line) {
        if (line.indexOf(" at ") < 0 || !JavaFrames.read(line).frames().isEmpty()) {
            return false;
        }
        Matcher frame = FLAT_DOTNET.matcher(line);
        return frame.find() && (!line.substring(0, frame.start()).isBlank() || frame.find(frame.end()));
    }

    private static void flatPython(List<String> lines, String line) {
        String broken = FLAT_PYTHON_FRAME.matcher(line).replaceAll("\n  $1\n    ");
        for (String part : broken.split("\n")) {
            Matcher error = FLAT_PYTHON_ERROR.matcher(part);
            if (part.startsWith("    ") && error.find()) {
                lines.add(part.substring(0, error.start()));
                lines.add(error.group(1));
            } else {
                lines.add(part);
            }
        }
    }
}
