package dev.fettle.store;

import static dev.fettle.store.Samples.BANK;
import static dev.fettle.store.Samples.SHOP;
import static dev.fettle.store.Samples.delivery;
import static dev.fettle.store.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.backlog.Attempt;
import dev.fettle.base.Redactor;
import dev.fettle.intake.DeliveryLog.Acceptance;
import dev.fettle.store.sql.StoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder: what opens, what is refused with which words, and what survives. */
class StoresTest {
    private static final Redactor CANARIES = text -> text.replaceAll("canary-[0-9]+", "<secret>");

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();

    @Test
    void everythingIsThereAfterAnOrderlyRestart() {
        try (Stores stores = open()) {
            stores.deliveries().accept(delivery("guid-1", "{}"));
            stores.backlog().add(ticket("t1"), t -> t, "seen");
            stores.memory().put("seen", "main", "abc");
        }
        try (Stores stores = open()) {
            assertThat(stores.deliveries().find("guid-1")).isPresent();
            assertThat(stores.backlog().find("t1")).isPresent();
            assertThat(stores.memory().get("seen", "main")).contains("abc");
        }
    }

    @Test
    void everythingCommittedIsThereAfterACrash() throws Exception {
        Path copy = folder.resolve("after-the-crash");
        Path original = folder.resolve("data");
        try (Stores stores = Stores.open(original, time, text -> text)) {
            stores.deliveries().accept(delivery("guid-1", "{}"));
            stores.backlog().add(ticket("t1"), t -> t, "seen");
            // What lies on the disk now, log and all, is what a process that is killed leaves behind.
            copy(original, copy);
        }
        try (Stores stores = Stores.open(copy, time, text -> text)) {
            assertThat(stores.deliveries().find("guid-1")).isPresent();
            assertThat(stores.backlog().find("t1")).isPresent();
        }
    }

    @Test
    void filesAreForTheirOwnerAlone() throws Exception {
        Path data = folder.resolve("data");
        try (Stores stores = Stores.open(data, time, text -> text)) {
            stores.deliveries().accept(delivery("guid-1", "{}"));
            stores.backup(folder.resolve("backup.db"));

            assertThat(mode(data)).isEqualTo("rwx------");
            assertThat(mode(folder.resolve("backup.db"))).isEqualTo("rw-------");
            try (Stream<Path> files = Files.list(data)) {
                List<Path> all = files.toList();
                assertThat(all)
                        .extracting(file -> file.getFileName().toString())
                        .contains("fettle.db", "fettle.db-wal", "fettle.lock", "fettle.state", "delivery.key");
                assertThat(all).allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
            }
        }
    }

    /** The first command of a new installation makes its home, too, and sandboxes with users of their own must get through it. */
    @Test
    void theFolderAboveIsAsOpenAsOthers() throws Exception {
        Path home = folder.resolve("new/home");
        Stores.open(home.resolve("data"), time, text -> text).close();

        assertThat(mode(home.resolve("data"))).isEqualTo("rwx------");
        assertThat(mode(home)).isEqualTo(mode(Files.createDirectory(folder.resolve("usual"))));
    }

    @Test
    void aSecondFettleIsRefused() {
        try (Stores stores = open()) {
            assertThat(stores.backlog().find("t1")).isEmpty();
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("Another Fettle is using " + folder);
        }
        open().close();
    }

    @Test
    void aCommandLooksAndWritesBesideTheOneThatHasTheFolder() {
        try (Stores server = open();
                Stores command = Stores.beside(folder, time, text -> text)) {
            command.backlog().add(ticket("t1"), t -> t, "by hand");
            assertThat(server.backlog().find("t1")).isPresent();
            server.memory().put("seen", "main", "abc");
            assertThat(command.memory().get("seen", "main")).contains("abc");
        }
    }

    @Test
    void aCommandDoesNotKeepAServerFromStarting() {
        try (Stores command = Stores.beside(folder, time, text -> text);
                Stores server = open()) {
            server.backlog().add(ticket("t1"), t -> t, "seen");
            assertThat(command.backlog().find("t1")).isPresent();
        }
    }

    @Test
    void aCommandThatEndsDoesNotSayThatTheServerWasStoppedInOrder() throws Exception {
        try (Stores server = open()) {
            Stores.beside(folder, time, text -> text).close();
            assertThat(Files.readString(folder.resolve("fettle.state"))).contains("clean=false");
            assertThat(server.backlog().find("t1")).isEmpty();
        }
    }

