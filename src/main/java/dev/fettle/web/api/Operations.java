package dev.fettle.web.api;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All that programs may ask for. */
public final class Operations {
    private Operations() {}

    /** The same without anything behind them: they can be described, and not called. */
    public static List<Operation> described() {
        return over(() -> {
            throw new IllegalStateException("these operations are only there to be described");
        });
    }

    /** Those that look, then those that change something. */
    public static List<Operation> over(ApiParts parts) {
        return over(() -> parts);
    }

    private static List<Operation> over(Supplier<ApiParts> parts) {
        Looking looking = new Looking(parts);
        return Stream.concat(looking.operations().stream(), new Changing(parts, looking).operations().stream())
                .toList();
    }
}
