package dev.fettle.sandbox.none;

import dev.fettle.sandbox.Cell;
import dev.fettle.sandbox.CellSandbox;
import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.JobFolder;
import dev.fettle.sandbox.Launch;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.LiveProcess;
import dev.fettle.sandbox.Ownership;
import dev.fettle.sandbox.ProcessLauncher;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.TreeRemoval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mark on each process, and nothing that holds. */
final class UnconfinedCell implements Cell {
    private static final Logger LOG = LoggerFactory.getLogger(UnconfinedCell.class);

    /** {@code env} keeps these for its own failures: could not go to the folder, could not run the program, could not find it. */
    private static final Set<Integer> ENV_FAILED = Set.of(125, 126, 127);

    private final Path root;
    private final JobFolder folder;
    private final ProcessLauncher launcher;
    private final String mark;
    private final AtomicLong launches = new AtomicLong();

    private UnconfinedCell(Path root, JobFolder folder, ProcessLauncher launcher) {
        this.root = root;
        this.folder = folder;
        this.launcher = launcher;
        this.mark = "FETTLE_JOB=" + root.getFileName() + "/";
    }

    static Sandbox sandbox(Path root, ProcessLauncher launcher) throws IOException {
        JobFolder folder = JobFolder.create(root, Ownership.AS_MADE);
        return new CellSandbox(folder, new UnconfinedCell(root, folder, launcher));
    }

    @Override
    public Execution run(Command command, Limits limits) {
        return launcher.run(launch(command), limits);
    }

    @Override
    public LiveProcess start(Command command, Limits limits) {
        return launcher.start(launch(command), limits, () -> {});
    }

    private Launch launch(Command command) {
        Path at = folder.work().resolve(command.workingDirectory()).normalize();
        MarkedProcesses processes = new MarkedProcesses(mark + launches.incrementAndGet() + "/");
        List<String> argv = new ArrayList<>(List.of("/usr/bin/env", "-i", "-C", at.toString(), processes.mark()));
        command.environment().forEach((name, value) -> argv.add(name + "=" + value));
        argv.addAll(command.argv());
        return new Launch(
                argv, processes, status -> ENV_FAILED.contains(status) ? OptionalInt.empty() : OptionalInt.of(status));
    }

    @Override
    public void clear() {
        new MarkedProcesses(mark).killAll();
        try {
            TreeRemoval.remove(root);
        } catch (IOException e) {
            LOG.error("the job's folder {} could not be removed; the next start tries again", root, e);
        }
    }
}
