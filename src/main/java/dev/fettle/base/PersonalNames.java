package dev.fettle.base;

import dev.fettle.base.Forms.Form;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds names of people where the words round them say that they are: after a title or a salutation, of a customer or a patient, quoted after "user". For evidence; a name that stands alone is not known. */
final class PersonalNames {
    /** Accounts and words that are nobody. */
    private static final Set<String> NOBODY = Set.of(
            "root",
            "admin",
            "administrator",
            "postgres",
            "mysql",
            "oracle",
            "sa",
            "system",
            "sys",
            "test",
            "guest",
            "anonymous",
            "nobody",
            "default",
            "public",
            "user",
            "users",
            "null",
            "none",
            "true",
            "false",
            "undefined",
            "nil",
            "missing",
            "unknown",
            "invalid",
            "required",
            "empty",
            "failed",
            "success",
            "string",
            "object",
            "int",
            "integer",
            "not",
            "must",
            "cannot",
            "can",
            "should",
            "may",
            "is",
            "was",
            "has",
            "no",
            "the",
            "already",
            "found",
            "value",
            "field",
            "length",
            "www-data",
            "runner",
            "jenkins",
            "git",
            "service",
            "customer",
            "team",
            "all",
            "sir",
            "madam",
            "maintainers",
            "maintainer",
            "there",
            "world",
            "everyone",
            "everybody",
            "folks",
            "guys",
            "support",
            "developers",
            "community",
            "sirs",
            "mr",
            "mrs",
            "ms",
            "dr",
            "prof",
            "herr",
            "frau");

    private static final String PARTICLES =
            "(?:(?:van|von|de|der|den|la|le|du|di|da|del|al|el|bin|ten|ter|zu|y|e)\\.? ){0,3}";
    private static final String WORD = "\\p{Lu}(?:\\pL|['’]\\p{Lu})\\pL*(?:['’-]\\pL+)*";
    private static final String NAME = WORD + "(?: " + PARTICLES + "(?:\\p{Lu}\\. )?" + WORD + "){0,2}";
    private static final String WHOLE = WORD + "(?: \\p{Lu}\\.)?(?: " + PARTICLES + WORD + "){1,2}";
    private static final String PERSON =
            "(?i:customer|patient|employee|passenger|student|applicant|beneficiary|person|author|contact|buyer|seller"
                    + "|(?:card|account)[ _]?holder|payee|payer|kunde|kundin|mitarbeiter)";

