package dev.fettle.forge.local;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CiLog;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.local.Book.StoredRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The logs of CI runs, each in a file of its own. */
final class RunLogs {
    /** What the port promises: 10 MiB a log. */
    private static final int LARGEST = 10 << 20;

    private final Shelf shelf;

    RunLogs(Shelf shelf) {
        this.shelf = shelf;
    }

    /** The logs of the run, or of the last run of that name on that commit where the id is 0. */
    List<CiLog> of(Book book, RepositoryRef repository, CiRun wanted) {
        Optional<StoredRun> found = Optional.empty();
        for (StoredRun stored : book.runs) {
            CiRun run = stored.run();
            boolean same = run.kind() == wanted.kind()
                    && (wanted.id() != 0
                            ? run.id() == wanted.id()
                            : run.name().equals(wanted.name()) && run.headSha().equals(wanted.headSha()));
            if (same) {
                found = Optional.of(stored);
            }
        }
        List<CiLog> logs = new ArrayList<>();
        found.ifPresent(stored -> {
            for (int i = 0; i < stored.logs().size(); i++) {
                logs.add(new CiLog(stored.logs().get(i), read(file(repository, stored.id(), i))));
            }
        });
        return logs;
    }

    /** The newest workflow runs of a branch that passed. */
    static List<CiRun> passed(Book book, String branch, int most) {
        List<CiRun> runs = new ArrayList<>();
        for (int i = book.runs.size() - 1; i >= 0 && runs.size() < most; i--) {
            CiRun run = book.runs.get(i).run();
            boolean passed = book.runs.get(i).conclusion().equals("success");
            if (passed
                    && run.kind() == CiRun.Kind.WORKFLOW_RUN
                    && run.headBranch().equals(branch)) {
                runs.add(run);
            }
        }
        return runs;
    }

    /** Keeps the logs of a run and gives back their names. */
    List<String> keep(RepositoryRef repository, long id, Map<String, byte[]> logs) {
        List<String> names = new ArrayList<>();
        try {
            Files.createDirectories(shelf.logs(repository));
            for (Map.Entry<String, byte[]> log : logs.entrySet()) {
                Files.write(file(repository, id, names.size()), log.getValue());
                names.add(log.getKey());
            }
            return names;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private Path file(RepositoryRef repository, long id, int index) {
        return shelf.logs(repository).resolve(id + "-" + index + ".log");
    }

    private static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(0, Files.size(file) - LARGEST)); // a build fails at its end
            return in.readNBytes(LARGEST);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static ForgeException broken(IOException e) {
        return new ForgeException(ForgeException.Kind.UNAVAILABLE, "cannot read or write a CI log", null, e);
    }
}
