package dev.fettle.improve.scan;

import dev.fettle.base.settings.RepositorySettings;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Which sources look. */
@FunctionalInterface
public interface Choice {
    /** Those that are on. */
    Choice ON = (source, settings) -> source.on(settings) ? Optional.empty() : Optional.of(ScanReason.SWITCHED_OFF);

    /** Why a source does not look; empty when it does. */
    Optional<ScanReason> whyNot(ScanSource source, RepositorySettings settings);

    /** Those of these names, also where they are off; where none is named, those that are on. */
    static Choice named(Collection<String> names) {
        Set<String> wanted = Set.copyOf(names);
        return wanted.isEmpty()
                ? ON
                : (source, settings) ->
                        wanted.contains(source.name()) ? Optional.empty() : Optional.of(ScanReason.NOT_ASKED);
    }

    /** Those that are on and ask the forge: the tree is the one that was looked at before. */
    static Choice sameTree() {
        return (source, settings) -> source.on(settings) && source.ofTheTree()
                ? Optional.of(ScanReason.UNCHANGED)
                : ON.whyNot(source, settings);
    }
}
