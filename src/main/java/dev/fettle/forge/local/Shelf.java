package dev.fettle.forge.local;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.ForgeException;
import dev.fettle.workspace.BareRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the repositories stand: {@code <home>/<owner>/<name>.git} with {@code <name>.json} (all that is not git) and {@code <name>.logs/}
 * beside it.
 */
final class Shelf {
    private final Path home;
    private final StateFile<Counter> counter;
    private final Map<Path, StateFile<Book>> books = new ConcurrentHashMap<>();

    Shelf(Path home) {
        try {
            this.home = Files.createDirectories(home.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the local forge's folder", e);
        }
        this.counter = new StateFile<>(this.home, "forge", Counter.class);
    }

    /** The next id of a repository. */
    long nextRepositoryId() {
        return counter.change(new Counter(), count -> ++count.lastRepositoryId);
    }

    /** Where a repository's git data lies, whether it is there or not. */
    Path git(RepositoryRef repository) {
        return folder(repository).resolve(repository.name() + ".git");
    }

    Path logs(RepositoryRef repository) {
        return folder(repository).resolve(repository.name() + ".logs");
    }

    /** A repository's book as it is now; empty when there is no such repository, or the name by now stands for another. */
    Optional<Book> book(RepositoryRef repository) {
        Book book = state(repository).read();
        return Optional.ofNullable(book).filter(found -> repository.id() == 0 || found.id == repository.id());
    }

    /** All repositories' books. */
    List<Book> books() {
        List<Book> all = new ArrayList<>();
        try (Stream<Path> owners = Files.list(home)) {
            for (Path owner : owners.filter(Files::isDirectory).sorted().toList()) {
                try (Stream<Path> files = Files.list(owner)) {
                    for (Path file : files.sorted().toList()) {
                        String name = String.valueOf(file.getFileName());
                        if (name.endsWith(".json")) {
                            String stem = name.substring(0, name.length() - ".json".length());
                            book(new RepositoryRef(0, String.valueOf(owner.getFileName()), stem))
                                    .ifPresent(all::add);
                        }
                    }
                }
            }
            return all;
        } catch (IOException e) {
            throw new ForgeException(ForgeException.Kind.UNAVAILABLE, "cannot list the local forge", null, e);
        }
    }

    /** Reads the book and the git data together. */
    <R> R look(RepositoryRef repository, BiFunction<Book, BareRepository, R> look) {
        Book book = book(repository).orElseThrow(() -> missing(repository));
        try (BareRepository git = BareRepository.open(git(repository))) {
            return look.apply(book, git);
        }
    }

    /** Changes the book; nobody else does meanwhile. */
    <R> R change(RepositoryRef repository, BiFunction<Book, BareRepository, R> change) {
        if (book(repository).isEmpty()) {
            throw missing(repository);
        }
        try (BareRepository git = BareRepository.open(git(repository))) {
            return state(repository).change(new Book(), book -> change.apply(book, git));
        }
    }

    /** Changes or starts a book where there may be none yet. */
    <R> R start(RepositoryRef repository, Function<Book, R> change) {
        try {
            Files.createDirectories(folder(repository));
        } catch (IOException e) {
            throw new ForgeException(ForgeException.Kind.UNAVAILABLE, "cannot make the owner's folder", null, e);
        }
        return state(repository).change(new Book(), change);
    }

    /** Lets a repository stand elsewhere. Whoever still has it open under the old name finds nothing there. */
    void move(RepositoryRef from, RepositoryRef to) {
        try {
            Files.createDirectories(folder(to));
            for (String ending : List.of(".json", ".logs", ".git")) {
                Path there = folder(from).resolve(from.name() + ending);
                if (Files.exists(there)) {
                    Files.move(there, folder(to).resolve(to.name() + ending));
                }
            }
        } catch (IOException e) {
            throw new ForgeException(ForgeException.Kind.UNAVAILABLE, "cannot move a repository", null, e);
        }
    }

    /** Takes a repository's book away: what git keeps stays, and nobody finds it. */
    void remove(RepositoryRef repository) {
        try {
            Files.delete(folder(repository).resolve(repository.name() + ".json"));
        } catch (IOException e) {
            throw new ForgeException(ForgeException.Kind.UNAVAILABLE, "cannot remove a repository", null, e);
        }
    }

    static ForgeException missing(RepositoryRef repository) {
        return new ForgeException(
                ForgeException.Kind.NOT_FOUND, "the local forge has no repository " + repository.slug(), null, null);
    }

    private Path folder(RepositoryRef repository) {
        return home.resolve(repository.owner());
    }

    private StateFile<Book> state(RepositoryRef repository) {
        return books.computeIfAbsent(
                folder(repository).resolve(repository.name()),
                path -> new StateFile<>(folder(repository), repository.name(), Book.class));
    }

    /** The forge's own count. */
    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
    static final class Counter {
        long lastRepositoryId = 1000;
    }
}
