package dev.fettle.base;

import dev.fettle.base.Forms.Form;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Finds people as programs print and pack them: {@code Person[first=Lars, last=Bang]}, a mail address in base64. */
final class PrintedPeople {
    private static final String WORD = "\\p{Lu}[\\pL'’-]*";

    private static final Forms FORMS = new Forms(List.of(
            Form.of(
                            "name",
                            "\\b[Ff]irst[\"']?\\s?[=:]\\s?[\"']?(" + WORD
                                    + "[\"']?,\\s{0,2}[\"']?[Ll]ast[\"']?\\s?[=:]\\s?[\"']?" + WORD + "(?: " + WORD
                                    + ")?)",
                            "first=",
                            "first:",
                            "first =",
                            "first\"",
                            "first'")
                    .where(PrintedPeople::startsGiven),
            Form.of(
                            "email",
                            "(?i:mail|user|login|recipient)[\"']?\\s?[=:]\\s?[\"']?([A-Za-z0-9+/_-]{12,160}={0,2})(?:[^A-Za-z0-9+/_=-]|$)",
                            "mail",
                            "user",
                            "login",
                            "recipient")
                    .where(PrintedPeople::packsAddress)));

    private PrintedPeople() {}

    static void find(String text, Sink sink) {
        FORMS.find(text, sink);
    }

    /** {@code Range[first=Monday, last=Friday]} is about nobody. */
    private static boolean startsGiven(String names) {
        return GivenNames.bundled().isGiven(names.split("[^\\pL’'-]", 2)[0]);
    }

    private static boolean packsAddress(String code) {
        try {
            String unpacked = new String(
                    Base64.getDecoder().decode(code.replace('-', '+').replace('_', '/')), StandardCharsets.ISO_8859_1);
            return unpacked.matches("[\\x21-\\x7e]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){0,5}\\.[A-Za-z]{2,}");
        } catch (IllegalArgumentException e) {
            return false; // no base64: that is the answer
        }
    }
}
