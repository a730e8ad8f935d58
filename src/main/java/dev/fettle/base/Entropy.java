package dev.fettle.base;

/** How random a text looks. */
final class Entropy {
    private Entropy() {}

    /** Shannon's measure over the text's own characters: 0 for one repeated, 4 for evenly spread hexadecimal digits. */
    static double bitsPerCharacter(CharSequence text) {
        int[] counts = new int[256];
        for (int i = 0; i < text.length(); i++) {
            counts[text.charAt(i) & 0xFF]++;
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / text.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
