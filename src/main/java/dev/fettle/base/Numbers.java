package dev.fettle.base;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/** Finds numbers that belong to a person: payment cards, bank accounts, US social security numbers and telephone numbers. */
final class Numbers {
    private static final List<String> REGIONS = List.of("US", "GB", "DE", "FR", "AU", "RU", "IT", "NL", "JP", "BR");
    private static final List<String> PHONE_WORDS = List.of(
            "phone",
            "tel",
            "mobile",
            "cell",
            "fax",
            "call",
            "sms",
            "whatsapp",
            "handy",
            "contact",
            "ph:",
            "ph.",
            "msisdn",
            "number is",
            "tlf",
            "tél",
            "telf",
            "τηλ",
            "mob ",
            "mob.",
            "mob:",
            "mob no",
            "mobil",
            "gsm",
            "rückruf",
            "callback",
            "faks",
            "erreichbar",
            "portable",
            "rufnummer",
            "puhelin",
            "komórk",
            "моб",
            "携帯",
            "手机",
            "هاتف",
            "جوال",
            "โทร",
            "điện thoại",
            "sđt",
            "text me",
            "reach me",
            "numéro",
            "celular",
            "móvil",
            "dial",
            "тел",
            "電話",
            "电话",
            "전화");
    private static final int LONGEST = 40;

    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();

    void find(String text, Sink sink) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean fresh = at == 0 || !isWord(text.charAt(at - 1));
            if (fresh
                    && (isDigit(c)
                            || ((c == '+' || c == '(') && at + 1 < text.length() && isDigit(text.charAt(at + 1))))) {
                int end = runEnd(text, at);
                boolean found = run(text, at, end, sink);
                int blank = found ? -1 : text.indexOf(' ', at);
                // What is nothing as a whole may be two numbers.
                at = blank > at && blank < end ? blank + 1 : Math.max(end, at + 1);
            } else {
                if (fresh && c >= 'A' && c <= 'Z') {
                    bankAccount(text, at, sink);
                }
                at++;
            }
        }
    }

    /** A run of digits with single separators between them; the separators of the end do not belong to it. */
    private static int runEnd(String text, int start) {
        int end = start;
        int last = start;
        int limit = Math.min(text.length(), start + LONGEST);
        while (end < limit) {
            char c = text.charAt(end);
            if (isDigit(c)) {
                last = end + 1;
            } else if ("+()-. /\u00A0".indexOf(c) < 0 || (c == '+' && end > start) || end - last > 2) {
                break;
            }
            end++;
        }
        return Math.max(last, start + 1);
    }

    private boolean run(String text, int start, int end, Sink sink) {
        if (end < text.length()
                && (isWord(text.charAt(end))
                        || (text.charAt(end) == '.' && end + 1 < text.length() && isDigit(text.charAt(end + 1))))) {
            return false;
        }
        String run = text.substring(start, end);
        String digits = run.replaceAll("\\D", "");
        if (digits.length() < 7 || digits.length() > 19) {
            return false;
        }
        String kind = isCard(run, digits)
                ? "card"
                : isSocialSecurity(run)
                        ? "ssn"
                        : digits.length() <= 15 && isPhone(text, start, run, digits) ? "phone" : "";
        if (!kind.isEmpty()) {
            sink.found(kind, start, end);
        }
        return !kind.isEmpty();
    }

    private static boolean isCard(String run, String digits) {
        return digits.length() >= 13
                && run.matches("\\d(?:[ -]?\\d)+")
                && digits.matches("(?:4|5[1-5]|2[2-7]|3[0-9]|6[0-9]).*")
                && !digits.chars().allMatch(c -> c == digits.charAt(0))
                && luhn(digits);
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = 2 * digit;
            sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    private static boolean isSocialSecurity(String run) {
        return run.matches("\\d{3}-\\d{2}-\\d{4}")
                && !run.startsWith("000")
                && !run.startsWith("666")
                && !run.startsWith("9")
                && !run.contains("-00-")
                && !run.endsWith("-0000");
    }

    private boolean isPhone(String text, int start, String run, String digits) {
        if (run.startsWith("+") || digits.startsWith("00")) {
            return valid(run.startsWith("+") ? run : "+" + digits.substring(2), "ZZ");
        }
        boolean said = isSaid(text, start);
        boolean grouped = run.matches(
                "\\(\\d{2,5}\\)[ -]?\\d{3,4}[ -]?\\d{3,4}|(?:1[-. ])?\\d{3}-\\d{3}-\\d{4}|8 ?\\(\\d{3}\\) ?\\d{3}-\\d{2}-?\\d{2}|0\\d{1,4}[ /-]\\d{3,4}[ -]?\\d{3,5}");
        if (!said && !grouped) {
            return false;
        }
        return said || REGIONS.stream().anyMatch(region -> valid(run, region));
    }

    /** Whether the words before the number say that it is one to call. */
    private static boolean isSaid(String text, int start) {
        String before = text.substring(Math.max(0, start - 16), start).toLowerCase(Locale.ROOT);
        return PHONE_WORDS.stream().anyMatch(before::contains);
    }

    private boolean valid(String number, String region) {
        try {
            return phones.isValidNumber(phones.parse(number, region));
        } catch (NumberParseException e) {
            // Not a number of that region; that is the answer, not a fault.
            return false;
        }
    }

    private static void bankAccount(String text, int start, Sink sink) {
        if (start + 15 > text.length()
                || !Character.isUpperCase(text.charAt(start + 1))
                || !isDigit(text.charAt(start + 2))
                || !isDigit(text.charAt(start + 3))) {
            return;
        }
        StringBuilder account = new StringBuilder();
        int end = start;
        int last = start;
        while (end < text.length() && account.length() < 34) {
            char c = text.charAt(end);
            if (isDigit(c) || (c >= 'A' && c <= 'Z')) {
                account.append(c);
                last = end + 1;
            } else if (c != ' ' || account.length() % 4 != 0) {
                break;
            }
            end++;
            if (account.length() >= 15 && (end >= text.length() || !isWord(text.charAt(end))) && isAccount(account)) {
                sink.found("iban", start, last);
                return;
            }
        }
    }

    /** Whether the checksum of an international account number, in capitals and without blanks, holds. */
    static boolean isAccount(CharSequence account) {
        String turned = account.subSequence(4, account.length())
                + account.subSequence(0, 4).toString();
        StringBuilder number = new StringBuilder();
        turned.chars().forEach(c -> number.append(Character.getNumericValue(c)));
        return new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
