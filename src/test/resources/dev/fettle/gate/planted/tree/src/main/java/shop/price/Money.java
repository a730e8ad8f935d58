package shop.price;

/** An amount in cents. */
public final class Money implements Comparable<Money> {
    private final long cents;

    public Money(long cents) {
        if (cents < 0) {
            throw new IllegalArgumentException("no amount is below nothing: " + cents);
        }
        this.cents = cents;
    }

    /** Reads "12.50". */
    public static Money parse(String text) {
        int point = text.indexOf('.');
        if (point < 0) {
            return new Money(Long.parseLong(text) * 100);
        }
        long whole = Long.parseLong(text.substring(0, point));
        return new Money(whole * 100 + Long.parseLong(text.substring(point + 1)));
    }

    public long cents() {
        return cents;
    }

    public Money plus(Money other) {
        return new Money(cents + other.cents);
    }

    public Money times(int count) {
        return new Money(cents * count);
    }

    /** A share, such as 0.5. */
    public double share(double part) {
        return cents * part / 100;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(cents, other.cents);
    }
}
