package shop.price;

/** What a customer is spared. */
public class Discount {
    private final int percent;

    public Discount(int percent) {
        this.percent = percent;
    }

    public Money of(Money price) {
        if (percent <= 0) {
            return price;
        }
        return new Money(price.cents() * (100 - percent) / 100);
    }
}
