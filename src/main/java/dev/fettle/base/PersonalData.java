package dev.fettle.base;

import java.util.Locale;
import java.util.Set;

/** Finds e-mail addresses, and the names of people in the paths of their home directories. */
final class PersonalData {
    /** Accounts that belong to machines and nobody. */
    private static final Set<String> NOBODY = Set.of(
            "runner",
            "runneradmin",
            "vsts",
            "vsts_azpcontainer",
            "circleci",
            "travis",
            "jenkins",
            "gitpod",
            "vscode",
            "codespace",
            "public",
            "shared",
            "default",
            "all users",
            "linuxbrew");

    private static final String[] HOMES = {
        "/home/",
        "/Users/",
        ":\\Users\\",
        ":\\\\Users\\\\",
        ":/Users/",
        ":\\Profiles\\",
        ":\\Documents and Settings\\",
        ":\\Dokumente und Einstellungen\\",
        "\\home$\\",
        "\\homes\\",
        "\\profiles\\",
        "\\users$\\",
        "/homes/",
        "/var/mail/",
        "/var/spool/mail/",
        ":\\users\\",
        "/var/spool/cron/"
    };
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 253;

    private PersonalData() {}

    static void find(String text, Sink sink) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            address(text, at, 1, sink);
        }
        for (int at = text.indexOf("%40"); at >= 0; at = text.indexOf("%40", at + 1)) {
            address(text, at, 3, sink);
        }
        for (int at = text.indexOf("%2540"); at >= 0; at = text.indexOf("%2540", at + 1)) {
            address(text, at, 5, sink);
        }
        for (String home : HOMES) {
            for (int at = text.indexOf(home); at >= 0; at = text.indexOf(home, at + 1)) {
                home(text, at + home.length(), sink);
            }
        }
        for (int at = text.indexOf('~'); at >= 0; at = text.indexOf('~', at + 1)) {
            homeOf(text, at, sink);
        }
    }

    /** {@code ~jane/public} is the home of one by name; {@code ~/x} and {@code ~1.2/} are nobody's. */
    private static void homeOf(String text, int tilde, Sink sink) {
        boolean begins = tilde == 0 || " \t\n\"'=:(/".indexOf(text.charAt(tilde - 1)) >= 0;
        int end = tilde + 1;
        while (end < text.length() && end - tilde <= LONGEST_LOCAL && isUserName(text.charAt(end))) {
            end++;
        }
        if (begins && end > tilde + 2 && Character.isLetter(text.charAt(tilde + 1)) && text.startsWith("/", end)) {
            home(text, tilde + 1, sink);
        }
    }

    private static void address(String text, int at, int width, Sink sink) {
        int start = at;
        while (start > 0 && at - start < LONGEST_LOCAL && isLocal(text.charAt(start - 1))) {
            start--;
        }
        while (start < at && ".-'".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        int end = at + width;
        int limit = Math.min(text.length(), end + LONGEST_DOMAIN);
        while (end < limit && isDomain(text.charAt(end))) {
            end++;
        }
        while (end > at + width && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-')) {
            end--;
        }
        int dot = end - 1;
        while (dot > at + width && text.charAt(dot) != '.') {
            dot--;
        }
        boolean named = dot > at + width && end - dot > 2 && allLetters(text, dot + 1, end);
        if (start < at && named && !isGitRemote(text, start, at, end) && !isFrame(text, at, end)) {
            sink.found("email", start, end);
        }
    }

    /** {@code git@host:owner/name.git} names nobody. */
    private static boolean isGitRemote(String text, int start, int at, int end) {
        return text.substring(start, at).equals("git") && end < text.length() && ":/".indexOf(text.charAt(end)) >= 0;
    }

    /** {@code render@main.jsbundle:12:345} is a function in a file, {@code total@12-1.Invoke(} a closure of F#. */
    private static boolean isFrame(String text, int at, int end) {
        if (text.startsWith("(", end) && Character.isDigit(text.charAt(at + 1))) {
            return true;
        }
        boolean line = end + 1 < text.length() && text.charAt(end) == ':' && Character.isDigit(text.charAt(end + 1));
        return line && FrameLines.scriptBefore(text, end);
    }

    private static void home(String text, int start, Sink sink) {
        int end = start;
        int limit = Math.min(text.length(), start + LONGEST_LOCAL);
        while (end < limit && isUserName(text.charAt(end))) {
            end++;
        }
        // A name with a blank in it, where the path goes on behind it: "C:\\Users\\Ruth Meier\\".
        int second = end + 1;
        while (second < limit && (isUserName(text.charAt(second)) || text.charAt(second) == ' ')) {
            second++;
        }
        boolean two = second > end + 2
                && second < limit
                && text.charAt(end) == ' '
                && Character.isUpperCase(text.charAt(end + 1))
                && "/\\".indexOf(text.charAt(second)) >= 0;
        end = two ? second : end;
        if (end > start && !NOBODY.contains(text.substring(start, end).toLowerCase(Locale.ROOT))) {
            sink.found("user", start, end);
        }
    }

    private static boolean isUserName(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '$' || c == '@' || c == '~';
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || "._%+-'=!#&*^`{|}~".indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }

    private static boolean allLetters(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isLetter(text.charAt(i))) {
                return false;
            }
        }
        return to > from;
    }
}