    private static final Forms FORMS = new Forms(List.of(
            Form.of(
                            "name",
                            "\\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Herrn?|Frau|Fräulein|Mme|Mlle|Monsieur|Madame|Sig\\.?(?:ra)?|[Ss]eñora?|[Ss]enhora?|Sra?|Mister|Signora?|Pan(?:i|ie|u)?|Sayın|Bay|Bayan|Shri|Smt|Meneer|Mevrouw|heer|mevrouw|Fru|Don|Doña|Г-н|Г-жа|Господин|Госпожа|Sir|Lady|Rev|Capt|Sgt|Lt)\\.? (?:(?:Dr|Prof)\\. ?){0,2}((?:\\p{Lu}\\. ?){0,2}"
                                    + PARTICLES + NAME + ")",
                            "mr",
                            "ms",
                            "mx",
                            "dr",
                            "prof",
                            "herr",
                            "frau",
                            "ulein",
                            "mme",
                            "mlle",
                            "monsieur",
                            "madame",
                            "sig",
                            "señor",
                            "senhor",
                            "pan",
                            "bay",
                            "shri",
                            "smt",
                            "heer",
                            "meneer",
                            "mevrouw",
                            "fru",
                            "don",
                            "doña",
                            "sir ",
                            "lady ",
                            "rev",
                            "capt",
                            "sgt",
                            "lt",
                            "Г",
                            "Госпо",
                            "sayın",
                            "sr",
                            "mister")
                    .where(PersonalNames::somebody)
                    .atStart(),
            Form.of(
                            "name",
                            "\\b(?:Dear|Lieber?|Chère|Cher|Estimad[oa]|Gentile|Querid[oa]|Beste|Geachte|Hej|Hei|Kære|Kjære|Bästa|Vážen[ýá] pan[eí]|Drah[ýá]|Prezad[oa]|Car[oa]|Car[oa] [Ss]ignora?|Tisztelt|Kedves|Szanown[ya]|Drogi|Droga|Уважаем(?:ый|ая)|Дорог(?:ой|ая)|Здравствуйте,?|Привет,?|Sayın|Merhaba|Sevgili|Αγαπητ[έή]|Guten Tag|Moin|Servus|Salut|Olá|Oi|Cześć|Ahoj|Zdravo|Good (?:morning|afternoon|evening)) ("
                                    + NAME + ")(?:[,:!]|\\s*(?:\\n|$))",
                            "dear",
                            "liebe",
                            "cher",
                            "re ",
                            "estimad",
                            "gentile",
                            "querid",
                            "beste ",
                            "geachte ",
                            "hej ",
                            "hei ",
                            "kære ",
                            "kjære ",
                            "bästa ",
                            "vážen",
                            "drah",
                            "prezad",
                            "caro ",
                            "cara ",
                            "tisztelt",
                            "kedves",
                            "szanown",
                            "drog",
                            "merhaba",
                            "sevgili",
                            "guten tag",
                            "moin ",
                            "servus ",
                            "salut ",
                            "olá ",
                            "oi ",
                            "ahoj ",
                            "zdravo ",
                            "good ",
                            "Уважаем",
                            "Дорог",
                            "Здрав",
                            "Привет",
                            "Αγαπητ",
                            "cześć")
                    .where(PersonalNames::somebody)
                    .atStart(),
            Form.of(
                            "name",
                            "\\b(?:Hi|Hello|Hey|Hallo|Bonjour|Hola|Ciao) (" + NAME + "),",
                            "hi ",
                            "hello ",
                            "hey ",
                            "hallo ",
                            "bonjour ",
                            "hola ",
                            "ciao ")
                    .where(PersonalNames::somebody)
                    .atStart(),
            Form.of(
                    "name",
                    "\\b(?i:my name is|mein name ist|ich heiße|je m'appelle|me llamo|mi chiamo|mi nombre es) (" + NAME
                            + ")",
                    "name is",
                    "name ist",
                    "ich hei",
                    "appelle",
                    "me llamo",
                    "mi chiamo",
                    "mi nombre"),
            Form.of(
                    "name",
                    "\\b(?i:regards|cheers|thanks|thank you|thx|ty|tks|danke|merci|gracias|obrigad[oa]|mvh|grtz|un saludo|un abrazo|gr(?:ü|ue)(?:ß|ss)e?|sincerely|grüße|gruß|cordialement|saludos|saluti|best|love|greetings|mfg|lg|vg|xoxo|yours|respectfully|atentamente|abraços|pozdrawiam|groeten|hilsen|hälsningar)(?:,?[ ]?\\n{1,2}[ ]{0,4}|[ ]?[,/][ ]?)("
                            + NAME + ")[ ]?(?:\\n|$)",
                    "regards",
                    "cheers",
                    "thank",
                    "sincerely",
                    "e,\n",
                    "ß,\n",
                    "cordialement",
                    "salu",
                    "best",
                    "love",
                    "greetings",
                    "mfg",
                    "lg",
                    "vg",
                    "yours",
                    "respectfully",
                    "atentamente",
                    "abra",
                    "pozdrawiam",
                    "groeten",
                    "hilsen",
                    "lsningar",
                    "grü",
                    "gru",
                    "grt",
                    "thx",
                    "ty,",
                    "tks",
                    "danke",
                    "merci",
                    "gracias",
                    "obrigad",
                    "mvh",
                    "un abrazo"),
            Form.of(
                    "name",
                    "(?m)\\b(?i:(?:signed-off|co-authored|reported|reviewed|tested|acked|suggested)-by|author|committer|from|cc): ?("
                            + WHOLE + ") <[^>\\s]{1,80}@",
                    "-by: ",
                    "author: ",
                    "committer: ",
                    "from: ",
                    "cc: "),
            Form.of(
                    "name",
                    "\"name\"\\s?:\\s?\"(" + WHOLE + ")\"\\s?,\\s?\"(?:e-?mail|phone|address|birth|dob|age|gender)",
                    "\"name\""),
            Form.of(
                    "name",
                    "\\b" + PERSON + "s?\\b[^\\n]{0,40}\\bname[\"']?\\s?[:=]\\s?[\"']?(" + NAME + ")",
                    "name=",
                    "name\"",
                    "name'",
                    "name:",
                    "name "),
            Form.of(
                    "name",
                    "\\b" + PERSON + "[\"']?\\s?[:=]\\s?[\"']?(" + WHOLE + ")",
                    "customer",
                    "patient",
                    "employee",
                    "passenger",
                    "student",
                    "applicant",
                    "beneficiary",
                    "person",
                    "author",
                    "contact",
                    "member",
                    "buyer",
                    "seller",
                    "holder",
                    "payee",
                    "payer",
                    "kund",
                    "mitarbeiter"),
            Form.of(
                    "name",
                    "(?i:(?:full|first|last|given|family|sur|display|middle|maiden)[ _]?name|surname|vorname|nachname|nom|prénom|apellidos?|cognome)[\"']?\\s?[:=]\\s?[\"']?("
                            + WORD + "(?: " + PARTICLES + WORD + "\\b| \\p{Lu}\\.){0,2})",
                    "name",
                    "nom",
                    "apellido",
                    "cognome"),
            Form.of(
                            "user",
                            "\\b(?i:user|user ?name|login|member|customer|patient|account(?: of)?) [\"'`]([^\"'`\\n]{2,60})[\"'`]",
                            "user",
                            "name",
                            "login",
                            "member",
                            "customer",
                            "patient",
                            "account")
                    .where(PersonalNames::somebody)
                    .atStart(),
            Form.of(
                            "user",
                            "\\b(?i:user(?:=|[\"']: ?)|(?:login|nick(?:[ _]?name)?|display[ _]?name|screen[ _]?name|logged[ _]in[ _]as|twitter|skype|telegram)[\"']?(?:=|: ?))[\"']?@?(\\pL[\\pL\\pN._-]{2,40})",
                            "user",
                            "login",
                            "nick",
                            "name",
                            "logged",
                            "twitter",
                            "skype",
                            "telegram")
                    .where(PersonalNames::somebody)
                    .atStart(),
            Form.of(
                            "user",
                            "(?i)\\b(?:opened|closed|fail\\w{0,5}|denied|granted|locked|expired|log(?:in|out|on)|authenticat\\w{1,5}|password|rejected|invalid) (?:for|by|of|as|from) (?:invalid )?user:? [\"']?([\\pL_][\\pL\\pN._-]{1,31})",
                            " user ",
                            " user:")
                    .where(PersonalNames::somebody),
            Form.of(
                            "user",
                            "(?m)(?:^|\\s)([a-z_][\\w.-]{1,31})@[\\w-]{2,40}(?:\\.[\\w-]{2,40})*:(?:/[^/\\s]|~)",
                            ":/",
                            ":~")
                    .where(PersonalNames::somebody),
            Form.of("user", "\\bsudo: {1,4}([\\pL_][\\pL\\pN._-]{1,31}) :", "sudo:")
                    .where(PersonalNames::somebody),
            Form.of(
                            "name",
                            "\\b(?:named|called|alias|namens|nommée?|llamad[oa]|aka) (" + WHOLE + ")",
                            "named ",
                            "called ",
                            "alias ",
                            "namens ",
                            "nomm",
                            "llamad",
                            "aka ")
                    .where(PersonalNames::somebody)
                    .atStart(),
            Form.of("name", "(?:^|[^\\pL.])((?:\\p{Lu}\\. ?){2,3}\\p{Lu}\\p{Ll}{2,}(?:-\\p{Lu}\\p{Ll}+)?)", initials())
                    .where(PersonalNames::somebody),
            Form.of(
                            "user",
                            "(?i)\\b(?:accepted|failed) [a-z/-]{3,25} for (?:invalid user )?([\\pL_][\\pL\\pN._-]{1,31}) from\\b",
                            "accepted ",
                            "failed ")
                    .where(PersonalNames::somebody),
            Form.of("user", "(?m)(?:^|[\\s\\[(])([a-z_][a-z\\d._-]{1,31})@[\\w.-]{2,60}:~[^\\n$#%]{0,80}[$#%]", ":~")
                    .where(PersonalNames::somebody)));

    private PersonalNames() {}

    /** A capital, a point and a blank. */
    private static String[] initials() {
        return IntStream.rangeClosed('a', 'z')
                .mapToObj(letter -> " " + (char) letter + ". ")
                .toArray(String[]::new);
    }

    static void find(String text, Sink sink) {
        FORMS.find(text, sink);
    }

    private static boolean somebody(String name) {
        int blank = name.indexOf(' ');
        String first = blank < 0 ? name : name.substring(0, blank);
        return !NOBODY.contains(first.toLowerCase(Locale.ROOT))
                && name.indexOf("Exception") < 0
                && name.indexOf("Error") < 0;
    }
}
