package dev.fettle.base;

import com.google.re2j.Pattern;
import java.util.Locale;

/** Finds IP and hardware addresses, but not versions and times, which look alike. Loopback and unspecified addresses name nobody and stay. */
final class NetworkAddresses {
    private static final int LONGEST_V6 = 64;

    private NetworkAddresses() {}

    static void find(String text, Sink sink) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean fresh = at == 0 || !isWord(text.charAt(at - 1));
            if (fresh && (isHex(c) || c == ':')) {
                int end = runEnd(text, at);
                run(text, at, end, sink);
                at = Math.max(end, at + 1);
            } else {
                at++;
            }
        }
    }

    private static int runEnd(String text, int start) {
        int end = start;
        int limit = Math.min(text.length(), start + LONGEST_V6);
        while (end < limit
                && (isHex(text.charAt(end))
                        || text.charAt(end) == ':'
                        || text.charAt(end) == '.'
                        || (text.charAt(end) == '-' && hardwareSoFar(text, start, end)))) {
            end++;
        }
        return end;
    }

    private static boolean hardwareSoFar(String text, int start, int end) {
        return (end - start) % 3 == 2 && end - start <= 14 && (end - start == 2 || text.charAt(start + 2) == '-');
    }

    private static void run(String text, int start, int runEnd, Sink sink) {
        int end = runEnd;
        while (end > start
                && (text.charAt(end - 1) == '.'
                        || (text.charAt(end - 1) == ':' && !(end - 2 >= start && text.charAt(end - 2) == ':')))) {
            end--;
        }
        String run = text.substring(start, end);
        boolean wordFollows = runEnd < text.length() && isWord(text.charAt(runEnd));
        if (isHardware(run) && !wordFollows) {
            sink.found("mac", start, end);
            return;
        }
        int colons = count(run, ':');
        if (colons >= 2 && !wordFollows && isV6(run)) {
            sink.found("ip", start, end);
            return;
        }
        int v4End = colons == 0 ? end : start + run.indexOf(':');
        if (isV4(text.substring(start, v4End)) && !(colons == 0 && wordFollows) && !isVersion(text, start, v4End)) {
            sink.found("ip", start, v4End);
        }
    }

    private static boolean isV4(String run) {
        if (count(run, '.') != 3 || run.startsWith("127.") || run.equals("0.0.0.0")) {
            return false;
        }
        for (String part : run.split("\\.", -1)) {
            if (part.isEmpty()
                    || part.length() > 3
                    || !part.chars().allMatch(c -> c >= '0' && c <= '9')
                    || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    /** Four numbers are a version after what says so: an update from three numbers or of something named, or the runtime; and a part of a document after its kind. */
    private static final Pattern SAID =
            Pattern.compile("(?i)(?:\\bfrom v?\\d+(?:\\.\\d+){1,2}(?:[-.+][a-z][\\w.-]*)? to"
                    + "|\\b(?:bump\\w{0,3} [a-z]|(?:up|down)grad\\w{0,3} [a-z]\\w*[-/:])[\\w./:@-]* to"
                    + "|\\b(?:runtime|sdk|jdk|jre|library|plugin|dependency|artifact)"
                    + "|(?:\\b(?:sections?|chapter|clause|paragraph|appendix|figure)|§)) ?$");

    /** Four numbers are a version after "v", "version" or a name and a slash or dash, and before a qualifier or file ending. */
    private static boolean isVersion(String text, int start, int end) {
        String before = text.substring(Math.max(0, start - 80), start).toLowerCase(Locale.ROOT);
        String after = text.substring(end, Math.min(text.length(), end + 10)).toLowerCase(Locale.ROOT);
        boolean product = before.length() >= 2
                && (before.endsWith("/") || before.endsWith("-") || before.endsWith("_"))
                && Character.isLetterOrDigit(before.charAt(before.length() - 2));
        return product
                || SAID.matcher(before).find()
                || before.matches(
                        "(?s).*(?:version|release|build|revision|\\bver|\\brev)\\W{0,4}|(?s).*(?:\\b(?:jar|pom|war|bundle)|[\\w-]+:[\\w.-]+):")
                || after.matches(
                        "(?s)(?:-?(?:snapshot|alpha|beta|rc|final|release|m\\d)|\\.jar|\\.(?:ga|final|release)|\\+).*");
    }

    private static boolean isV6(String run) {
        if (run.equals("::")
                || run.equals("::1")
                || run.contains(":::")
                || (run.startsWith(":") && !run.startsWith("::"))) {
            return false;
        }
        int gap = run.indexOf("::");
        if (gap >= 0 && run.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int groups = 0;
        boolean digit = false;
        String[] parts = run.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.contains(".")) {
                if (i != parts.length - 1 || count(part, '.') != 3) {
                    return false;
                }
                groups += 2;
                digit = true;
            } else if (!part.isEmpty()) {
                if (part.length() > 4) {
                    return false;
                }
                groups++;
                digit |= part.chars().anyMatch(c -> c >= '0' && c <= '9');
            }
        }
        return gap < 0 ? groups == 8 : groups >= 2 && groups < 8 && digit;
    }

    private static boolean isHardware(String run) {
        if (run.length() == 14 && run.charAt(4) == '.' && run.charAt(9) == '.') {
            // As switches write it; not three numbers of a version.
            return count(run, '.') == 2
                    && run.chars().anyMatch(c -> c >= '0' && c <= '9')
                    && run.chars().anyMatch(c -> Character.isLetter(c));
        }
        if (run.length() != 17) {
            return false;
        }
        char separator = run.charAt(2);
        if (separator != ':' && separator != '-') {
            return false;
        }
        for (int i = 0; i < 17; i++) {
            boolean right = i % 3 == 2 ? run.charAt(i) == separator : isHex(run.charAt(i));
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private static int count(String text, char c) {
        return (int) text.chars().filter(each -> each == c).count();
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }
}
