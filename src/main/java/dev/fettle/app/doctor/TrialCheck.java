package dev.fettle.app.doctor;

import dev.fettle.build.BuildException;
import dev.fettle.build.TestRun;
import dev.fettle.sandbox.SandboxRefusedException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** A tiny project built and tested as a repair would: dependencies fetched, then offline in the sandbox. */
public final class TrialCheck implements Check {
    private final Supplier<TestRun> trial;

    /** @param trial takes a few seconds, or minutes where dependencies must be fetched first */
    public TrialCheck(Supplier<TestRun> trial) {
        this.trial = trial;
    }

    @Override
    public String name() {
        return "trial";
    }

    @Override
    public List<Finding> look() {
        TestRun run;
        try {
            run = trial.get();
        } catch (BuildException e) {
            return List.of(Finding.broken(
                    name(), "the build cannot be made ready: " + e.getMessage(), "See 'tools' and 'egress'."));
        } catch (SandboxRefusedException e) {
            return List.of(Finding.broken(name(), String.valueOf(e.getMessage()), "Mend 'sandbox' first."));
        }
        String took =
                String.format(Locale.ROOT, "%.1f s", run.execution().wall().toMillis() / 1e3);
        if (run.end() == TestRun.End.PASSED) {
            return List.of(
                    Finding.good(name(), "a Maven project was built and its test was green in the sandbox, " + took));
        }
        return List.of(Finding.broken(
                        name(),
                        "a Maven project with one green test ended " + run.end() + " in the sandbox after " + took
                                + (run.diagnosis().isEmpty() ? "" : ": " + run.diagnosis()),
                        "The lines below are the build's own; docs/troubleshooting.md has what to do about each ending.")
                .with((run.execution().stdout() + "\n" + run.execution().stderr())
                        .lines()
                        .filter(line -> !line.isBlank())
                        .limit(20)
                        .toList()));
    }
}
