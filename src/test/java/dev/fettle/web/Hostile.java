package dev.fettle.web;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Texts that try to run something in the browser of whoever reads them, one a line in {@code hostile.txt}, where characters that are not seen are written as in Java. What they would run shows: a dialog, a mark on the window,
 * a request, or a report of the policy.
 */
final class Hostile {
    private static final Pattern UNSEEN = Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.))");

    static final List<String> TEXTS = read();

    private Hostile() {}

    private static List<String> read() {
        try (InputStream in = requireNonNull(Hostile.class.getResourceAsStream("hostile.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Hostile::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Them in lots of so many. */
    static List<List<String>> lots(int size) {
        List<List<String>> lots = new ArrayList<>();
        for (int from = 0; from < TEXTS.size(); from += size) {
            lots.add(TEXTS.subList(from, Math.min(TEXTS.size(), from + size)));
        }
        return lots;
    }

    private static String text(String line) {
        return UNSEEN.matcher(line).replaceAll(found -> {
            String code = found.group(1);
            char character = code != null
                    ? (char) Integer.parseInt(code, 16)
                    : switch (found.group(2)) {
                        case "n" -> '\n';
                        case "r" -> '\r';
                        case "t" -> '\t';
                        default -> '\\';
                    };
            return java.util.regex.Matcher.quoteReplacement(String.valueOf(character));
        });
    }
}
