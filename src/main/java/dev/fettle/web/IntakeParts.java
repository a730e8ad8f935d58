package dev.fettle.web;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.intake.IntakeKeys;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.ReportLog;
import dev.fettle.intake.ReportReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What takes in reports from programs outside.
 *
 * @param keys who may report what
 * @param reports the inbox
 * @param readers of each source's format; a source without one has no route
 * @param refusal why a repository does not listen to a source, a sentence; empty when it does. Must not wait for anything
 * @param limits how much is borne
 */
public record IntakeParts(
        IntakeKeys keys,
        ReportLog reports,
        Map<IntakeSource, ReportReader> readers,
        BiFunction<RepositoryRef, IntakeSource, Optional<String>> refusal,
        IntakeLimits limits) {
    public IntakeParts {
        readers = Map.copyOf(readers);
    }
}