    @Test
    void aCommandMakesTheFolderAndBringsItUpToDateWhenNobodyHasIt() {
        try (Stores command = Stores.beside(folder.resolve("new"), time, text -> text)) {
            command.backlog().add(ticket("t1"), t -> t, "by hand");
        }
        try (Stores server = Stores.open(folder.resolve("new"), time, text -> text)) {
            assertThat(server.backlog().find("t1")).isPresent();
        }
    }

    @Test
    void aDatabaseThatIsGoneIsNotReplacedSilently() throws Exception {
        open().close();
        Files.delete(folder.resolve("fettle.db"));

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was here and is gone. Restore a backup");
        assertThat(folder.resolve("fettle.db")).doesNotExist();
    }

    @Test
    void anotherDatabaseInItsPlaceIsNotedAtTheStart() throws Exception {
        Path other = folder.resolve("other");
        Stores.open(other, time, text -> text).close();
        Path data = folder.resolve("data");
        Stores.open(data, time, text -> text).close();
        Files.copy(other.resolve("fettle.db"), data.resolve("fettle.db"), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> Stores.open(data, time, text -> text))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is not the one that was in this folder before");
    }

    @Test
    void nothingIsAcceptedOnceTheFileIsRemovedFromUnderIt() throws Exception {
        try (Stores stores = open()) {
            stores.deliveries().accept(delivery("guid-1", "{\"n\":1}"));
            Files.delete(folder.resolve("fettle.db"));

            assertThatThrownBy(() -> stores.deliveries().accept(delivery("guid-2", "{\"n\":2}")))
                    .hasStackTraceContaining("was removed or replaced while Fettle was running");
        }
    }

    @Test
    void aDatabaseOfANewerVersionIsRefused() {
        open().close();
        RawSql.run(
                folder,
                "insert into schema_history(installed_rank, version, description, type, script, checksum, installed_by,"
                        + " installed_on, execution_time, success)"
                        + " values (99, '999', 'from the future', 'SQL', 'V999__x.sql', 1, 'x', '2030-01-01 00:00:00.000', 1, 1)");

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was written by a newer Fettle (its tables are version 999)");
    }

