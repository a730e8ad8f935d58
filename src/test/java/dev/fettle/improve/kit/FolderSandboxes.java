package dev.fettle.improve.kit;

import dev.fettle.sandbox.Collected;
import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.LiveProcess;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.SandboxRefusedException;
import dev.fettle.sandbox.Sandboxes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Plain folders, in which nothing ever runs: {@link TextBuild} only reads. */
public final class FolderSandboxes implements Sandboxes {
    private final Path home;
    private final AtomicInteger made = new AtomicInteger();
    private boolean refusing;

    /** Folders below this one. */
    public FolderSandboxes(Path home) {
        this.home = home;
    }

    /** From now on no sandbox can be had. */
    public void refuse() {
        refusing = true;
    }

    /** How many were handed out: 0 says that no foreign code could have run. */
    public int made() {
        return made.get();
    }

    @Override
    public SandboxLevel level() {
        return new SandboxLevel(SandboxLevel.Kind.NONE, "nothing runs", List.of());
    }

    @Override
    public Sandbox fresh(Quota quota) {
        if (refusing) {
            throw new SandboxRefusedException("no sandbox holds here");
        }
        made.incrementAndGet();
        try {
            Files.createDirectories(home);
            return new Folder(Files.createTempDirectory(home, "cell"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Folder(Path directory) implements Sandbox {
        @Override
        public void copyIn(Path source, String target) {
            Path to = directory.resolve(target);
            try (Stream<Path> all = Files.walk(source)) {
                for (Path path : all.toList()) {
                    Path copy = to.resolve(source.relativize(path).toString());
                    if (Files.isDirectory(path)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(path, copy);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(String target, byte[] content) {
            try {
                Path file = directory.resolve(target);
                Files.createDirectories(file.getParent());
                Files.write(file, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Execution run(Command command, Limits limits) {
            throw new UnsupportedOperationException("nothing runs here");
        }

        @Override
        public LiveProcess start(Command command, Limits limits) {
            throw new UnsupportedOperationException("nothing runs here");
        }

        @Override
        public Collected collect(List<String> globs, long maxBytesEach) {
            List<PathMatcher> wanted = globs.stream()
                    .map(glob -> directory.getFileSystem().getPathMatcher("glob:" + glob))
                    .toList();
            SortedMap<String, byte[]> files = new TreeMap<>();
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.filter(Files::isRegularFile).toList()) {
                    Path name = directory.relativize(path);
                    if (wanted.stream().anyMatch(matcher -> matcher.matches(name))) {
                        files.put(name.toString(), Files.readAllBytes(path));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Collected(files, List.of());
        }

        @Override
        public void close() {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
