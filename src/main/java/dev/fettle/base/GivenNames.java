package dev.fettle.base;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows people by their given names: "Ruth Meier" in the middle of a sentence. A given name alone may be a word, and is nobody. Immutable. */
final class GivenNames {
    private static final int LONGEST = 80;

    /** What stands behind a word that is a given name too, where a thing is meant: {@code Robin Scheduler}. */
    private static final Set<String> THINGS = Set.of(
            "actor",
            "agent",
            "algorithm",
            "api",
            "app",
            "application",
            "bank",
            "bot",
            "branch",
            "bridge",
            "browser",
            "build",
            "builder",
            "case",
            "class",
            "client",
            "cloud",
            "cluster",
            "code",
            "component",
            "connection",
            "controller",
            "core",
            "data",
            "database",
            "demo",
            "driver",
            "engine",
            "error",
            "event",
            "exception",
            "factory",
            "failed",
            "file",
            "filter",
            "form",
            "framework",
            "function",
            "gateway",
            "group",
            "handler",
            "index",
            "interface",
            "item",
            "key",
            "lake",
            "library",
            "license",
            "linux",
            "list",
            "manager",
            "method",
            "metrics",
            "mode",
            "model",
            "module",
            "name",
            "native",
            "network",
            "node",
            "not",
            "number",
            "object",
            "page",
            "numeral",
            "numerals",
            "parser",
            "pattern",
            "patterns",
            "period",
            "pipeline",
            "plugin",
            "pool",
            "port",
            "process",
            "project",
            "protocol",
            "provider",
            "proxy",
            "queue",
            "release",
            "report",
            "reports",
            "request",
            "response",
            "role",
            "rule",
            "runner",
            "runtime",
            "scheduler",
            "script",
            "sdk",
            "search",
            "simulation",
            "sampling",
            "walk",
            "tree",
            "security",
            "server",
            "service",
            "services",
            "session",
            "software",
            "stack",
            "state",
            "store",
            "suite",
            "system",
            "table",
            "task",
            "team",
            "template",
            "test",
            "tests",
            "thread",
            "time",
            "token",
            "tool",
            "tools",
            "type",
            "unit",
            "university",
            "update",
            "user",
            "value",
            "version",
            "view",
            "worker",
            "api's",
            "inc",
            "ltd",
            "gmbh",
            "street",
            "road",
            "avenue");

    private static final String CAPITAL = "\\p{Lu}(?:['’]\\p{Lu})?\\p{Ll}+(?:['’-]\\p{L}{2,})*";
    private static final String PARTICLES =
            "(?:(?:van|von|de|der|den|la|le|du|di|da|del|al|el|bin|ten|ter|zu|dos|y) ){0,3}";
    private static final Pattern IN_SENTENCE = Pattern.compile("(" + CAPITAL + ")((?: \\p{Lu}\\.| " + CAPITAL + ")? "
            + PARTICLES + "(?:\\p{Lu}['’])?(?:" + CAPITAL + "))");
    private static final Pattern IN_CAPITALS =
            Pattern.compile("(\\p{Lu}{3,})((?: \\p{Lu}\\.)? \\p{Lu}[\\p{Lu}'-]{2,})");
    private static final Pattern TURNED = Pattern.compile("((?:\\p{Lu}['’])?" + CAPITAL + "), (" + CAPITAL + ")");

    /** Names with a name of the father behind them, as they are written in Russian and its neighbours. */
    private static final Pattern WITH_FATHER = Pattern.compile(
            "((?:[А-ЯЁІЇ][а-яёії-]+ )?[А-ЯЁІЇ][а-яёії]+ [А-ЯЁІЇ][а-яёії]+(?:ович|евич|ич|овна|евна|ична|івна)(?: [А-ЯЁІЇ][а-яёії-]+)?)");

    private static final GivenNames BUNDLED = new GivenNames(WordList.lines("given-names.txt").stream()
            .flatMap(line -> Arrays.stream(line.split(" ")))
            .collect(Collectors.toUnmodifiableSet()));
    private final Set<String> names;

    private GivenNames(Set<String> names) {
        this.names = names;
    }

    static GivenNames bundled() {
        return BUNDLED;
    }

    /** Whether a word, or the first part of one with a hyphen, is a given name. */
    boolean isGiven(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        int hyphen = lower.indexOf('-');
        return names.contains(lower) || (hyphen > 0 && names.contains(lower.substring(0, hyphen)));
    }

    /** Whether a word speaks of a thing. */
    static boolean isThing(String word) {
        return THINGS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Reports the names of people with a given name and at least one more. */
    void find(String text, Sink sink) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (!Character.isLetter(c)) {
                at++;
                continue;
            }
            int end = wordEnd(text, at);
            if (Character.isUpperCase(c) && end - at > 1 && standsAlone(text, at)) {
                end = Math.max(end, person(text, at, end, sink));
            }
            at = end;
        }
    }

    private int person(String text, int at, int end, Sink sink) {
        char next = end < text.length() ? text.charAt(end) : '\n';
        if (next != ' ' && next != ',') {
            return end;
        }
        String part = text.substring(at, Math.min(text.length(), at + LONGEST));
        if (next == ' ' && Character.UnicodeBlock.of(text.charAt(at)) == Character.UnicodeBlock.CYRILLIC) {
            Matcher father = WITH_FATHER.matcher(part);
            return father.lookingAt() ? report(text, at, at + father.end(1), sink) : end;
        }
        if (next == ',') {
            Matcher turned = TURNED.matcher(part);
            boolean quoted = at > 0 && "\"'".indexOf(text.charAt(at - 1)) >= 0;
            return quoted && turned.lookingAt() && isGiven(turned.group(2)) && !isThing(turned.group(1))
                    ? report(text, at, at + turned.end(), sink)
                    : end;
        }
        if (!isGiven(text.substring(at, end))) {
            return end;
        }
        for (Pattern pattern : new Pattern[] {IN_SENTENCE, IN_CAPITALS}) {
            Matcher matcher = pattern.matcher(part);
            if (matcher.lookingAt() && endsThere(text, at + matcher.end()) && !ofThings(matcher.group(2))) {
                return report(text, at, at + matcher.end(), sink);
            }
        }
        return end;
    }

    private static boolean ofThings(String rest) {
        return Arrays.stream(rest.strip().split(" ")).anyMatch(GivenNames::isThing);
    }

    private static int report(String text, int from, int to, Sink sink) {
        sink.found("name", from, Math.min(to, text.length()));
        return to;
    }

    /** A part of a longer identifier, a path or a call is no name. */
    private static boolean standsAlone(String text, int at) {
        return at == 0 || "._$/\\-0123456789".indexOf(text.charAt(at - 1)) < 0;
    }

    private static boolean endsThere(String text, int end) {
        if (end >= text.length()) {
            return true;
        }
        char c = text.charAt(end);
        boolean dotted =
                (c == '.' || c == ':') && end + 1 < text.length() && Character.isLetterOrDigit(text.charAt(end + 1));
        return !dotted && !Character.isLetterOrDigit(c) && "(_$/\\#".indexOf(c) < 0;
    }

    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length()
                && (Character.isLetter(text.charAt(end))
                        || (text.charAt(end) == '-'
                                && end + 1 < text.length()
                                && Character.isLetter(text.charAt(end + 1)))
                        || (text.charAt(end) == '\'' && end == from + 1))) {
            end++;
        }
        return end;
    }
}
