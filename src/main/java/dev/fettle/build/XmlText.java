package dev.fettle.build;

/** Makes text of careless writers legal XML: test runners put control characters into reports as they stand or as references, and parsers stop there. */
final class XmlText {
    private static final int LONGEST_REFERENCE = 12;

    private XmlText() {}

    /** The text with every illegal character, and every reference to one, replaced by {@code ?}; a leading byte order mark is dropped. */
    static String legal(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int start = !text.isEmpty() && text.charAt(0) == '\uFEFF' ? 1 : 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '&' && i + 2 < text.length() && text.charAt(i + 1) == '#') {
                int semicolon = text.indexOf(';', i);
                if (semicolon > 0 && semicolon - i <= LONGEST_REFERENCE && !legalReference(text, i + 2, semicolon)) {
                    out.append('?');
                    i = semicolon;
                    continue;
                }
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                out.append(legal(c) ? c : '?');
            }
        }
        return out.toString();
    }

    private static boolean legalReference(String text, int from, int to) {
        try {
            boolean hex = text.charAt(from) == 'x' || text.charAt(from) == 'X';
            int codePoint = hex
                    ? Integer.parseInt(text.substring(from + 1, to), 16)
                    : Integer.parseInt(text.substring(from, to), 10);
            return codePoint >= 0x10000 ? codePoint <= Character.MAX_CODE_POINT : legal((char) codePoint);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean legal(char c) {
        return c >= 0x20 ? c < 0xFFFE && !Character.isSurrogate(c) : c == '\t' || c == '\n' || c == '\r';
    }
}
