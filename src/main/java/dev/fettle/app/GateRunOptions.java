package dev.fettle.app;

import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.gate.coverage.CoverageReport;
import dev.fettle.gate.coverage.CoverageReport.UnreadableException;
import dev.fettle.gate.loop.RunLimits;
import dev.fettle.gate.mutation.MutationCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code fettle gate} may spend on building and running, and what a run may take. Options go before what is configured. */
final class GateRunOptions {
    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            defaultValue = "15m",
            converter = Durations.class,
            description = "Of all that is built and run: 90s, 15m, 1h. Default: ${DEFAULT-VALUE}.")
    private Duration timeLimit = Duration.ofMinutes(15);

    @Option(
            names = "--mutation-seconds",
            paramLabel = "SECONDS",
            description =
                    "For trying mutants of the changed lines, a part of test-integrity; 0 for none. Default: as configured, or 60.")
    private @Nullable Integer mutationSeconds;

    @Option(
            names = "--coverage-report",
            paramLabel = "FILE",
            description =
                    "Coverage of the head as the project measured it: JaCoCo XML, Cobertura XML or lcov. Default: it is measured.")
    private @Nullable Path coverageReport;

    @Option(
            names = "--max-time",
            paramLabel = "TIME",
            converter = Durations.class,
            description =
                    "What a run of the suite may take, the build included. Default: as configured, or compared with the base only.")
    private @Nullable Duration maxTime;

    @Option(
            names = "--max-memory",
            paramLabel = "MIB",
            description = "What a run of the suite may hold. Default: as configured, or compared with the base only.")
    private @Nullable Long maxMemory;

    Duration timeLimit() {
        return timeLimit;
    }

    /** Null where it is switched off. */
    @Nullable
    MutationCheck mutations(RepositorySettings configured) {
        return GatesOfRuns.mutations(
                mutationSeconds == null
                        ? configured.qualityGates().mutationTime()
                        : Duration.ofSeconds(Math.max(0, mutationSeconds)));
    }

    RunLimits limits(RepositorySettings settings) {
        RunLimits configured = GatesOfRuns.limits(settings.qualityGates());
        return new RunLimits(
                maxTime == null ? configured.wall() : Optional.of(maxTime),
                maxMemory == null ? configured.memoryBytes() : OptionalLong.of(maxMemory << 20));
    }

    /**
     * The report that was handed in; null where coverage is to be measured.
     *
     * @throws UnreadableException with a sentence that names the file
     */
    @Nullable
    CoverageReport report() throws UnreadableException {
        if (coverageReport == null) {
            return null;
        }
        try {
            if (!Files.isRegularFile(coverageReport) || Files.size(coverageReport) > CoverageReport.MAX_BYTES) {
                throw new UnreadableException("There is no coverage report " + coverageReport + " of at most 64 MiB.");
            }
            return CoverageReport.read(Files.readAllBytes(coverageReport));
        } catch (IOException e) {
            throw new UnreadableException(coverageReport + ": " + e.getMessage());
        }
    }
}
