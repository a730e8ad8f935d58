package dev.fettle.gate.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a text the other ways in which a secret may be written: put together from literals, in base64, in hexadecimal, escaped. */
final class Disguises {
    private static final int LONGEST_LINE = 50_000;
    private static final int SHORTEST_CODE = 24;
    private static final Anchored JOINT = new Anchored(
            "(?<=[\\w+/=-])\\\\\\r?\\n[ \\t]{0,200}(?=[\\w+/=-])|[\"'`]\\s{0,200}\\+\\s{0,200}(?<!\\\\)[\"'`]|"
                    + "([\"'])\\s{0,200}(?:[+.]|\\)?\\s{0,200}\\.\\s{0,20}(?:concat|append)\\s{0,20}\\(|(,))?\\s{0,200}(?<!\\\\)\\1",
            "\\\"'`",
            Disguises::mayJoin);
    /** More than lies between the two quotes of a joint. */
    private static final int LONGEST_GAP = 450;

    private static final Anchored JOIN = new Anchored(
            "\\bjoin\\s*\\(\\s*(?:\"\"|'')|(?:\"\"|'')\\s*\\.join\\s*\\(",
            "j\"'",
            (text, at) -> text.startsWith("join", at)
                    || (at + 1 < text.length() && text.charAt(at) != 'j' && text.charAt(at) == text.charAt(at + 1)));
    /** So far back a call that joins may begin. */
    private static final int LONGEST_CALL = 2_000;

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{24,}={0,2}");
    private static final Pattern BASE32 =
            Pattern.compile("(?<![A-Za-z0-9+/=_-])[A-Z2-7]{32,}={0,6}(?![A-Za-z0-9+/_-])");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2}){20,}");
    /** Of an address, of Java and properties, of JavaScript, of C and Python, of HTML. */
    private static final Pattern ESCAPE = Pattern.compile(
            "%([0-9a-fA-F]{2})|\\\\u{1,9}00([0-9a-fA-F]{2})|\\\\u\\{0{0,4}([0-9a-fA-F]{2})\\}|\\\\x([0-9a-fA-F]{2})|&#[xX]0{0,4}([0-9a-fA-F]{2});|&#0{0,4}([0-9]{2,3});|\\\\([01][0-7]{2})");

    private static final int DECIMAL_GROUP = 6;
    private static final int OCTAL_GROUP = 7;

    /** Base64 over several lines. */
    private static final Pattern WRAPPED =
            Pattern.compile("[A-Za-z0-9+/]{40,200}+(?:\\r?\\n[ \\t]{0,40}+[A-Za-z0-9+/]{4,200}+={0,2}+){1,400}+");

    private static final int SHORTEST_WRAPPED = 40;
    private static final int LONGEST_WRAPPED = 200;

    private Disguises() {}

    /**
     * A text without the joints between its literals.
     *
     * @param origin for each character, its index in the text that it comes from
     */
    @SuppressWarnings("ArrayRecordComponent") // read at once, never compared
    record Joined(String text, int[] origin) {
        int start(int at) {
            return origin[at];
        }

        /** Just after the last character before {@code end}. */
        int end(int end) {
            return origin[end - 1] + 1;
        }
    }

    static Joined joined(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int[] origin = new int[text.length() + 1];
        Anchored.Matches joints = JOINT.in(text);
        Matcher joint = joints.match();
        Calls calls = new Calls(text);
        int at = 0;
        while (joints.find()) {
            if (joint.group(2) == null || calls.join(joint.start())) {
                at = copy(text, at, joint.start(), out, origin);
                at = joint.end();
            }
        }
        copy(text, at, text.length(), out, origin);
        origin[out.length()] = text.length();
        return new Joined(out.toString(), origin);
    }

    /** Whether literals, or lines, may be joined here: a line ends, or behind a quote comes what can stand between two of them. */
    private static boolean mayJoin(String text, int at) {
        int next = at + 1;
        if (next >= text.length()) {
            return false;
        }
        if (text.charAt(at) == '\\') {
            return text.charAt(next) == '\n' || text.charAt(next) == '\r';
        }
        next = Anchored.afterBlanks(text, next, LONGEST_GAP);
        if (next < text.length() && text.charAt(next) == ')') {
            next = Anchored.afterBlanks(text, next + 1, LONGEST_GAP);
            return next < text.length() && text.charAt(next) == '.';
        }
        return next < text.length() && "+.,\"'`".indexOf(text.charAt(next)) >= 0;
    }

    /** Where calls that put literals together begin. Asked from the front to the back, it reads the text once: a line may hold many thousand commas. */
    private static final class Calls {
        private final String text;
        private final Anchored.Matches calls;
        private int last = -1;
        private int nextStart = -1;
        private int nextEnd = 0;
        private int statement;
        private int read;

        Calls(String text) {
            this.text = text;
            this.calls = JOIN.in(text);
        }

        /** Whether a comma between two literals stands in such a call. */
        boolean join(int comma) {
            for (; read < comma; read++) {
                if (text.charAt(read) == ';') {
                    statement = read + 1;
                }
            }
            while (nextEnd <= comma) {
                last = nextStart;
                boolean more = calls.find();
                nextStart = more ? calls.match().start() : text.length();
                nextEnd = more ? calls.match().end() : Integer.MAX_VALUE;
            }
            return last >= Math.max(statement, comma - LONGEST_CALL);
        }
    }

    private static int copy(String text, int from, int to, StringBuilder out, int[] origin) {
        for (int i = from; i < to; i++) {
            origin[out.length()] = i;
            out.append(text.charAt(i));
        }
        return to;
    }

    /** What a line says once decoded; nothing where it is in no code or what comes out is no text. */
    static List<String> decoded(String line) {
        if (line.length() > LONGEST_LINE) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (longestRun(line) >= SHORTEST_CODE) {
            decodeRuns(line, texts);
            for (String once : List.copyOf(texts)) { // and what is encoded twice
                if (once.length() <= LONGEST_LINE && longestRun(once) >= SHORTEST_CODE) {
                    decodeRuns(once, texts);
                }
            }
        }
        if ((line.indexOf('%') >= 0 || line.indexOf('\\') >= 0 || line.indexOf('&') >= 0)
                && ESCAPE.matcher(line).find()) {
            texts.add(ESCAPE.matcher(line).replaceAll(Disguises::character));
        }
        return texts;
    }

    /** What texts say that are put together and then decoded: only where a joint was. */
    static List<Spelled.Reading> codes(Joined joined) {
        List<Spelled.Reading> readings = new ArrayList<>();
        int start = 0;
        for (String line : joined.text().split("\n", -1)) {
            int end = start + line.length();
            if (!line.isEmpty() && joined.end(end) - joined.start(start) > line.length()) {
                for (String decoded : decoded(line)) {
                    readings.add(new Spelled.Reading(joined.start(start), joined.end(end), decoded));
                }
            }
            start = end + 1;
        }
        return readings;
    }

    /** What base64 over several lines says. */
    static List<Spelled.Reading> wrapped(String text) {
        List<Spelled.Reading> readings = new ArrayList<>();
        Matcher wrapped = WRAPPED.matcher(text);
        int read = 0;
        int lineEnd = text.indexOf('\n');
        while (lineEnd >= 0) {
            int start = startOfWrapped(text, read, lineEnd);
            if (start >= 0 && wrapped.region(start, text.length()).lookingAt()) {
                List<String> texts = new ArrayList<>();
                base64(wrapped.group().replaceAll("\\s", ""), texts);
                texts.forEach(decoded -> readings.add(new Spelled.Reading(wrapped.start(), wrapped.end(), decoded)));
                read = wrapped.end();
            }
            lineEnd = text.indexOf('\n', Math.max(read, lineEnd + 1));
        }
        return readings;
    }

    /** Where the first of several lines of base64 begins that ends here, -1 where it is none. */
    private static int startOfWrapped(String text, int from, int lineEnd) {
        int end = lineEnd > from && text.charAt(lineEnd - 1) == '\r' ? lineEnd - 1 : lineEnd;
        int start = end;
        while (start > from && end - start < LONGEST_WRAPPED && base64(text.charAt(start - 1))) {
            start--;
        }
        return end - start >= SHORTEST_WRAPPED ? start : -1;
    }

    private static boolean base64(char c) {
        return c != '_' && (Anchored.word(c) || c == '+' || c == '/');
    }

    private static int longestRun(String line) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean part = Anchored.word(c) || c == '+' || c == '/' || c == '-';
            run = part ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static void decodeRuns(String line, List<String> texts) {
        Matcher base64 = BASE64.matcher(line);
        while (base64.find()) {
            base64(base64.group(), texts);
        }
        Matcher base32 = BASE32.matcher(line);
        while (base32.find()) {
            printable(Packed.base32(base32.group()), texts);
        }
        Matcher hex = HEX.matcher(line);
        while (hex.find()) {
            printable(HexFormat.of().parseHex(hex.group()), texts);
        }
    }

    private static void base64(String code, List<String> texts) {
        String standard = code.replace('-', '+').replace('_', '/').replace("=", "");
        // A cut-off last character carries no whole byte.
        String whole = standard.length() % 4 == 1 ? standard.substring(0, standard.length() - 1) : standard;
        printable(Base64.getDecoder().decode(whole), texts);
    }

    private static void printable(byte[] bytes, List<String> texts) {
        String text = new String(narrowed(Packed.opened(bytes)), StandardCharsets.ISO_8859_1);
        boolean readable = text.chars().allMatch(c -> (c >= ' ' && c < 0x7F) || c == '\n' || c == '\r' || c == '\t');
        if (readable) {
            texts.add(text);
        }
    }

    /** UTF-16, as some shells want their base64, without its zeros. */
    private static byte[] narrowed(byte[] bytes) {
        byte[] narrow = new byte[bytes.length / 2];
        for (int i = 0; i < narrow.length; i++) {
            if (bytes[2 * i + 1] != 0) {
                return bytes;
            }
            narrow[i] = bytes[2 * i];
        }
        return narrow.length == 0 ? bytes : narrow;
    }

    private static String character(java.util.regex.MatchResult match) {
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                int radix = group == DECIMAL_GROUP ? 10 : group == OCTAL_GROUP ? 8 : 16;
                return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(group), radix)));
            }
        }
        return "";
    }
}
