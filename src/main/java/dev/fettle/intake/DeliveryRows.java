package dev.fettle.intake;

import dev.fettle.base.Sight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The inbox as people see it: counts, and the rows behind them. No bodies. */
public interface DeliveryRows {
    /** Those deliveries alone that somebody may see: of their repositories. */
    DeliveryRows seenBy(Sight sight);

    /** How many deliveries ended how; "" for those that wait. */
    Map<String, Integer> byOutcome();

    /** The newest first. {@code outcome} null for any. */
    List<DeliveryLog.Entry> list(@Nullable String outcome, int limit, int offset);

    /** When the last verified one came in. */
    Optional<Instant> lastVerified();

    /** The keys of repositories that deliveries were about. */
    List<String> repositoryKeys();
}
