package dev.fettle.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.store.sql.StoreException;
import dev.fettle.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who share a commit each get an answer, whatever becomes of one of them. */
class GroupCommitTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    @Test
    void nobodyWaitsForEverBesideAnItemThatBreaksTheProgram() throws InterruptedException {
        try (SqliteStore store = SqliteStore.open(ReadyFolder.at(folder))) {
            GroupCommit<String, String> commits =
                    GroupCommit.together(store.database(), GroupCommit.SHORT, this::written);
            Thread first = caller(commits, "first");
            begun.await();
            List<Thread> others = new ArrayList<>();
            for (String item : List.of("broken", "b", "c", "d", "e")) {
                Thread other = caller(commits, item);
                others.add(other);
                while (other.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
            go.countDown();

            first.join(LONG.toMillis());
            for (Thread other : others) {
                other.join(LONG.toMillis());
            }
            assertThat(answers)
                    .containsOnlyKeys("first", "broken", "b", "c", "d", "e")
                    .containsEntry("first", "kept");
            assertThat(answers.get("broken")).contains("broken");
        }
    }

    @Test
    void whoDoesNotWaitHearsOfItOnceItIsKept() throws Exception {
        try (SqliteStore store = SqliteStore.open(ReadyFolder.at(folder))) {
            GroupCommit<String, String> commits =
                    GroupCommit.together(store.database(), GroupCommit.SHORT, this::written);
            CompletableFuture<String> first = commits.soon("first");
            begun.await();
            CompletableFuture<String> broken = commits.soon("broken");
            CompletableFuture<String> other = commits.soon("other");

            assertThat(List.of(first, broken, other)).noneMatch(CompletableFuture::isDone);
            go.countDown();

            assertThat(first.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("kept");
            assertThat(broken).failsWithin(LONG).withThrowableThat().withMessageContaining("broken");
            assertThat(other).as("of the same commit").failsWithin(LONG);
            assertThat(commits.soon("after").get(LONG.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo("kept");
        }
    }

    @Test
    void whoHasMorePatienceWaitsForAWriterWhoTakesLong() throws Exception {
        try (SqliteStore store = SqliteStore.open(ReadyFolder.at(folder))) {
            GroupCommit<String, String> forges =
                    GroupCommit.together(store.database(), Duration.ofMillis(50), this::kept);
            GroupCommit<String, String> programs = GroupCommit.together(store.database(), LONG, this::kept);
            Thread writer = new Thread(() -> store.database().write(handle -> {
                begun.countDown();
                Waiting.whateverIsSaid(go);
                return "written";
            }));
            writer.start();
            begun.await();
            CompletableFuture<String> hasty = forges.soon("delivery");
            CompletableFuture<String> patient = programs.soon("report");

            assertThat(hasty).failsWithin(LONG).withThrowableThat().withMessageContaining("busy");
            assertThat(patient).isNotDone();
            go.countDown();

            assertThat(patient.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("kept");
            writer.join(LONG.toMillis());
        }
    }

    private List<String> kept(Handle handle, List<String> items) {
        return items.stream().map(item -> "kept").toList();
    }

    /** The database is well; it is the item that it cannot hold. */
    @Test
    void anItemThatTheDatabaseCannotHoldDoesNotTakeTheOthersWithIt() throws Exception {
        try (SqliteStore store = SqliteStore.open(ReadyFolder.at(folder))) {
            GroupCommit<String, String> commits =
                    GroupCommit.together(store.database(), GroupCommit.SHORT, (handle, items) -> {
                        if (items.contains("first")) {
                            begun.countDown();
                            Waiting.whateverIsSaid(go);
                        } else if (items.contains("impossible")) {
                            throw new StoreException("refused", new SQLException("invalid byte sequence", "22021"));
                        }
                        return items;
                    });
            CompletableFuture<String> first = commits.soon("first");
            begun.await();
            List<CompletableFuture<String>> others = new ArrayList<>();
            for (String item : List.of("a", "impossible", "b")) {
                others.add(commits.soon(item));
            }
            go.countDown();

            assertThat(first).succeedsWithin(LONG);
            assertThat(others.get(0)).succeedsWithin(LONG);
            assertThat(others.get(1)).failsWithin(LONG);
            assertThat(others.get(2)).succeedsWithin(LONG);
        }
    }

    @Test
    void whoCameMeanwhileForAnAnswerGoesBeforeTheWorkThatWaits() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        try (SqliteStore store = SqliteStore.open(ReadyFolder.at(folder))) {
            GroupCommit<String, String> commits =
                    GroupCommit.together(store.database(), GroupCommit.SHORT, (handle, items) -> {
                        List<String> kept = written(handle, items);
                        order.addAll(items);
                        return kept;
                    });
            CompletableFuture<String> first = commits.soon("first");
            begun.await();
            Thread work = new Thread(() -> store.database().change(handle -> order.add("work")));
            work.start();
            while (work.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            CompletableFuture<String> second = commits.soon("second");
            go.countDown();
            CompletableFuture.allOf(first, second).get(LONG.toSeconds(), TimeUnit.SECONDS);
            work.join(LONG.toMillis());

            assertThat(order).containsExactly("first", "second", "work");
        }
    }

    private Thread caller(GroupCommit<String, String> commits, String item) {
        Thread caller = new Thread(() -> answers.put(item, answer(commits, item)));
        caller.setDaemon(true);
        caller.start();
        return caller;
    }

    private static String answer(GroupCommit<String, String> commits, String item) {
        try {
            return commits.write(item);
        } catch (IllegalStateException | LinkageError e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The first waits for the others to come; they are refused together, and one of them alone, too. */
    private List<String> written(Handle handle, List<String> items) {
        if (items.contains("first")) {
            begun.countDown();
            Waiting.whateverIsSaid(go);
        } else if (items.size() > 1) {
            throw new IllegalArgumentException("one of them cannot be written");
        } else if (items.contains("broken")) {
            throw new NoClassDefFoundError("broken");
        }
        return items.stream().map(item -> "kept").toList();
    }
}
