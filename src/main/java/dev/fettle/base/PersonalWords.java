package dev.fettle.base;

import dev.fettle.base.Forms.Form;
import java.util.List;
import java.util.stream.IntStream;

/** Finds what words say of a person: an address in disguise, the day of a birth, a street and its number, a place on the map, the name of a machine. For evidence, where rather too much goes than too little. */
final class PersonalWords {
    private static final String DATE =
            "\\d{1,2}-\\pL{3,9}-(?:19|20)\\d\\d|\\d{1,2}[./-]\\d{1,2}[./-](?:19|20)?\\d\\d|(?:19|20)\\d\\d[./-]\\d{1,2}[./-]\\d{1,2}"
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
                    "(?i)\\b(?:born(?: on| in| at)?|geboren(?: am)?|geb\\.(?: am)?|née? le|nacid[oa] el|nat[oa] il|urodzon[ya]|rođen[a]?|narozen[a]?|född|født|syntynyt|született|nascid[oa](?: em)?|geboren op|doğum(?: tarihi)?|родил(?:ся|ась)|nar\\.)[: ]{1,2}("
                            + DATE + ")\\b",
                    "born",
                    "geb",
                    "né",
                    "nacid",
                    "nato il",
                    "nata il",
                    "urodzon",
                    "rođen",
                    "Rođen",
                    "narozen",
                    "född",
                    "født",
                    "syntynyt",
                    "született",
                    "nascid",
                    "doğum",
                    "родил",
                    "nar."),
            Form.of(
                    "personal",
                    "(?i)(?:\\b(?:date[ _]?of[ _]?birth|dob|birth[ _]?da(?:te|y)|geburts(?:tag|datum)|naissance|nacimiento|f(?:echa|\\.) ?nac\\.?|nascita"
                            + "|data[ _]urodzenia|nascimento|geboortedatum|fødselsdato)|födelsedatum|дата рождения|生年月日|出生日期)"
                            + GIVEN
                            + "(" + DATE + ")",
                    "birth",
                    "dob",
                    "geburts",
                    "naissance",
                    "nacimiento",
                    "nac",
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
                    "(?i)\\b(?:lat|lon|lng)[\"']?\\s?[=: ]\\s?[\"']?(-?\\d{1,3}\\.\\d{3,})",
                    "lat",
                    "lon",
                    "lng"),
            Form.of(
                    "personal",
                    "(?i)(?:\\bgeo(?:[ _]?(?:location|point|coordinates?))?|location|coord(?:inate)?s?|gps|standort|position|latlng|lat/l(?:on|ng)|point ?\\(|\\bs?ll=|/@)[^\\d\\n-]{0,12}("
                            + POINT + "\\s?[,; ]\\s?" + POINT + ")",
                    "geo",
                    "location",
                    "coord",
                    "gps",
                    "standort",
                    "latlng",
                    "lat/l",
                    "position",
                    "ll=",
                    "/@",
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
                    "(\\p{Lu}[\\pL-]{2,30}(?:straße|strasse|str\\.|gasse|allee|platz|straat|gatan|vägen|gracht|burgwal|prospekt|laan|plein|kade|singel|dijk|weg|damm|gade|vej|veien|vei|katu|ntie|rtie|utca|tér) \\d{1,4}[a-z]?(?:, \\d{4,5}(?: [A-Z]{2})? \\p{Lu}[\\pL-]+)?)\\b",
                    "straße",
                    "strasse",
                    "str.",
                    "gasse",
                    "allee",
                    "platz",
                    "straat",
                    "gatan",
                    "vägen",
                    "gracht",
                    "burgwal",
                    "laan",
                    "plein",
                    "kade",
                    "singel",
                    "dijk",
                    "weg",
                    "damm",
                    "gade",
                    "vej",
                    "vei",
                    "katu",
                    "tie"),
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
                    "(?:^|[^\\pL])((?:Calle|C/|Avenida|Avda\\.|Av\\.|Gran Vía|Paseo|Plaza|Carrera|Carrer|Via|Viale|Piazza|Corso|Strada|Rua|R\\.|Travessa|Alameda|Praça|ul\\.|ulica|pl\\.|Pl\\.|plac|al\\.|os\\.|Bulevardul|Str\\.|ул\\.|улица|пр\\.|проспект|пер\\.) ?(?:(?:de|del|della|dei|da|das|do|dos|la|las|los) ){0,2}"
                            + "(?:\\p{Lu}[\\pL'.]+ ){0,4}(?:\\p{Lu}[\\pL'.]+)?,? ?(?:n\\.?[º°]? ?|[Nn][ºo]\\.? ?|д\\. ?|No\\. ?|# ?)?\\d{1,5}\\pL?)(?:[^\\pL\\d]|$)",
                    "calle ",
                    "gran ",
                    "avenida ",
                    "avda.",
                    "via ",
                    "viale ",
                    "piazza ",
                    "rua ",
                    "ul. ",
                    "ulica ",
                    "c/",
                    "av. ",
                    "paseo ",
                    "plaza ",
                    "carrer",
                    "corso ",
                    "strada ",
                    "r. ",
                    "travessa ",
                    "alameda ",
                    "praça ",
                    "al. ",
                    "pl. ",
                    "plac ",
                    "os. ",
                    "bulevardul ",
                    "str. ",
                    "ул.",
                    "улица ",
                    "пр.",
                    "проспект ",
                    "пер."),
            Form.of(
                    "personal",
                    "(\\p{Han}{2,3}[都道府県]\\p{Han}{1,12}[市区町村][^\\s,、。]{0,20}?\\d[\\d丁目番地号-]*|\\p{Han}{2,10}(?:省|市|区|县)[\\p{Han}\\d]{2,20}(?:路|街|道|巷)\\d{1,5}号[\\d\\p{Han}]{0,12}"
                            + "|\\p{Hangul}{2,8}[시도] (?:\\p{Hangul}{1,6}[구군시] )?[\\p{Hangul}\\d]{1,10}[로길] \\d{1,4}(?:-\\d{1,4})?)",
                    "市",
                    "区",
                    "町",
                    "村",
                    "县",
                    "省",
                    "시 ",
                    "도 "),
            Form.of(
                            "personal",
                            "\\b(\\p{Lu}\\pL+(?: \\p{Lu}\\pL+){0,2}, (?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]) \\d{5}(?:-\\d{4})?)\\b",
                            ", ")
                    .withDigits(),
            Form.of("personal", "\\b((?:[A-Z]{1,2}\\d[A-Z\\d]?|GIR) \\d[ABD-HJLNP-UW-Z]{2})\\b", postcodeClues())
                    .where(code -> !code.endsWith("GB") && !code.endsWith("HZ"))
                    .withDigits(),
            Form.of(
                    "user",
                    "(?i)(?:\\bt\\.me|linkedin\\.com/in|instagram\\.com|facebook\\.com|\\bfb\\.com|twitter\\.com|[/. ]x\\.com|paypal\\.me|venmo\\.com(?:/u)?|cash\\.app|wa\\.me|vk\\.com|tiktok\\.com|youtube\\.com|twitch\\.tv"
                            + "|xing\\.com/profile|mastodon\\.\\w+|bsky\\.app/profile|keybase\\.io|orcid\\.org|calendly\\.com|about\\.me|reddit\\.com/u(?:ser)?|gravatar\\.com|medium\\.com)/([@$]?[\\pL\\pN._~-]{2,60})",
                    "t.me/",
                    ".com/",
                    "paypal.me/",
                    "cash.app/",
                    "wa.me/",
                    "twitch.tv/",
                    "mastodon.",
                    "bsky.app/",
                    "keybase.io/",
                    "orcid.org/",
                    "about.me/"),
            Form.of(
                    "user",
                    "(?i)\\b(?:twitter|instagram|insta|telegram|tiktok|snapchat|skype|threads|bluesky|mastodon|github|discord)(?: (?:handle|account|id|user|name))?(?: is)?[ :=]{1,3}@([\\w.]{3,40})",
                    "twitter",
                    "insta",
                    "telegram",
                    "tiktok",
                    "snapchat",
                    "skype",
                    "threads",
                    "bluesky",
                    "mastodon",
                    "discord"),
            Form.of(
                            "email",
                            "(?i)\\b([\\pL\\pN][\\pL\\pN._+-]{1,63}(?:@ | @ )[\\pL\\pN-]{2,40}(?:\\.[\\pL\\pN-]{2,40}){0,3}\\.\\pL{2,6})\\b",
                            "@ ")
                    .where(address -> !FrameLines.scriptBefore(address, address.length())),
            Form.of(
                            "personal",
                            "\\b([ABCEGHJ-NPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z] \\d[ABCEGHJ-NPRSTV-Z]\\d)\\b",
                            postcodeClues())
                    .withDigits(),
            Form.of(
                            "personal",
                            "(?i)\\b(?:salary|salaries|income|wage|gehalt|lohn|salaire|salario|stipendio|net worth)(?: (?:is|was|of|ist|von))?[ :=]{1,3}((?:[$€£¥₹]|[A-Z]{3} ) ?\\d[\\d.,']{2,12}|\\d[\\d.,']{2,12} ?(?:[$€£¥₹]|[A-Z]{3}\\b))",
                            "salar",
                            "income",
                            "wage",
                            "gehalt",
                            "lohn",
                            "stipendio",
                            "net worth")
                    .withDigits(),
            Form.of(
                    "secret",
                    "(?i)\\b((?:[A-Z]-)?\\d{4,8}) is your (?:\\w+ ){0,4}(?:code|otp|password|pin)\\b",
                    " is your "),
            Form.of(
                    "secret",
                    "(?i)\\b(?:password|passwort|passphrase|passwd|mot de passe|contraseña|senha|wachtwoord|hasło|lösenord)\\b(?: [^\\s:=]{1,30}){0,4} (?:is|was|ist|war|est|es|lautet|är)[: ]{1,2}[\"'`]?([^\\s\"'`]{0,40}\\d[^\\s\"'`]{0,40})",
                    "passw",
                    "passphrase",
                    "mot de passe",
                    "contrase",
                    "senha",
                    "wachtwoord",
                    "has",
                    "senord"),
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
            Form.of("ip", "\\b(?:ip|ec2)-(\\d{1,3}-\\d{1,3}-\\d{1,3}-\\d{1,3})\\b", "ip-", "ec2-")
                    .where(PersonalWords::octets)
                    .withDigits(),
            Form.of(
                            "ip",
                            "\\b([a-z]{0,4}[\\da-f]{8})\\.(?:dip|dyn|dsl|pool|adsl|cust|cable|ip)",
                            ".dip",
                            ".dyn",
                            ".dsl",
                            ".pool",
                            ".adsl",
                            ".cust",
                            ".cable",
                            ".ip")
                    .withDigits(),
            Form.of(
                            "ip",
                            "(?:^|[\\s\"'(/@]|\\b[a-z]{2,10}-)(\\d{1,3}-\\d{1,3}-\\d{1,3}-\\d{1,3})\\.[a-z][\\w-]*\\.[a-z]",
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

    /** The blank and the digit in the middle of a British one. */
    private static String[] postcodeClues() {
        return IntStream.rangeClosed('0', '9')
                .boxed()
                .flatMap(digit -> IntStream.rangeClosed('a', 'z')
                        .mapToObj(letter -> " " + (char) digit.intValue() + (char) letter))
                .toArray(String[]::new);
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
