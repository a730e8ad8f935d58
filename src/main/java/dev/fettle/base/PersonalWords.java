package dev.fettle.base;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/** Finds what words say of a person: an address spelled out, the day of a birth, a street and its number, a place on the map. For evidence, where rather too much goes than too little. */
final class PersonalWords {
    /** @param clues in small letters; without one of them nothing is looked for */
    private record Form(String kind, Pattern pattern, List<String> clues) {}

    private static final String DATE =
            "\\d{1,2}[./-]\\d{1,2}[./-](?:19|20)?\\d\\d|(?:19|20)\\d\\d-\\d\\d-\\d\\d|\\d{1,2}\\.? \\pL{3,9}\\.? (?:19|20)\\d\\d|\\pL{3,9} \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d\\d";

    /** Of each what is in its group is found. */
    private static final List<Form> FORMS = List.of(
            new Form(
                    "email",
                    Pattern.compile(
                            "\\b([\\pL\\pN_+-]{1,40}(?:(?: dot |\\.)[\\pL\\pN_+-]{1,40}){0,4} at [\\pL\\pN-]{1,63}(?: dot [\\pL\\pN-]{1,63}){0,3} dot \\pL{2,12})\\b"),
                    List.of(" dot ")),
            new Form(
                    "personal",
                    Pattern.compile(
                            "(?i)\\b(?:born(?: on| in| at)?|geboren(?: am)?|geb\\.(?: am)?|née? le|nacid[oa] el|nat[oa] il|urodzon[ya])[: ]{1,2}("
                                    + DATE + ")\\b"),
                    List.of("born", "geb", "né", "nacid", "nato il", "nata il", "urodzon")),
            new Form(
                    "personal",
                    Pattern.compile("(?i)\\b(?:lat|lon|lng)[\"']?\\s?[=:]\\s?[\"']?(-?\\d{1,3}\\.\\d{4,})"),
                    List.of("lat", "lon", "lng")),
            new Form(
                    "personal",
                    Pattern.compile(
                            "(?i)\\b\\w{0,20}(?:address|adresse|anschrift|direccion|indirizzo)(?:_?line_?\\d)?[\"']?\\s?[=:]\\s?[\"']?(\\d{1,5}\\pL? \\pL[\\pL.' -]{2,60}|\\pL[\\pL.' -]{3,60} \\d{1,5}\\pL?\\b)"),
                    List.of("addres", "adresse", "anschrift", "direcci", "indirizzo")));

    private PersonalWords() {}

    static void find(String text, Sink sink) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (Form form : FORMS) {
            if (form.clues().stream().noneMatch(lower::contains)) {
                continue;
            }
            Matcher matcher = form.pattern().matcher(text);
            while (matcher.find()) {
                sink.found(form.kind(), matcher.start(1), matcher.end(1));
            }
        }
    }
}
