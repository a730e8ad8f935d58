package dev.fettle.base;

import dev.fettle.base.Forms.Form;
import java.util.List;

/** Finds what words say of a person: an address in disguise, the day of a birth, a street and its number, a place on the map, the name of a machine. For evidence, where rather too much goes than too little. */
final class PersonalWords {
    private static final String DATE =
            "\\d{1,2}[./-]\\d{1,2}[./-](?:19|20)?\\d\\d|(?:19|20)\\d\\d[./-]\\d{1,2}[./-]\\d{1,2}"
                    + "|\\d{1,2}\\.? \\pL{3,9}\\.? (?:19|20)\\d\\d|\\pL{3,9} \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d\\d"
                    + "|\\d{1,2} de \\pL{3,10} de (?:19|20)\\d\\d|(?:19|20)\\d\\d年\\d{1,2}月\\d{1,2}日";
    private static final String GIVEN = "[\"']?\\s?(?:[:=]|is|was|am|on|le|el|:\\s?on)?\\s?[\"']?";
    private static final String LOCAL = "[\\pL\\pN._+-]{1,64}";
    private static final String DOMAIN = "[\\pL\\pN-]{1,63}(?: ?(?:\\.|[(\\[{]dot[)\\]}]) ?[\\pL\\pN-]{1,63}){1,5}";
    private static final String STREET_NAME = "(?:\\p{Lu}[\\pL'.]+ ){1,4}";
    private static final String POINT = "-?\\d{1,3}\\.\\d{4,}";

