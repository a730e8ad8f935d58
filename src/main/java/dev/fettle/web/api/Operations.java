package dev.fettle.web.api;

import java.util.List;
import java.util.stream.Stream;

/** All that programs may ask for. */
public final class Operations {
    private Operations() {}

    /** Those that look, then those that change something. */
    public static List<Operation> over(ApiParts parts) {
        Looking looking = new Looking(parts);
        return Stream.concat(looking.operations().stream(), new Changing(parts, looking).operations().stream())
                .toList();
    }
}
