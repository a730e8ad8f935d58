package demo.pricing;

/** What is written on a cheque. */
public final class Cheque {
    private Cheque() {}

    /** An amount in words. */
    public static String inWords(long cents) {
        return "";
    }
}
