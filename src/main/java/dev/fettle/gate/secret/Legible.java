package dev.fettle.gate.secret;

/** What can be read in bytes that are no text: runs of printable characters, one a line, of one byte each or of two as in UTF-16. */
final class Legible {
    /** No key is shorter. */
    private static final int SHORTEST = 8;

    /** With it a text of a class file begins, and two bytes for its length follow. */
    private static final byte CONSTANT = 1;

    private Legible() {}

    /** @param bytes looked through once for each of the three ways in which characters may lie */
    static String in(byte[] bytes) {
        StringBuilder all = new StringBuilder();
        runs(bytes, 0, 1, all);
        if (bytes.length > 1) {
            runs(bytes, 0, 2, all);
            runs(bytes, 1, 2, all);
        }
        return all.toString();
    }

    /** @param width of a character; of two bytes the other one is nought, on whichever side it lies */
    private static void runs(byte[] bytes, int from, int width, StringBuilder all) {
        int begin = all.length();
        int first = from;
        for (int i = from; i < bytes.length; i += width) {
            boolean wide = width == 1 || (i + 1 < bytes.length ? bytes[i + 1] == 0 : bytes[i - 1] == 0);
            if (wide && printable(bytes[i])) {
                first = all.length() == begin ? i : first;
                all.append((char) bytes[i]);
            } else if (all.length() > begin) {
                begin = ended(all, begin, width == 1 && first >= 2 && bytes[first - 2] == CONSTANT);
            }
        }
        ended(all, begin, false);
    }

    /** @param constant whether the first character may be the length of the others: then they are told of by themselves too */
    private static int ended(StringBuilder all, int begin, boolean constant) {
        if (all.length() - begin < SHORTEST) {
            all.setLength(begin);
        } else {
            String run = all.substring(begin);
            all.append('\n').append(constant ? run.substring(1) + "\n" : "");
        }
        return all.length();
    }

    private static boolean printable(byte b) {
        return (b >= ' ' && b < 0x7F) || b == '\n' || b == '\r' || b == '\t';
    }
}
