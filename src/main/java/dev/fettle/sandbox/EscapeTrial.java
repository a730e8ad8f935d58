package dev.fettle.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tries the cheap probes of the escape suite on the level in force, and measures how long a sandbox takes to begin. */
public final class EscapeTrial {
    private static final Quota QUOTA = new Quota(4 << 20, 256);
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(10), 256L << 20, 64, 16 << 10);
    private static final int NOT_FOUND = 127;
    private static final int STARTS = 9;

    private EscapeTrial() {}

    /** What came of a probe. */
    public enum Outcome {
        HELD,
        BROKEN,
        /** A program that the probe needs is not there. */
        NOT_TRIED
    }

    /** A probe, and what came of it. */
    public record Result(EscapeProbe probe, Outcome outcome) {}

    /**
     * All of it.
     *
     * @param startUp from nothing to the end of a first command and the removal of everything, the median of some
     */
    public record Report(List<Result> results, Duration startUp) {
        /** Those that do not hold. */
        public List<Result> broken() {
            return results.stream()
                    .filter(result -> result.outcome() == Outcome.BROKEN)
                    .toList();
        }
    }

    /**
     * Tries everything, each in a sandbox of its own.
     *
     * @param folder where a file may lie that nobody inside must see
     * @throws SandboxRefusedException where no level has proved itself: then the probes would be run on the machine itself
     */
    public static Report of(Sandboxes sandboxes, Path folder) throws IOException {
        refuseWithoutWalls(sandboxes);
        Path decoy = Files.createTempFile(folder, "fettle", ".decoy");
        try {
            Files.setPosixFilePermissions(decoy, PosixFilePermissions.fromString("rw-r--r--"));
            List<Result> results = new ArrayList<>();
            for (EscapeProbe probe : EscapeProbe.CHEAP) {
                results.add(new Result(probe, tried(sandboxes, probe, decoy)));
            }
            return new Report(List.copyOf(results), startUp(sandboxes));
        } finally {
            Files.delete(decoy);
        }
    }

    /** Hostile code is tried behind walls only, never with the operator's own rights. */
    static void refuseWithoutWalls(Sandboxes sandboxes) {
        if (!hasWalls(sandboxes.level())) {
            throw new SandboxRefusedException(
                    "There is no sandbox (" + sandboxes.level().kind() + "), so no escape is tried.");
        }
    }

    /** Whether a level is one that proved itself. */
    public static boolean hasWalls(SandboxLevel level) {
        return switch (level.kind()) {
            case BUBBLEWRAP_OWN_UID, BUBBLEWRAP, CONTAINER -> true;
            case NONE, REFUSED -> false;
        };
    }

    private static Outcome tried(Sandboxes sandboxes, EscapeProbe probe, Path decoy) {
        try (Sandbox sandbox = sandboxes.fresh(QUOTA)) {
            Execution run = sandbox.run(
                    new Command(
                            List.of(
                                    "/bin/sh",
                                    "-c",
                                    "{ " + probe.script() + "; } >/dev/null 2>&1",
                                    "probe",
                                    decoy.toString()),
                            Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin"),
                            "",
                            List.of()),
                    LIMITS);
            if (run.ok()) {
                return Outcome.HELD;
            }
            return run.exitCode() == NOT_FOUND || run.end() == Execution.End.NOT_STARTED
                    ? Outcome.NOT_TRIED
                    : Outcome.BROKEN;
        }
    }

    private static Duration startUp(Sandboxes sandboxes) {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            try (Sandbox sandbox = sandboxes.fresh(QUOTA)) {
                Execution run = sandbox.run(new Command(List.of("/bin/true"), Map.of(), "", List.of()), LIMITS);
                if (!run.ok()) {
                    throw new SandboxRefusedException("/bin/true does not run: " + run.stderr());
                }
            }
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        times.sort(Duration::compareTo);
        return times.get(STARTS / 2);
    }
}
