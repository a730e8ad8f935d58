package dev.fettle.gate.planted;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * Fills in what must not stand in a repository: {@code «github-token»}, {@code «github-token base64»}, {@code «github-token 0-9»} (its first nine characters),
 * {@code «github-token 9-»} (the rest). Drawn at run time, so that no file here holds anything that looks like a secret. {@code «40 times»} repeats its line, {@code #}
 * being the number.
 */
final class Sample {
    private static final Pattern MARK = Pattern.compile("«([a-z-]+)(?: ([a-z0-9-]+))?»");
    private static final Pattern TIMES = Pattern.compile("«([0-9]+) times» ?");
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private Sample() {}

    /** A line with its marks filled in; more lines where it is repeated. */
    static String filled(String line) {
        Matcher times = TIMES.matcher(line);
        if (times.find()) {
            StringBuilder all = new StringBuilder();
            String once = line.substring(0, times.start()) + line.substring(times.end());
            for (int i = 1; i <= Integer.parseInt(times.group(1)); i++) {
                all.append(i == 1 ? "" : "\n").append(once.replace("#", String.valueOf(i)));
            }
            return all.toString();
        }
        return MARK.matcher(line)
                .replaceAll(mark -> Matcher.quoteReplacement(written(value(mark.group(1)), mark.group(2))));
    }

    private static String value(String kind) {
        return switch (kind) {
            case "github-token" -> "ghp_" + drawn(36, 1);
            case "encoded-token" -> written(value("github-token"), "base64");
            case "stripe-key" -> "sk_live_" + drawn(24, 2);
            case "openai-key" -> "sk-proj-" + drawn(20, 3) + "T3BlbkFJ" + drawn(20, 4);
            case "aws-id" ->
                "AKIA" + drawn(16, 5).toUpperCase(java.util.Locale.ROOT).replaceAll("[0189]", "7");
            case "aws-secret" -> drawn(40, 6);
            case "password" -> drawn(16, 7);
            case "slack-hook" ->
                "https://hooks.slack.com/services/T" + upper(8, 8) + "/B" + upper(10, 9) + "/" + drawn(24, 10);
            case "jwt" ->
                part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + part("{\"sub\":\"1234\",\"admin\":true}") + "."
                        + drawn(43, 11);
            case "pem" ->
                "-".repeat(5) + "BEGIN RSA PRIVATE KEY" + "-".repeat(5) + "\n" + drawn(64, 12) + "\n" + drawn(64, 13)
                        + "\n" + "-".repeat(5) + "END RSA PRIVATE KEY" + "-".repeat(5);
            case "pem-begin" -> "-".repeat(5) + "BEGIN PRIVATE KEY" + "-".repeat(5);
            case "pem-end" -> "-".repeat(5) + "END PRIVATE KEY" + "-".repeat(5);
            case "certificate" ->
                "-".repeat(5) + "BEGIN CERTIFICATE" + "-".repeat(5) + "\n" + drawn(64, 14) + "\n" + "-".repeat(5)
                        + "END CERTIFICATE" + "-".repeat(5);
            case "database-url" -> "postgresql://shop:" + drawn(16, 7) + "@db.example.com:5432/shop";
            case "user-password" -> "deploy:" + drawn(16, 7);
            case "card" -> "4539 1488 0343 6467";
            default -> throw new IllegalArgumentException("no sample is called " + kind);
        };
    }

    private static String written(String value, String form) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (form == null) {
            return value;
        }
        Matcher part = Pattern.compile("([0-9]+)-([0-9]*)").matcher(form);
        if (part.matches()) {
            int to = part.group(2).isEmpty() ? value.length() : Integer.parseInt(part.group(2));
            return value.substring(Integer.parseInt(part.group(1)), to);
        }
        return switch (form) {
            case "base64" -> Base64.getEncoder().encodeToString(bytes);
            case "hex" -> HexFormat.of().formatHex(bytes);
            case "percent" -> value.replace("_", "%5F");
            case "reversed" -> new StringBuilder(value).reverse().toString();
            case "characters" -> each(value, "'%c'");
            case "numbers" -> value.chars().mapToObj(String::valueOf).collect(Collectors.joining(", "));
            case "bytes" -> each(value, "0x%02x");
            case "unicode" -> String.format("\\u%04x", (int) value.charAt(0)) + value.substring(1);
            case "references" -> each(value, "&#%d;", "");
            case "percents" -> each(value, "%%%02x", "");
            case "octal" -> each(value, "\\%03o", "");
            case "sixteens" -> each(value, "\\x%02x", "");
            case "packed" -> Base64.getEncoder().encodeToString(packed(bytes));
            case "base32" -> base32(bytes);
            case "twice" ->
                Base64.getEncoder().encodeToString(Base64.getEncoder().encode(bytes));
            case "wide" -> Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_16LE));
            case "wrapped" -> Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
            default -> throw new IllegalArgumentException("no form is called " + form);
        };
    }

    private static String each(String value, String form) {
        return value.chars()
                .mapToObj(c -> form.endsWith("c'") ? String.format(form, (char) c) : String.format(form, c))
                .collect(Collectors.joining(", "));
    }

    private static String each(String value, String form, String between) {
        return value.chars().mapToObj(c -> String.format(form, c)).collect(Collectors.joining(between));
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String base32(byte[] bytes) {
        StringBuilder bits = new StringBuilder(new BigInteger(1, bytes).toString(2));
        bits.insert(0, "0".repeat(bytes.length * 8 - bits.length()));
        bits.append("0".repeat((5 - bits.length() % 5) % 5));
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bits.length(); at += 5) {
            text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(Integer.parseInt(bits.substring(at, at + 5), 2)));
        }
        return text.append("=".repeat((8 - text.length() % 8) % 8)).toString();
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String upper(int length, int seed) {
        return drawn(length, seed).toUpperCase(java.util.Locale.ROOT);
    }

    /** The same each time, yet as random as what a machine hands out. */
    private static String drawn(int length, int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