    @Test
    void aDamagedDatabaseIsFoundAfterAnUncleanStop() throws Exception {
        try (Stores stores = open()) {
            for (int i = 0; i < 50; i++) {
                stores.deliveries().accept(delivery("guid-" + i, "{\"n\":\"" + "x".repeat(2_000) + i + "\"}"));
            }
        }
        Path state = folder.resolve("fettle.state");
        Files.writeString(state, Files.readString(state).replace("clean=true", "clean=false"));
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("fettle.db").toFile(), "rw")) {
            byte[] rubbish = new byte[4_096 * 8];
            java.util.Arrays.fill(rubbish, (byte) 0x5a);
            file.seek(file.length() / 2 / 4_096 * 4_096);
            file.write(rubbish);
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged")
                .hasMessageContaining("Restore a backup");
    }

    @Test
    void aMissingOrWrongKeyIsSaidAtTheStart() throws Exception {
        open().close();
        Path key = folder.resolve("delivery.key");
        byte[] right = Files.readAllBytes(key);
        Files.delete(key);
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("is missing");

        Files.write(key, new byte[32]);
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("is not the one");

        Files.write(key, right);
        open().close();
    }

    @Test
    void aBackupUnderLoadIsWholeAndCanBeRestored() throws Exception {
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backup.db");
        try (Stores stores = Stores.open(data, time, text -> text)) {
            stores.deliveries().accept(delivery("before", "{\"n\":0}"));
            Thread load = new Thread(() -> {
                for (int i = 1; i < 200; i++) {
                    stores.deliveries().accept(delivery("guid-" + i, "{\"n\":" + i + "}"));
                }
            });
            load.start();
            stores.backup(backup);
            load.join();
            assertThatThrownBy(() -> stores.backup(backup)).hasMessageContaining("exists already");
        }
        Path restored = folder.resolve("restored");
        Files.createDirectories(restored);
        Files.copy(backup, restored.resolve("fettle.db"));
        Files.copy(data.resolve("delivery.key"), restored.resolve("delivery.key"));

        try (Stores stores = Stores.open(restored, time, text -> text)) {
            assertThat(stores.deliveries().find("before").orElseThrow().body())
                    .isEqualTo("{\"n\":0}".getBytes(StandardCharsets.UTF_8));
            assertThat(stores.deliveries().accept(delivery("before", "{\"n\":0}")))
                    .isEqualTo(Acceptance.DUPLICATE);
        }
    }

    @Test
    void aLockedDatabaseDelaysAndThenFailsButNeverPretends() throws Exception {
        try (Stores stores = open();
                var blocker = java.sql.DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("fettle.db"));
                var statement = blocker.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            long start = System.nanoTime();
            assertThatThrownBy(() -> stores.deliveries().accept(delivery("guid-1", "{\"n\":1}")))
                    .isInstanceOf(StoreException.class);
            assertThat((System.nanoTime() - start) / 1e9).isLessThan(8);
            statement.execute("ROLLBACK");

            assertThat(stores.deliveries().find("guid-1")).isEmpty();
            assertThat(stores.deliveries().accept(delivery("guid-1", "{\"n\":1}")))
                    .isEqualTo(Acceptance.STORED);
        }
    }

    @Test
    void noQuotedTextReachesTheDiskUnredacted() throws Exception {
        try (Stores stores = Stores.open(folder, time, CANARIES)) {
            var dirty = new dev.fettle.backlog.Ticket(
                    "t1",
                    SHOP,
                    "f",
                    "title canary-1",
                    "description canary-2",
                    dev.fettle.backlog.Category.BUG_FIX,
                    dev.fettle.backlog.Priority.LOW,
                    dev.fettle.backlog.Status.OPEN,
                    List.of(
                            new dev.fettle.backlog.Evidence.ExceptionSeen(
                                    "E", "canary-3", 1, time.instant(), time.instant(), "canary-4"),
                            new dev.fettle.backlog.Evidence.Feedback("canary-5", "negative", time.instant()),
                            new dev.fettle.backlog.Evidence.CiFailure(
                                    "r", "c", "b", List.of(), "canary-6", 1, time.instant(), time.instant()),
                            new dev.fettle.backlog.Evidence.LabelledIssue(1, "canary-7", "canary-8", "a"),
                            new dev.fettle.backlog.Evidence.Finding("r", "f", 1, "canary-9")),
                    "canary-10",
                    "canary-11",
                    List.of(),
                    1,
                    1,
                    null,
                    java.util.Map.of(),
                    1,
                    time.instant(),
                    time.instant());
            stores.backlog().add(dirty, t -> t, "canary-12");
            stores.backlog().update("t1", t -> t.withStatus(dev.fettle.backlog.Status.FAILED, null), "canary-13");
            stores.backlog()
                    .addAttempt(new Attempt(0, "t1", 1, "b", "canary-14", "{}", false, "canary-15", time.instant()));
            stores.deliveries().accept(delivery("guid-1", "{\"body\":\"canary-16\"}"));
            stores.deliveries().settle("guid-1", "TICKET", "canary-17");
            stores.audit().record("alice", "approve", "t1", "canary-18");

            assertThat(onDisk()).doesNotContain("canary").contains("<secret>");
        }
    }

    @Test
    void installationsOwnTheirRepositoriesUnlessSuspended() {
        try (Stores stores = open()) {
            var installations = stores.installations();
            installations.add(1, List.of(SHOP));
            installations.add(2, List.of(BANK));
            assertThat(installations.of(SHOP)).contains(1L);

            installations.suspend(1, true);
            assertThat(installations.of(SHOP)).isEmpty();
            assertThat(installations.repositories()).containsExactly(BANK);

            installations.suspend(1, false);
            installations.remove(1, List.of(SHOP));
            installations.delete(2);
            assertThat(installations.repositories()).isEmpty();
        }
    }

    @Test
    void theAuditShowsThatARowWasChanged() {
        try (Stores stores = open()) {
            stores.audit().record("alice", "approve", "t1", "looks right");
            stores.audit().record("bob", "reject", "t2", "no");
            assertThat(stores.audit().intact()).isTrue();
            assertThat(stores.audit().recent(1))
                    .singleElement()
                    .satisfies(row -> assertThat(row.actor()).isEqualTo("bob"));

            RawSql.run(folder, "update audit set actor = 'mallory' where actor = 'alice'");

            assertThat(stores.audit().intact()).isFalse();
        }
    }

    @Test
    void memoryKeepsTheFirstOrTheLastAsAsked() {
        try (Stores stores = open()) {
            assertThat(stores.memory().putIfAbsent("seen", "a", "1")).isTrue();
            assertThat(stores.memory().putIfAbsent("seen", "a", "2")).isFalse();
            stores.memory().put("seen", "b", "3");
            stores.memory().put("seen", "b", "4");
            assertThat(stores.memory().all("seen"))
                    .containsExactly(java.util.Map.entry("a", "1"), java.util.Map.entry("b", "4"));
            stores.memory().remove("seen", "a");
            assertThat(stores.memory().get("seen", "a")).isEmpty();
        }
    }

    private Stores open() {
        return Stores.open(folder, time, text -> text);
    }

    private String onDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("fettle.db", "fettle.db-wal")) {
            all.append(Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
