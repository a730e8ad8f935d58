package dev.fettle.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds what belongs to a person: e-mail addresses, telephone numbers, payment cards, bank accounts, and national identity numbers with a checksum. The numbers that
 * documents use as samples are none.
 */
public final class PrivateData {
    private static final Set<String> KINDS = Set.of("email", "phone", "card", "iban", "ssn", "national-id");
    /** What payment providers and banks print in their own documents. */
    private static final Set<String> SAMPLES = Set.of(
            "4111111111111111",
            "4012888888881881",
            "4242424242424242",
            "4000056655665556",
            "4000002500003155",
            "4222222222222",
            "5555555555554444",
            "5105105105105100",
            "5200828282828210",
            "2223003122003222",
            "378282246310005",
            "371449635398431",
            "6011111111111117",
            "6011000990139424",
            "30569309025904",
            "38520000023237",
            "3530111333300000",
            "3566002020360505",
            "4000000000000002",
            "4000000000009995",
            "DE89370400440532013000",
            "GB82WEST12345698765432",
            "GB29NWBK60161331926819",
            "FR1420041010050500013M02606",
            "FR7630006000011234567890189",
            "NL91ABNA0417164300",
            "BE68539007547034",
            "CH9300762011623852957",
            "ES9121000418450200051332",
            "IT60X0542811101000000123456",
            "AT611904300234573201",
            "078-05-1120",
            "219-09-9999",
            "123-45-6789");
    /** Parts of an address that no person has. */
    private static final List<String> NOBODYS = List.of(
            "@example.",
            ".example",
            "@test.",
            ".test",
            ".invalid",
            ".local",
            "@localhost",
            "noreply",
            "no-reply",
            "@users.",
            "donotreply",
            "@acme.",
            "@foo.",
            "@bar.",
            "@domain.",
            "@mail.com",
            "@email.com",
            "@company.",
            "@x.",
            "@yourdomain",
            "@sentry.",
            "@host.",
            "@mydomain",
            ".gserviceaccount.com");

    private static final List<String> ROLES = List.of(
            "info@",
            "support@",
            "contact@",
            "hello@",
            "admin@",
            "security@",
            "dev@",
            "sales@",
            "help@",
            "team@",
            "legal@",
            "abuse@",
            "postmaster@",
            "webmaster@",
            "git@",
            "root@",
            "opensource@",
            "conduct@",
            "privacy@",
            "press@",
            "feedback@",
            "billing@",
            "user@",
            "test@",
            "john.doe@",
            "jane.doe@",
            "foo@",
            "bar@",
            "someone@",
            "name@",
            "you@",
            "me@",
            "username@",
            "email@");

    /** No number that is searched for has fewer. */
    private static final int FEWEST_DIGITS = 7;

    private final Numbers numbers = new Numbers();

    /**
     * One piece.
     *
     * @param kind {@code email}, {@code phone}, {@code card}, {@code iban}, {@code ssn} or {@code national-id}; never a part of it
     */
    public record Found(String kind, int start, int end) {}

    /** Everything in the text, by position within each kind. */
    public List<Found> find(String text) {
        List<Found> found = new ArrayList<>();
        Sink sink = (kind, start, end) -> {
            if (start < end && KINDS.contains(kind) && !sample(kind, text.substring(start, end))) {
                found.add(new Found(kind, start, end));
            }
        };
        if (text.indexOf('@') >= 0) {
            PersonalData.find(text, sink);
        }
        if (manyDigits(text)) {
            numbers.find(text, sink);
            NationalIds.find(text, sink);
        }
        return found;
    }

    private static boolean manyDigits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length() && digits < FEWEST_DIGITS; i++) {
            digits += text.charAt(i) >= '0' && text.charAt(i) <= '9' ? 1 : 0;
        }
        return digits >= FEWEST_DIGITS;
    }

    private static boolean sample(String kind, String value) {
        if (kind.equals("email")) {
            String lower = value.toLowerCase(Locale.ROOT);
            return NOBODYS.stream().anyMatch(lower::contains) || ROLES.stream().anyMatch(lower::startsWith);
        }
        if (kind.equals("phone")) {
            String digits = value.replaceAll("\\D", "");
            return digits.contains("555")
                    || digits.contains("12345")
                    || digits.chars().distinct().count() < 4;
        }
        String plain = kind.equals("ssn") ? value : value.replaceAll("[ -]", "");
        return SAMPLES.contains(plain) || plain.chars().distinct().count() < 4;
    }
}
