package dev.fettle.base;

import dev.fettle.base.Forms.Form;
import java.util.List;
import java.util.Locale;

/** Finds the numbers of papers, accounts, cards and vehicles by the word that stands before them, and those whose look alone says enough. For evidence: a word and a number do. */
final class LabelledNumbers {
    private static final String SAYS =
            "(?:[ _-]?(?i:numbers?|no|nr|num|nummer|numéro|número|id|code|n[°º]|#)|号码?|번호)?\\.?[\"']?[\\s:：=#]{1,3}(?:(?:is|was|ist) )?[\"']?";
    /** Groups of capitals and digits, or one word with digits in it. */
    private static final String NUMBER =
            "([A-Z\\d]{1,20}(?:[./-][A-Z\\d]{1,14}|[ ][A-Z\\d]{1,9}\\b){0,6}|[A-Za-z\\d][A-Za-z\\d./-]{4,24})";

    private static final Forms FORMS = new Forms(List.of(
            Form.of(
                            "personal",
                            "\\b(?i:kennzeichen|li[cs]en[cs]e plates?|(?:number|registration|vehicle)[ _-]?plates?|plate|vehicle registration|immatriculation|matrícula|targa|nummerplaat)"
                                    + SAYS
                                    + "([A-ZÄÖÜ\\d]{1,8}(?:[ -][A-ZÄÖÜ\\d]{1,7}\\b){0,3})",
                            "kennzeichen",
                            "vehicle registration",
                            "plate",
                            "plaat",
                            "immatriculation",
                            "matr",
                            "targa")
                    .where(value -> digits(value) >= 1 && value.length() >= 4)
                    .withDigits(),
            Form.of(
                    "card",
                    "(?i)\\b(?:cvv2?|cvc2?|card verification|security code|prüfnummer)\\b[^0-9\\n]{0,8}(\\d{3,4})\\b",
                    "cvv",
                    "cvc",
                    "card verification",
                    "security code",
                    "fnummer"),
            Form.of(
                    "card",
                    "(?i)(?:card|pan|visa|maestro)\\w{0,10}[^0-9\\n]{0,12}(\\d{4}(?:[. _/-]\\d{4}){2}[. _/-]\\d{1,7})\\b",
                    "card",
                    "pan",
                    "visa",
                    "maestro"),
            Form.of(
                    "ssn",
                    "(?i)\\b(?:ssn|social security(?: number)?)\\b[^0-9\\n]{0,8}(\\d{3}[ .]?\\d{2}[ .]?\\d{4})\\b",
                    "ssn",
                    "social security"),
            Form.of(
                            "iban",
                            "(?i)\\b([A-Z]{2}\\d{2}(?:-?[A-Z\\d]{4}){2,7}(?:-?[A-Z\\d]{1,3})?)\\b",
                            "iban",
                            "account",
                            "konto",
                            "transfer",
                            "compte",
                            "cuenta",
                            "bank",
                            "sepa")
                    .where(LabelledNumbers::isAccount)
                    .withDigits(),
            Form.of(
                    "national-id",
                    "(?i)\\b(?:codice fiscale|fiscal code|cf)\\b[^\\n]{0,8}\\b([A-Z]{6}\\d{2}[A-Z]\\d{2}[A-Z]\\d{3}[A-Z])\\b",
                    "fiscal",
                    "cf"),
            Form.of("personal", "\\b([PIV]<[A-Z]{3}[A-Z<]{20,40})", "<<"),
            Form.of("secret", "\\b((?:bc1[a-z0-9]{25,60})|0x[0-9a-fA-F]{40})\\b", "bc1", "0x"),
            Form.of(
                    "secret",
                    "(?i)(?:wallet|bitcoin|btc)[^\\n]{0,20}\\b([13][1-9A-HJ-NP-Za-km-z]{25,34})\\b",
                    "wallet",
                    "bitcoin",
                    "btc")));

    private static final Forms PAPERS = new Forms(List.of(Form.of(
                    "personal",
                    "(?:\\b(?i:passport|reisepass|passeport|pasaporte|passaporto|paszport|identity card|id card|personalausweis|driv(?:ing|er'?s?)[ _]li[cs]en[cs]e"
                            + "|führerschein|permis de conduire|patente(?: di guida)?|national insurance|nino|social security|steuer-?id|steuernummer|steueridentifikationsnummer"
                            + "|rodné číslo|tc kimlik|tax file|tax[ _]?id|vat|ust-?id(?:-?nr)?|partita iva|codice fiscale|medicare|health card|insurance|policy|voter"
                            + "|imei|cpf|cnpj|pesel|curp|tckn|snils|amka|nric|pps|oib|jmbg|personal code|membership|siret|siren|insee|account|kontonummer|konto|routing|sort code|matricule|patient id|mrn)"
                            + "|\\b(?:VIN|PAN|RUT|RFC|NIR|EIN|ITIN|ABN|ACN|TFN|TVA|NIE|DNI|NIF|CIF|FIN|EGN|RRN|SSN)\\b|СНИЛС|ИНН|身份证|주민(?:등록)?)"
                            + SAYS + NUMBER,
                    "passport",
                    "reisepass",
                    "passeport",
                    "pasaporte",
                    "passaporto",
                    "paszport",
                    "identity card",
                    "id card",
                    "personalausweis",
                    "driv",
                    "führerschein",
                    "pps",
                    "oib",
                    "jmbg",
                    "personal code",
                    "membership",
                    "permis",
                    "patente",
                    "insurance",
                    "nino",
                    "social",
                    "steuer",
                    "rodn",
                    "kimlik",
                    "tax",
                    "vat",
                    "ust",
                    "partita",
                    "codice",
                    "medicare",
                    "health card",
                    "policy",
                    "voter",
                    "imei",
                    "cpf",
                    "cnpj",
                    "pesel",
                    "curp",
                    "tckn",
                    "snils",
                    "amka",
                    "nric",
                    "siret",
                    "siren",
                    "insee",
                    "account",
                    "konto",
                    "routing",
                    "sort code",
                    "matricule",
                    "patient",
                    "mrn",
                    "vin",
                    "pan",
                    "rut",
                    "rfc",
                    "nir",
                    "ein",
                    "itin",
                    "abn",
                    "acn",
                    "tfn",
                    "tva",
                    "nie",
                    "dni",
                    "nif",
                    "cif",
                    "fin",
                    "egn",
                    "rrn",
                    "ssn",
                    "СНИЛС",
                    "ИНН",
                    "身份证",
                    "주민")
            .where(value -> digits(value) >= 4 && value.length() >= 6)
            .atStart()
            .withDigits()));

    private LabelledNumbers() {}

    static void find(String text, Sink sink) {
        FORMS.find(text, sink);
        PAPERS.find(text, sink);
    }

    private static int digits(String value) {
        return (int) value.chars().filter(c -> c >= '0' && c <= '9').count();
    }

    private static boolean isAccount(String written) {
        String account = written.replace("-", "").toUpperCase(Locale.ROOT);
        return account.length() >= 15 && account.length() <= 34 && Numbers.isAccount(account);
    }
}
