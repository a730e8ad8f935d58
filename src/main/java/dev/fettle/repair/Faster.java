package dev.fettle.repair;

/** A paired measurement that shows a gain. Constructed only by who measured. */
public final class Faster implements Proof {
    private final String measure;
    private final double ratio;
    private final double low;
    private final double high;

    Faster(String measure, double ratio, double low, double high) {
        this.measure = measure;
        this.ratio = ratio;
        this.low = low;
        this.high = high;
    }

    public String measure() {
        return measure;
    }

    /** After divided by before. */
    public double ratio() {
        return ratio;
    }

    /** Lower end of the 95 % interval of the ratio. */
    public double low() {
        return low;
    }

    /** Upper end of the 95 % interval of the ratio. */
    public double high() {
        return high;
    }
}