    private static final Forms FORMS = new Forms(List.of(
            Form.of(
                    "email",
                    "(?i)\\b([\\pL\\pN_+-]{1,40}(?:(?: dot |\\.)[\\pL\\pN_+-]{1,40}){0,4} at [\\pL\\pN-]{1,63}(?: dot [\\pL\\pN-]{1,63}){0,3} dot \\pL{2,12})\\b",
                    " dot "),
            Form.of(
                    "email",
                    "(?i)(" + LOCAL + "(?: ?[(\\[{]dot[)\\]}] ?" + LOCAL + "){0,4} ?[(\\[{<]at[)\\]}>] ?" + DOMAIN
                            + ")",
                    "(at)",
                    "[at]",
                    "{at}",
                    "<at>"),
            Form.of(
                    "email",
                    "(?i)(" + LOCAL + "(?:＠|﹫|&#0{0,4}64;|&#x0{0,4}40;|&commat;|\\\\u0040|\\\\x40)" + DOMAIN + ")",
                    "＠",
                    "﹫",
                    "64;",
                    "40;",
                    "&commat;",
                    "\\u0040",
                    "\\x40"),
            Form.of("email", "(\"[^\"\\n]{1,64}\"@[\\pL\\pN.-]{1,200}\\.\\pL{2,20})", "\"@"),
            Form.of(
                    "personal",
                    "(?i)\\b(?:born(?: on| in| at)?|geboren(?: am)?|geb\\.(?: am)?|née? le|nacid[oa] el|nat[oa] il|urodzon[ya])[: ]{1,2}("
                            + DATE + ")\\b",
                    "born",
                    "geb",
                    "né",
                    "nacid",
                    "nato il",
                    "nata il",
                    "urodzon"),
            Form.of(
                    "personal",
                    "(?i)(?:\\b(?:date[ _]?of[ _]?birth|dob|birth[ _]?da(?:te|y)|geburts(?:tag|datum)|date[ _]de[ _]naissance|fecha[ _]de[ _]nacimiento|data[ _]di[ _]nascita"
                            + "|data[ _]urodzenia|data[ _]de[ _]nascimento|geboortedatum|fødselsdato)|födelsedatum|дата рождения|生年月日|出生日期)"
                            + GIVEN
                            + "(" + DATE + ")",
                    "birth",
                    "dob",
                    "geburts",
                    "naissance",
                    "nacimiento",
                    "nascita",
                    "urodzenia",
                    "nascimento",
                    "geboortedatum",
                    "dselsdato",
                    "delsedatum",
                    "рождения",
                    "生年月日",
                    "出生日期"),
            Form.of(
                    "personal",
                    "(?i)\\b(?:lat|lon|lng)[\"']?\\s?[=:]\\s?[\"']?(-?\\d{1,3}\\.\\d{4,})",
                    "lat",
                    "lon",
                    "lng"),
            Form.of(
                    "personal",
                    "(?i)\\b(?:geo(?:[ _]?(?:location|point|coordinates?))?|location|coord(?:inate)?s?|gps|standort|latlng|lat/l(?:on|ng)|point ?\\()[^\\d\\n-]{0,12}("
                            + POINT + "\\s?[,; ]\\s?" + POINT + ")",
                    "geo",
                    "location",
                    "coord",
                    "gps",
                    "standort",
                    "latlng",
                    "lat/l",
                    "point"),
            Form.of(
                    "personal",
                    "(\\d{1,3}° ?\\d{1,2}[′'’] ?[\\d.]{1,10} ?(?:[″\"”]|'')? ?[NSEWO](?:[, ]{1,3}\\d{1,3}° ?\\d{1,2}[′'’] ?[\\d.]{1,10} ?(?:[″\"”]|'')? ?[NSEWO])?)",
                    "°"),
            Form.of(
                    "personal",
                    "(?i)\\b\\w{0,20}(?:address|adresse|anschrift|direccion|indirizzo)(?:_?line_?\\d)?[\"']?\\s?[=:]\\s?[\"']?(\\d{1,5}\\pL? \\pL[\\pL.' -]{2,60}|\\pL[\\pL.' -]{3,60} \\d{1,5}\\pL?\\b)",
                    "addres",
                    "adresse",
                    "anschrift",
                    "direcci",
                    "indirizzo"),
            Form.of(
                            "personal",
                            "\\b(\\d{1,5}[A-Za-z]? " + STREET_NAME
                                    + "(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Boulevard|Blvd|Court|Terrace|Crescent|Square|Parkway|Highway)\\b)",
                            "street",
                            " st",
                            " ave",
                            "road",
                            " rd",
                            "lane",
                            " ln",
                            "drive",
                            "boulevard",
                            "blvd",
                            "court",
                            "terrace",
                            "crescent",
                            "square",
                            "parkway",
                            "highway")
                    .withDigits(),
            Form.of(
                    "personal",
                    "(\\p{Lu}[\\pL-]{2,30}(?:straße|strasse|str\\.|gasse|allee|platz|straat|gatan|vägen) \\d{1,4}[a-z]?)\\b",
                    "straße",
                    "strasse",
                    "str.",
                    "gasse",
                    "allee",
                    "platz",
                    "straat",
                    "gatan",
                    "vägen"),
            Form.of(
                    "personal",
                    "\\b(\\d{1,4}(?: ?bis| ?ter)?,? (?:rue|avenue|boulevard|chemin|impasse|quai) (?:(?:de|du|des|la|le|les|l'|d')[ ]?){0,3}\\p{Lu}[\\pL'-]+)",
                    "rue ",
                    "avenue ",
                    "boulevard ",
                    "chemin ",
                    "impasse ",
                    "quai "),
            Form.of(
                    "personal",
                    "\\b((?:Calle|Avenida|Avda\\.|Via|Viale|Piazza|Rua|ul\\.|ulica) (?:(?:de|del|della|dei|da|do|la) )?"
                            + STREET_NAME + "?(?:\\p{Lu}[\\pL'.]+)?,? ?\\d{1,5}\\pL?)\\b",
                    "calle ",
                    "avenida ",
                    "avda.",
                    "via ",
                    "viale ",
                    "piazza ",
                    "rua ",
                    "ul. ",
                    "ulica "),
            Form.of(
                    "personal",
                    "(?i)\\b((?:P\\.? ?O\\.? Box|Postfach|Apartado|Postbus) \\d{1,7})\\b",
                    "box ",
                    "postfach",
                    "apartado",
                    "postbus"),
            Form.of(
                    "personal",
                    "(?i)\\b(?:zip(?:[ _-]?code)?|post(?:al)?[ _]?code|postleitzahl|plz|code postal|c(?:o|ó)digo postal)"
                            + GIVEN + "(\\d{4,6}(?:-\\d{3,4})?|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2})\\b",
                    "zip",
                    "postal",
                    "postcode",
                    "post_code",
                    "post code",
                    "postleitzahl",
                    "plz"),
            Form.of(
                    "host",
                    "(?i)\\b([\\pL\\pN]{1,30}(?:-[\\pL\\pN]{1,20}){0,3}-(?:macbook|imac|iphone|ipad|laptop|thinkpad|mbp)(?:-(?:pro|air|mini|\\d{1,3}))*(?:\\.(?:local|lan|home|fritz\\.box))?)\\b",
                    "macbook",
                    "imac",
                    "iphone",
                    "ipad",
                    "laptop",
                    "thinkpad",
                    "mbp"),
            Form.of("host", "\\b((?:DESKTOP|LAPTOP)-[A-Z0-9]{6,8})\\b", "desktop-", "laptop-"),
            Form.of("ip", "\\bip-(\\d{1,3}-\\d{1,3}-\\d{1,3}-\\d{1,3})\\b", "ip-")
                    .where(PersonalWords::octets)
                    .withDigits(),
            Form.of(
                            "ip",
                            "(?:^|[\\s\"'(/@])(\\d{1,3}-\\d{1,3}-\\d{1,3}-\\d{1,3})\\.[a-z][\\w-]*\\.[a-z]",
                            ".dyn",
                            ".dsl",
                            ".cable",
                            ".kabel",
                            ".pool",
                            ".cust",
                            ".res",
                            ".ip",
                            ".broadband",
                            ".adsl",
                            ".static",
                            ".mobile")
                    .where(PersonalWords::octets)
                    .withDigits()));

    private PersonalWords() {}

    static void find(String text, Sink sink) {
        FORMS.find(text, sink);
    }

    private static boolean octets(String dashed) {
        for (String part : dashed.split("-", -1)) {
            if (Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }
}
