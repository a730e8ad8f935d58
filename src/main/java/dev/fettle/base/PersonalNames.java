package dev.fettle.base;

import dev.fettle.base.Forms.Form;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
                            "\\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Herrn?|Frau|Fräulein|Mme|Mlle|Monsieur|Madame|Sig\\.?(?:ra)?|Señora?|Sra?|Mister)\\.? (?:(?:Dr|Prof)\\. ?){0,2}("
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
                            "sr",
                            "mister")
                    .where(PersonalNames::somebody)
                    .atStart(),
            Form.of(
                            "name",
                            "\\b(?:Dear|Lieber?|Chère|Cher|Estimad[oa]|Gentile|Querid[oa]) (" + NAME
                                    + ")(?:[,:!]|\\s*(?:\\n|$))",
                            "dear",
                            "liebe",
                            "cher",
                            "re ",
                            "estimad",
                            "gentile",
                            "querid")
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
                    "\\b(?i:regards|cheers|thanks|thank you|sincerely|grüße|gruß|cordialement|saludos|saluti),[ ]?\\n{1,2}[ ]{0,4}("
                            + NAME + ")[ ]?(?:\\n|$)",
                    "regards",
                    "cheers",
                    "thank",
                    "sincerely",
                    "e,\n",
                    "ß,\n",
                    "cordialement",
                    "salu"),
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
                    .atStart()));

    private PersonalNames() {}

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
