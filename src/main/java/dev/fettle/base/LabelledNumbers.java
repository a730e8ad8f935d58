package dev.fettle.base;

import dev.fettle.base.Forms.Form;
import java.util.List;
import java.util.Locale;

/** Finds numbers whose word says more of how they look: of plates, cards, codes and wallets; and those whose look alone says enough. For evidence: a word and a number do. */
final class LabelledNumbers {
    static final String SAYS =
            "(?:[ _-]?(?i:numbers?|no|nr|num|nummer|numéro|número|id|code|n[°º]|#)|号码?|번호)?\\.?[\"']?[\\s:：=#]{1,3}(?:(?:is|was|ist) )?[\"']?";
    private static final Forms FORMS = new Forms(List.of(
            Form.of(
                            "personal",
                            "\\b(?i:kennzeichen|li[cs]en[cs]e plates?|(?:number|registration|vehicle)[ _-]?plates?|plate|(?:vehicle|car) reg(?:istration)?|license tag|immatriculation|matrícula|targa|nummerplaat)"
                                    + SAYS
                                    + "([A-ZÄÖÜ\\d]{1,8}(?:[ -][A-ZÄÖÜ\\d]{1,7}\\b){0,3})",
                            "kennzeichen",
                            "vehicle",
                            "car ",
                            "license tag",
                            "plate",
                            "plaat",
                            "immatriculation",
                            "matr",
                            "targa")
                    .where(value -> digits(value) >= 1 && value.length() >= 4)
                    .withDigits(),
            Form.of(
                    "card",
                    "(?i)\\b(?:cvv2?|cvc2?|cid code|card verification|security code|prüfnummer)\\b[^0-9\\n]{0,8}(\\d{3,4})\\b",
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
            Form.of(
                            "secret",
                            "\\b(?:PIN|OTP|PUK|TAN|(?i:passcode|(?:verification|confirmation|one[ -]time|sms|login|recovery|access|unlock|pin)[ -](?:code|password|pin|passcode)|bestätigungscode|code de (?:vérification|confirmation)|código de verificación|codice di verifica))(?: (?:is|was|ist|est|es))?[ :=#]{1,3}[\"']?(\\d{3}[ -]\\d{3}|\\d\\d[ -]\\d\\d[ -]\\d\\d|\\d{4,8})\\b",
                            "pin",
                            "otp",
                            "puk",
                            "tan",
                            "passcode",
                            "code",
                            "password",
                            "digo de",
                            "codice")
                    .withDigits(),
            Form.of("secret", "\\b(eyJ[\\w-]{6,}\\.eyJ[\\w-]{4,}\\.[\\w-]+)", "eyj"),
            Form.of(
                            "mac",
                            "(?i)\\b(?:mac|bssid|hwaddr|ether)[ _a-z]{0,10}[:= ]{1,3}([\\da-f]{12})\\b",
                            "mac",
                            "bssid",
                            "hwaddr",
                            "ether")
                    .withDigits(),
            Form.of(
                    "iban",
                    "\\b((?:A[DELTZ]|B[AEGHRY]|C[HRYZ]|D[EKO]|E[EGS]|F[IOR]|G[BEILRT]|H[RU]|I[ELQST]|JO|K[WZ]|L[BCITUVY]|M[CDEKRTU]|N[LO]|P[KLST]|QA|R[OS]|S[ACEIKMTV]|T[LNR]|UA|V[AG]|XK)\\d\\d(?: [A-Z\\d]{4}){3,7}(?: [A-Z\\d]{1,3})?)\\b",
                    "iban",
                    "konto",
                    "gehalt",
                    "sepa",
                    "bank",
                    "account",
                    "compte",
                    "cuenta",
                    "transfer",
                    "überweisung"),
            Form.of("personal", "\\b([PIV]<[A-Z]{3}[A-Z<]{20,40})", "<<"),
            Form.of("secret", "\\b((?:bc1[a-z0-9]{25,60})|0x[0-9a-fA-F]{40})\\b", "bc1", "0x"),
            Form.of(
                    "secret",
                    "(?i)(?:wallet|bitcoin|btc)[^\\n]{0,20}\\b([13][1-9A-HJ-NP-Za-km-z]{25,34})\\b",
                    "wallet",
                    "bitcoin",
                    "btc")));

    private LabelledNumbers() {}

    static void find(String text, Sink sink) {
        FORMS.find(text, sink);
    }

    static int digits(String value) {
        return (int) value.chars().filter(c -> c >= '0' && c <= '9').count();
    }

    private static boolean isAccount(String written) {
        String account = written.replace("-", "").toUpperCase(Locale.ROOT);
        return account.length() >= 15 && account.length() <= 34 && Numbers.isAccount(account);
    }
}
