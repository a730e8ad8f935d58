package shop.cart;

import java.util.ArrayList;
import java.util.List;
import shop.price.Discount;
import shop.price.Money;

/** What somebody is about to buy. */
public class Cart {
    private final List<Item> items = new ArrayList<>();

    public void add(Item item) {
        items.add(item);
    }

    public int size() {
        return items.size();
    }

    public Money total() {
        Money sum = new Money(0);
        for (Item item : items) {
            sum = sum.plus(item.price().times(item.count()));
        }
        return sum;
    }

    public Money total(Discount discount) {
        return discount.of(total());
    }

    public Item dearest() {
        Item dearest = null;
        int at = 0;
        while (at < items.size()) {
            Item item = items.get(at);
            if (dearest == null || item.price().compareTo(dearest.price()) > 0) {
                dearest = item;
            }
            at++;
        }
        return dearest;
    }

    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Item item : items) {
            names.add(item.name());
        }
        return names;
    }
}
