package demo.pricing;

import java.util.ArrayList;
import java.util.List;

/** What a customer pays, in cents. */
public final class Receipt {
    private record Line(String item, long cents) {}

    private final List<Line> lines = new ArrayList<>();

    public void add(String item, long cents) {
        lines.add(new Line(item, cents));
    }

    public long total() {
        return lines.stream().mapToLong(Line::cents).sum();
    }

    /** The total as it is printed: {@code 12.34 EUR}. */
    public String printed() {
        return String.format("%d.%02d EUR", total() / 100, total() % 100);
    }
}
