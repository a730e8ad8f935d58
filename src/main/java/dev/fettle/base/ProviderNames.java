package dev.fettle.base;

import java.util.Arrays;
import java.util.List;

/**
 * Finds keys of services whose keys have no shape of their own: on the line that names the service, behind an assignment, something that was drawn at random. The names
 * are those of {@code secret-providers.txt}.
 */
final class ProviderNames {
    private static final String RESOURCE = "secret-providers.txt";
    private static final int REACH = 70;
    private static final int SHORTEST = 20;
    private static final int LONGEST = 200;
    /** What may open a value; where a dash, a slash, a hash or a sign of origin does, it is a part of something longer. */
    private static final String OPENS = " \t\"'`=:({<>,[|\\";

    private final List<String> names;
    private final KeywordIndex index;

    private ProviderNames(List<String> names) {
        this.names = names;
        this.index = new KeywordIndex(names, true);
    }

    static ProviderNames bundled() {
        return new ProviderNames(WordList.lines(RESOURCE).stream()
                .flatMap(line -> Arrays.stream(line.strip().split(" +")))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList());
    }

    /** How many names there are. */
    int size() {
        return names.size();
    }

    void find(String text, Sink sink) {
        int[] searched = {0};
        index.scan(text, (word, end) -> {
            int start = end - names.get(word).length();
            if (wholeName(text, start, end)) {
                searched[0] = near(text, Math.max(end, searched[0]), end + REACH, sink);
            }
        });
    }

    /** Not in the middle of a longer word: {@code slackToken} and {@code SLACK_TOKEN} name Slack, {@code slackening} does not. */
    private static boolean wholeName(String text, int start, int end) {
        boolean begins = start == 0
                || !letter(text.charAt(start - 1))
                || (lower(text.charAt(start - 1)) && !lower(text.charAt(start)));
        boolean ends = end == text.length()
                || !lower(text.charAt(end))
                || !lower(text.charAt(end - 1))
                || text.startsWith("api", end)
                || text.startsWith("key", end)
                || text.startsWith("token", end)
                || text.startsWith("secret", end);
        return begins && ends;
    }

    /** @return how far it looked */
    private static int near(String text, int from, int reach, Sink sink) {
        boolean assigned = false;
        int at = from;
        while (at < text.length() && at < reach && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            if (!partOfValue(c)) {
                assigned |=
                        c == '=' || c == ':' || c == '"' || c == '\'' || c == '{' || c == '>' || c == ',' || c == '`';
                at++;
                continue;
            }
            int end = at;
            while (end < text.length()
                    && end - at <= LONGEST
                    && (partOfValue(text.charAt(end)) || text.charAt(end) == '=')) {
                end++;
            }
            if (OPENS.indexOf(text.charAt(at - 1)) >= 0 && !checksum(text, at)) {
                int start = afterAssignment(text, at, end);
                boolean given = assigned || start > at || text.startsWith(" - '", Math.max(0, at - 4));
                if (given && key(text.substring(start, end))) {
                    sink.found("provider-secret", start, end);
                }
                assigned |= start > at || text.charAt(end - 1) == '=';
            }
            at = end;
        }
        return at;
    }

    /** {@code h1:…} of a Go module, {@code sha256:…}, {@code md5:…}. */
    private static boolean checksum(String text, int at) {
        return at >= 3 && text.charAt(at - 1) == ':' && Character.isDigit(text.charAt(at - 2));
    }

    /** In {@code KEY=abc} the value begins behind the sign. */
    private static int afterAssignment(String text, int from, int end) {
        int sign = text.indexOf('=', from);
        return sign >= 0 && sign < end - SHORTEST ? sign + 1 : from;
    }

    private static boolean key(String value) {
        if (value.length() < SHORTEST || value.length() > LONGEST || Specimens.specimen(value)) {
            return false;
        }
        if (Randomness.hexadecimal(value)) {
            return value.length() >= 32 && Randomness.of(value).mixed(5) && Entropy.bitsPerCharacter(value) >= 3;
        }
        Randomness.Makeup makeup = Randomness.of(value);
        return !Randomness.uuid(value)
                && Entropy.bitsPerCharacter(value) >= 3.5
                && makeup.mixed(5)
                && makeup.digits() >= 2
                && makeup.others() * 5 < value.length();
    }

    private static boolean partOfValue(char c) {
        return c == '_'
                || c == '-'
                || c == '+'
                || c == '/'
                || c == '.'
                || c == '~'
                || (c < 128 && Character.isLetterOrDigit(c));
    }

    private static boolean letter(char c) {
        return lower(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean lower(char c) {
        return c >= 'a' && c <= 'z';
    }
}
