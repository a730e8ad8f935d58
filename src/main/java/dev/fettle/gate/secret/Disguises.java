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
    private static final Pattern JOINT = Pattern.compile(
            "([\"'])\\s{0,200}(?:[+.]|\\)?\\s{0,200}\\.\\s{0,20}(?:concat|append)\\s{0,20}\\(|(,))?\\s{0,200}(?<!\\\\)\\1");
    private static final Pattern JOIN = Pattern.compile("\\bjoin\\s*\\(\\s*(?:\"\"|'')|(?:\"\"|'')\\s*\\.join\\s*\\(");
    /** So far back a call that joins may begin. */
    private static final int LONGEST_CALL = 2_000;

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{24,}={0,2}");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2}){20,}");
    private static final Pattern ESCAPE =
            Pattern.compile("%([0-9a-fA-F]{2})|\\\\u00([0-9a-fA-F]{2})|\\\\x([0-9a-fA-F]{2})|&#x([0-9a-fA-F]{2});");

    private Disguises() {}

    /**
     * A text without the joints between its literals.
     *
     * @param origin for each character, its index in the text that it comes from
     */
    @SuppressWarnings("ArrayRecordComponent") // read at once, never compared
    record Joined(String text, int[] origin) {}

    static Joined joined(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int[] origin = new int[text.length() + 1];
        Matcher joint = JOINT.matcher(text);
        Calls calls = new Calls(text);
        int at = 0;
        while (joint.find()) {
            if (joint.group(2) == null || calls.join(joint.start())) {
                at = copy(text, at, joint.start(), out, origin);
                at = joint.end();
            }
        }
        copy(text, at, text.length(), out, origin);
        origin[out.length()] = text.length();
        return new Joined(out.toString(), origin);
    }

    /** Where calls that put literals together begin. Asked from the front to the back, it reads the text once: a line may hold many thousand commas. */
    private static final class Calls {
        private final String text;
        private final Matcher call;
        private boolean more;
        private int last = -1;
        private int statement;
        private int read;

        Calls(String text) {
            this.text = text;
            this.call = JOIN.matcher(text);
            this.more = call.find();
        }

        /** Whether a comma between two literals stands in such a call. */
        boolean join(int comma) {
            for (; read < comma; read++) {
                if (text.charAt(read) == ';') {
                    statement = read + 1;
                }
            }
            while (more && call.end() <= comma) {
                last = call.start();
                more = call.find();
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
        }
        if ((line.indexOf('%') >= 0 || line.indexOf('\\') >= 0 || line.indexOf('&') >= 0)
                && ESCAPE.matcher(line).find()) {
            texts.add(ESCAPE.matcher(line).replaceAll(Disguises::character));
        }
        return texts;
    }

    private static int longestRun(String line) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean part = (c < 128 && Character.isLetterOrDigit(c)) || c == '+' || c == '/' || c == '_' || c == '-';
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
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean readable = text.chars().allMatch(c -> (c >= ' ' && c < 0x7F) || c == '\n' || c == '\r' || c == '\t');
        if (readable) {
            texts.add(text);
        }
    }

    private static String character(java.util.regex.MatchResult match) {
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(group), 16)));
            }
        }
        return "";
    }
}
