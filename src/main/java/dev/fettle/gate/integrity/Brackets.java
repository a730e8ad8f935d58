package dev.fettle.gate.integrity;

/** Brackets of any kind in bare code. */
final class Brackets {
    private Brackets() {}

    /** Index of the bracket that closes the one at an index; the end of the text where none does. */
    static int closing(String bare, int open) {
        int depth = 0;
        for (int i = open; i < bare.length(); i++) {
            char c = bare.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return bare.length();
    }
}
