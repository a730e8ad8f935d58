package dev.fettle.app;

import dev.fettle.sandbox.EscapeSoak;
import dev.fettle.sandbox.EscapeTrial;
import dev.fettle.sandbox.SandboxLevel;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle bench escapes}: hostile jobs by the hundred, and what is left of them. */
@Command(
        name = "escapes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs hostile jobs in the sandbox of this machine (daemons, fork bombs, full disks, endless output, deaf loops, trees that resist removal),",
            "then looks for processes, mounts, control groups and files that they left, and times how a sandbox begins."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every wall holds and nothing is left",
            "1:a wall does not hold, or something is left",
            "2:wrong usage",
            "3:no sandbox holds on this machine"
        })
final class BenchEscapesCommand implements Callable<Integer> {
    private static final int NO_SANDBOX = 3;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many. Default: ${DEFAULT-VALUE}.")
    private int jobs;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many at the same time, 1 to 32. Default: ${DEFAULT-VALUE}.")
    private int atOnce;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Override
    public Integer call() throws Exception {
        if (jobs < 1 || atOnce < 1 || atOnce > 32) {
            throw new ParameterException(spec.commandLine(), "--jobs is at least 1, --at-once from 1 to 32.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Path base = Files.createTempDirectory("fettle-bench-escapes");
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        // Empty by then, unless something was left, which is to be looked at.
        base.toFile().deleteOnExit();
        try (SandboxWiring sandboxes = SandboxWiring.of(sandbox.choice(List.of()), base)) {
            SandboxLevel level = sandboxes.level();
            out.println("level " + sandboxes.description());
            if (!EscapeTrial.hasWalls(level)) {
                out.println("  " + level.proof());
                return NO_SANDBOX;
            }
            EscapeTrial.Report walls = EscapeTrial.of(sandboxes, Path.of(System.getProperty("java.io.tmpdir")));
            walls.broken().forEach(each -> out.println("BROKEN: " + each.probe().name()));
            EscapeSoak.Report soak = new EscapeSoak(sandboxes, base).run(jobs, atOnce);
            out.printf(
                    Locale.ROOT,
                    "walls tried %d, broken %d; begin, run /bin/true and clear away: %.0f ms (median of 9)%n",
                    walls.results().size(),
                    walls.broken().size(),
                    millis(walls.startUp()));
            out.printf(
                    Locale.ROOT,
                    "hostile jobs %d, %d at once, not started %d; a folder of its own within: half %.0f ms, 95 %% %.0f ms%n",
                    soak.jobs(),
                    atOnce,
                    soak.notStarted(),
                    millis(soak.half()),
                    millis(soak.most()));
            out.printf(
                    "left behind (processes, mounts, control groups, files): %d%n",
                    soak.left().size());
            soak.left().forEach(each -> out.println("  " + each));
            out.flush();
            return walls.broken().isEmpty()
                            && soak.notStarted() == 0
                            && soak.left().isEmpty()
                    ? 0
                    : 1;
        }
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
