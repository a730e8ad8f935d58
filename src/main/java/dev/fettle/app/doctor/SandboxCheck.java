package dev.fettle.app.doctor;

import dev.fettle.sandbox.EscapeTrial;
import dev.fettle.sandbox.EscapeTrial.Outcome;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.SandboxRefusedException;
import dev.fettle.sandbox.Sandboxes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The walls round foreign code: which level proved itself, what it is known not to hold, and what a dozen cheap escapes came to. */
public final class SandboxCheck implements Check {
    private static final String NEEDS =
            "Install bubblewrap and util-linux (Debian: apt-get install bubblewrap util-linux); in a container it needs seccomp=unconfined and systempaths=unconfined (docs/sandbox.md).";

    /** Ubuntu 24.04 and later: 1 keeps user namespaces, which bubblewrap is made of, from programs without a profile that allows them. */
    private static final String APPARMOR = "apparmor_restrict_unprivileged_userns";

    private static final String ALLOW = "This kernel keeps user namespaces from bubblewrap (kernel." + APPARMOR
            + " is 1, as on Ubuntu 24.04 and later). Allow them to it by an AppArmor profile (docs/troubleshooting.md has it), or to everything: sudo sysctl -w kernel."
            + APPARMOR + "=0. Or run Fettle as root, which needs none.";

    private final Supplier<? extends Sandboxes> sandboxes;
    private final Path folder;
    private final Path kernel;

    /** @param folder where a file may lie for a moment that nobody inside must see */
    public SandboxCheck(Supplier<? extends Sandboxes> sandboxes, Path folder) {
        this(sandboxes, folder, Path.of("/proc/sys/kernel"));
    }

    /** @param kernel the folder of the kernel's switches */
    public SandboxCheck(Supplier<? extends Sandboxes> sandboxes, Path folder, Path kernel) {
        this.sandboxes = sandboxes;
        this.folder = folder;
        this.kernel = kernel;
    }

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public List<Finding> look() {
        Sandboxes walls;
        try {
            walls = sandboxes.get();
        } catch (UncheckedIOException e) {
            return List.of(Finding.unknown(
                    name(), "there is no folder to try it in: " + e.getMessage(), "Mend 'disk' first."));
        }
        SandboxLevel level = walls.level();
        if (level.kind() == SandboxLevel.Kind.REFUSED) {
            return List.of(Finding.broken(
                    name(), "none holds, so no code is ever run: " + level.proof(), advice(level.proof())));
        }
        if (!EscapeTrial.hasWalls(level)) {
            return List.of(Finding.broken(
                    name(),
                    "sandbox.mode is none: foreign code runs with the rights, files and network of Fettle's own user",
                    "Set sandbox.mode to auto. " + NEEDS));
        }
        if (!Files.isDirectory(folder)) {
            return List.of(
                    Finding.unknown(name(), "there is no folder for temporary files: " + folder, "Mend 'disk' first."));
        }
        try {
            return List.of(judged(level, EscapeTrial.of(walls, folder)));
        } catch (SandboxRefusedException | IOException e) {
            return List.of(Finding.broken(
                    name(),
                    level.kind() + " starts nothing: " + e.getMessage(),
                    advice(String.valueOf(e.getMessage()))));
        }
    }

    /** What most probably keeps the sandbox from starting on this machine. */
    private String advice(String said) {
        if (said.contains("NOFILE")) {
            return "Fettle may open too few files: raise the limit, by 'ulimit -n 4096' or, in its unit, LimitNOFILE=4096.";
        }
        if (said.contains("AccessDenied") || said.contains("No space left")) {
            return "Mend 'disk' first.";
        }
        Path held = kernel.resolve(APPARMOR);
        try {
            return Files.isReadable(held) && Files.readString(held).strip().equals("1") ? ALLOW : NEEDS;
        } catch (IOException e) {
            return NEEDS + " (" + held + " could not be read: " + e.getMessage() + ")";
        }
    }

    private Finding judged(SandboxLevel level, EscapeTrial.Report report) {
        List<String> lines = new ArrayList<>();
        lines.add(level.proof());
        level.gaps().forEach(gap -> lines.add("does not hold: " + gap));
        report.results()
                .forEach(result -> lines.add(word(result.outcome()) + "  "
                        + result.probe().name() + "  (row " + result.probe().rows() + " of docs/threats.md)"));
        String seen = String.format(
                Locale.ROOT,
                "%s; %d of %d walls hold, a first command takes %.0f ms%s",
                level.kind(),
                report.results().stream()
                        .filter(result -> result.outcome() == Outcome.HELD)
                        .count(),
                report.results().size(),
                report.startUp().toNanos() / 1e6,
                level.gaps().isEmpty() ? "" : "; known gaps: " + level.gaps().size());
        if (!report.broken().isEmpty()) {
            return Finding.broken(
                            name(),
                            seen,
                            "Foreign code gets out here: stop the server, and report it as SECURITY.md says, with --bundle.")
                    .with(lines);
        }
        boolean all = report.results().stream().noneMatch(result -> result.outcome() == Outcome.NOT_TRIED);
        return (all
                        ? Finding.good(name(), seen)
                        : Finding.unknown(
                                name(),
                                seen + "; some could not be tried",
                                "A program that they need is missing; --all names them."))
                .with(lines);
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case HELD -> "holds";
            case BROKEN -> "BROKEN";
            case NOT_TRIED -> "not tried";
        };
    }
}
