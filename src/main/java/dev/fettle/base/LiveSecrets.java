package dev.fettle.base;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds Fettle's own secrets wherever they turn up: as they are, in base64 (at each of the three offsets they can have inside a longer
 * text), URL-encoded, in hexadecimal, and with line breaks or blanks anywhere inside.
 */
final class LiveSecrets {
    /** Shorter ones would be found in ordinary words. */
    private static final int SHORTEST = 5;

    private static final int SHORTEST_LINE = 20;

    private final List<String> forms;
    private final KeywordIndex index;

    LiveSecrets(Collection<Secret> secrets) {
        Set<String> all = new LinkedHashSet<>();
        for (Secret secret : secrets) {
            String value = secret.exact();
            if (value.length() >= SHORTEST) {
                addForms(value, all);
                // A key of many lines is given away by each of them.
                value.lines()
                        .filter(line -> line.length() >= SHORTEST_LINE && !line.startsWith("-----"))
                        .forEach(line -> addForms(line, all));
            }
        }
        all.removeIf(form -> form.length() < SHORTEST);
        this.forms = List.copyOf(all);
        this.index = new KeywordIndex(forms, false);
    }

    void find(String text, Sink sink) {
        if (forms.isEmpty()) {
            return;
        }
        Unbroken unbroken = Unbroken.of(text);
        index.scan(unbroken.text(), (word, end) -> {
            int start = end - forms.get(word).length();
            sink.found("own-secret", unbroken.at(start), unbroken.at(end - 1) + 1);
        });
    }

    private static void addForms(String value, Set<String> all) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        all.add(joined(value));
        String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
        all.add(url);
        all.add(url.replace("+", "%20"));
        all.add(lowerEscapes(url));
        all.add(lowerEscapes(url.replace("+", "%20")));
        all.add(HexFormat.of().formatHex(bytes));
        all.add(HexFormat.of().withUpperCase().formatHex(bytes));
        for (int offset = 0; offset < 3; offset++) {
            String core = base64Core(bytes, offset);
            all.add(core);
            all.add(core.replace('+', '-').replace('/', '_'));
        }
    }

    /** The characters of base64 that are the same whatever stands before (so many bytes modulo 3) and after. */
    private static String base64Core(byte[] bytes, int offset) {
        byte[] padded = new byte[bytes.length + offset];
        System.arraycopy(bytes, 0, padded, offset, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
        int from = offset == 0 ? 0 : offset + 1;
        int to = padded.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
        return from < to ? encoded.substring(from, to) : "";
    }

    private static String lowerEscapes(String url) {
        StringBuilder lower = new StringBuilder(url);
        for (int i = 0; i + 2 < lower.length(); i++) {
            if (lower.charAt(i) == '%') {
                lower.replace(i + 1, i + 3, lower.substring(i + 1, i + 3).toLowerCase(Locale.ROOT));
            }
        }
        return lower.toString();
    }

    private static String joined(String value) {
        return Unbroken.of(value).text();
    }

    /** A text without white space and without the two characters that stand for a line break in a literal; knows where each one came from. */
    private record Unbroken(String text, int[] origin) {
        static Unbroken of(String text) {
            StringBuilder kept = new StringBuilder(text.length());
            int[] origin = new int[text.length()];
            int i = 0;
            while (i < text.length()) {
                char c = text.charAt(i);
                boolean escape = c == '\\' && i + 1 < text.length();
                if (escape && (text.charAt(i + 1) == 'n' || text.charAt(i + 1) == 'r')) {
                    i += 2;
                } else if (escape && (text.charAt(i + 1) == '\n' || text.charAt(i + 1) == '\r')) {
                    i += 2;
                } else if (Character.isWhitespace(c)) {
                    i++;
                } else {
                    origin[kept.length()] = i;
                    kept.append(c);
                    i++;
                }
            }
            return new Unbroken(kept.toString(), origin);
        }

        int at(int index) {
            return origin[index];
        }
    }
}
