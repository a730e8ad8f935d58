package dev.fettle.intake;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inbox as people see it: counts, and the rows behind them. No bodies. */
public interface DeliveryRows {
    /** How many deliveries ended how; "" for those that wait. */
    Map<String, Integer> byOutcome();

    /** The newest first. {@code outcome} null for any. */
    List<DeliveryLog.Entry> list(@Nullable String outcome, int limit, int offset);
}
