package dev.fettle.base;

import java.util.List;
import java.util.Set;

/** Finds what a URL may give away: user info, query values and fragment. Scheme, host and path stay. */
final class UrlParts {
    private static final int LONGEST = 8192;
    /** Of a path that is looked through for people. */
    private static final int LONGEST_PATH = 400;
    /** Of a line and a column. */
    private static final int LONGEST_PLACE = 24;
    /** Segments of a path that one person's name follows. */
    private static final Set<String> PEOPLE = Set.of(
            "user",
            "users",
            "u",
            "profile",
            "profiles",
            "member",
            "members",
            "people",
            "person",
            "customer",
            "customers",
            "account",
            "accounts",
            "patient",
            "patients",
            "author",
            "authors");
    /** What else follows them. */
    private static final Set<String> VERBS = Set.of(
            "me",
            "self",
            "current",
            "login",
            "logout",
            "signin",
            "signup",
            "signout",
            "register",
            "search",
            "find",
            "new",
            "add",
            "edit",
            "create",
            "update",
            "delete",
            "list",
            "all",
            "count",
            "settings",
            "profile",
            "index",
            "export",
            "import",
            "password",
            "verify",
            "reset",
            "session",
            "sessions",
            "activate",
            "forgot",
            "orders",
            "roles",
            "groups",
            "invite",
            "bulk",
            "batch",
            "status",
            "info",
            "details",
            "exists",
            "by-id",
            "by-name",
            "by-email");

    private static final List<String> HTTP = List.of("GET /", "POST /", "PUT /", "PATCH /", "DELETE /", "HEAD /");

    private static final Set<String> SOURCES = Set.of(
            "java", "kt", "scala", "groovy", "py", "rb", "php", "go", "rs", "cs", "c", "cpp", "h", "js", "mjs", "cjs",
            "jsx", "ts", "tsx", "vue", "svelte", "html", "htm", "css", "json", "xml", "yml", "yaml", "md", "jar", "map",
            "png", "svg");

    private UrlParts() {}

    static void find(String text, Sink sink) {
        int at = text.indexOf("://");
        while (at >= 0) {
            if (at > 0 && isSchemeEnd(text.charAt(at - 1))) {
                authorityAndFragment(text, at + 3, sink);
            }
            at = text.indexOf("://", at + 3);
        }
        for (String verb : HTTP) {
            for (int verbAt = text.indexOf(verb); verbAt >= 0; verbAt = text.indexOf(verb, verbAt + 1)) {
                int path = verbAt + verb.length() - 1;
                people(text, path, end(text, path), sink);
            }
        }
        int question = text.indexOf('?');
        while (question >= 0) {
            int end = query(text, question + 1, sink);
            // Within what is taken nothing more is looked for, but near the longest a new one may reach further.
            boolean cut = end - question >= LONGEST;
            question = text.indexOf('?', Math.max(question + 1, cut ? end - LONGEST / 2 : end));
        }
    }

    private static void authorityAndFragment(String text, int start, Sink sink) {
        int end = end(text, start);
        int slash = start;
        while (slash < end && "/?#".indexOf(text.charAt(slash)) < 0) {
            slash++;
        }
        int at = slash;
        while (at > start && text.charAt(at - 1) != '@') {
            at--;
        }
        at--;
        if (at > start) {
            sink.found("userinfo", start, at);
        }
        people(text, slash, end, sink);
        int fragment = slash;
        while (fragment < end && text.charAt(fragment) != '#') {
            fragment++;
        }
        if (fragment < end && !placeholderAt(text, fragment)) {
            sink.found("fragment", fragment + 1, end);
        }
    }

    /** {@code /users/jane/orders}, {@code /@jane}: who it is about. Not where the path is that of a source, whose folders may be called so. */
    private static void people(String text, int from, int end, Sink sink) {
        int pathEnd = from;
        int limit = Math.min(end, from + LONGEST_PATH);
        while (pathEnd < limit && "?#".indexOf(text.charAt(pathEnd)) < 0) {
            pathEnd++;
        }
        boolean person = false;
        int at = from;
        while (at < pathEnd) {
            int next = text.indexOf('/', at + 1);
            int segmentEnd = next < 0 || next > pathEnd ? pathEnd : next;
            String segment = text.substring(at + 1, segmentEnd);
            boolean handle = segment.length() > 2 && segment.charAt(0) == '@' && segmentEnd == pathEnd;
            if ((handle || person && isSomebody(segment)) && !isSource(text, from, pathEnd)) {
                sink.found("user", handle ? at + 2 : at + 1, segmentEnd);
            }
            person = PEOPLE.contains(segment);
            at = segmentEnd;
        }
    }

    private static boolean isSource(String text, int from, int pathEnd) {
        int end = FrameLines.place(text, Math.max(from, pathEnd - LONGEST_PLACE), pathEnd);
        int dot = text.lastIndexOf('.', end - 1);
        return dot >= from && SOURCES.contains(text.substring(dot + 1, end));
    }

    private static boolean isSomebody(String segment) {
        return segment.length() > 1
                && !VERBS.contains(segment)
                && segment.chars().anyMatch(Character::isLetter)
                && segment.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-+~".indexOf(c) >= 0);
    }

    /** {@code name=value&name=value}; only values are taken, since names tell a developer what was asked. Returns where it ends. */
    private static int query(String text, int start, Sink sink) {
        int end = end(text, start);
        int at = start;
        while (at < end) {
            int equals = at;
            while (equals < end && isName(text.charAt(equals))) {
                equals++;
            }
            if (equals == at || equals >= end || text.charAt(equals) != '=') {
                return at;
            }
            int valueEnd = equals + 1;
            while (valueEnd < end && "&#;".indexOf(text.charAt(valueEnd)) < 0) {
                valueEnd++;
            }
            // Behind the query of a script stand the line and the column of a frame.
            boolean place = valueEnd >= end && FrameLines.scriptBefore(text, start - 1);
            sink.found("value", equals + 1, place ? FrameLines.place(text, equals + 1, valueEnd) : valueEnd);
            if (valueEnd >= end || text.charAt(valueEnd) == '#') {
                return valueEnd;
            }
            at = valueEnd + 1;
            if (text.startsWith("amp;", at)) {
                at += 4;
            }
        }
        return at;
    }

    private static int end(String text, int start) {
        int limit = Math.min(text.length(), start + LONGEST);
        int end = start;
        while (end < limit && !endsUrl(text, end)) {
            end = text.charAt(end) == '<' ? afterPlaceholder(text, end) : end + 1;
        }
        while (end > start && ".,:!)]".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean endsUrl(String text, int at) {
        char c = text.charAt(at);
        if (c == '<') {
            return afterPlaceholder(text, at) == at;
        }
        return c <= ' ' || c == '"' || c == '\'' || c == '>' || c == '`' || c == '|' || c == '\\' || c == '^'
                || c == '{' || c == '}';
    }

    private static int afterPlaceholder(String text, int at) {
        return Placeholders.endAt(text, at);
    }

    private static boolean placeholderAt(String text, int hash) {
        int open = hash;
        while (open > 0 && hash - open < Placeholders.LONGEST && text.charAt(open) != '<') {
            open--;
        }
        return Placeholders.endAt(text, open) > hash;
    }

    private static boolean isSchemeEnd(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private static boolean isName(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || "_-.[]%~$:+".indexOf(c) >= 0;
    }
}
