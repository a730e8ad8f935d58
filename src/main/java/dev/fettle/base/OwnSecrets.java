package dev.fettle.base;

import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;

/** Finds Fettle's own secrets as they are now, in every form that {@link LiveSecrets} knows. Thread-safe. */
final class OwnSecrets {
    private final Supplier<? extends Collection<Secret>> own;
    private volatile Known known = new Known(Set.of(), new LiveSecrets(Set.of()));

    /** @param own asked at each search, so that a new key is known at once */
    OwnSecrets(Supplier<? extends Collection<Secret>> own) {
        this.own = own;
    }

    void find(String text, Sink sink) {
        live().find(text, sink);
    }

    LiveSecrets live() {
        Set<Secret> now = Set.copyOf(own.get());
        Known last = known;
        if (!last.secrets().equals(now)) {
            last = new Known(now, new LiveSecrets(now));
            known = last;
        }
        return last.search();
    }

    private record Known(Set<Secret> secrets, LiveSecrets search) {}
}
