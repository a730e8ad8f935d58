package dev.fettle.store;

import dev.fettle.backlog.Backlog;
import dev.fettle.base.Redactor;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.improve.Audit;
import dev.fettle.improve.Outbox;
import dev.fettle.improve.TestTimeLog;
import dev.fettle.insight.TicketCounts;
import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.intake.Installations;
import dev.fettle.intake.IntakeKeys;
import dev.fettle.intake.ReportLog;
import dev.fettle.store.jobs.HandDriven;
import dev.fettle.store.jobs.JobQueue;
import dev.fettle.store.jobs.ParkedTable;
import dev.fettle.store.jobs.Revival;
import dev.fettle.store.jobs.WorkerPool;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.StoreException;
import dev.fettle.store.sqlite.SqliteStore;
import dev.fettle.work.Memory;
import dev.fettle.work.ParkedWork;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.WorkQueue;
import dev.fettle.work.Worker;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;

/**
 * Everything that Fettle keeps, in one folder: the ports of storage over one SQLite file. One process works on it at a time; commands may look and change beside it.
 *
 * <pre>{@code
 * try (Stores stores = Stores.open(dataDir, InstantSource.system(), redactor)) {
 *     try (WorkerPool pool = stores.startWorkers(workers, WorkerPool.Size.DEFAULT)) { … }
 * }
 * }</pre>
 */
public final class Stores implements AutoCloseable {
    private final Path dataDir;
    private final SqliteStore file;
    private final InstantSource clock;
    private final JobQueue queue;
    private final ParkedTable parked;
    private final BacklogTable backlog;
    private final DeliveryTable deliveries;
    private final OutboxTable outbox;
    private final InstallationTable installations;
    private final MemoryTable memory;
    private final AuditTable audit;
    private final CountsTable counts;
    private final IntakeKeyTable intakeKeys;
    private final ReportTable reports;
    private final TestTimesTable testTimes;

    private Stores(
            Path dataDir,
            SqliteStore file,
            InstantSource clock,
            Redactor redactor,
            Function<Delivery, Optional<String>> contentKey,
            int failuresWaiting) {
        Database database = file.database();
        Redaction redaction = new Redaction(redactor);
        this.dataDir = dataDir;
        this.file = file;
        this.clock = clock;
        this.queue = new JobQueue(database, clock);
        this.parked = new ParkedTable(database, clock, redactor, queue, this::parked);
        this.backlog = new BacklogTable(database, clock, redaction);
        this.deliveries = new DeliveryTable(
                database, clock, redaction, new BodyCipher(KeyFile.open(dataDir, database)), queue, contentKey);
        this.outbox = new OutboxTable(database, clock, queue);
        this.installations = new InstallationTable(database, clock);
        this.memory = new MemoryTable(database, clock);
        this.audit = new AuditTable(database, clock, redaction);
        this.counts = new CountsTable(database);
        this.intakeKeys = new IntakeKeyTable(database, clock);
        this.reports = new ReportTable(database, clock, queue, failuresWaiting);
        this.testTimes = new TestTimesTable(database, clock);
    }

    /** As {@link #open(Path, InstantSource, Redactor, Function, int)}, with duplicates told by id and body alone and the usual limit. */
    public static Stores open(Path dataDir, InstantSource clock, Redactor redactor) {
        return open(dataDir, clock, redactor, delivery -> Optional.empty(), IntakeLimits.DEFAULT.failuresWaiting());
    }

    /**
     * Opens the folder, makes it on the first start, and takes up the work that the last process left.
     *
     * @param redactor the last look at each text before it is written
     * @param contentKey what else makes two deliveries the same one when they come within ten minutes, such as repository, number,
     *     head commit and action; empty for nothing
     * @param failuresWaiting different reported failures of one repository that may wait to become tickets
     * @throws dev.fettle.store.sql.StoreException with what to do, when another process has the folder, or its database is gone,
     *     damaged or of a newer version
     */
    public static Stores open(
            Path dataDir,
            InstantSource clock,
            Redactor redactor,
            Function<Delivery, Optional<String>> contentKey,
            int failuresWaiting) {
        SqliteStore file = SqliteStore.open(dataDir);
        boolean opened = false;
        try {
            Stores stores = new Stores(dataDir, file, clock, redactor, contentKey, failuresWaiting);
            new Revival(file.database(), clock, stores.parked).run();
            opened = true;
            return stores;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /**
     * Opens the folder for a command that does one thing and ends, also while a server has it: what it writes are single transactions, and the server's workers find what it
     * queues. Nothing that another process works on is touched, so no workers may be started on it.
     *
     * @throws dev.fettle.store.sql.StoreException with what to do, when the database is gone, damaged or of another version
     */
    public static Stores beside(Path dataDir, InstantSource clock, Redactor redactor) {
        SqliteStore file = SqliteStore.beside(dataDir);
        boolean opened = false;
        try {
            Stores stores = new Stores(
                    dataDir,
                    file,
                    clock,
                    redactor,
                    delivery -> Optional.empty(),
                    IntakeLimits.DEFAULT.failuresWaiting());
            opened = true;
            return stores;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    public Transactions transactions() {
        return file.database();
    }

    public DeliveryLog deliveries() {
        return deliveries;
    }

    public Backlog backlog() {
        return backlog;
    }

    public Outbox outbox() {
        return outbox;
    }

    public WorkQueue queue() {
        return queue;
    }

    public ParkedWork parked() {
        return parked;
    }

    public Installations installations() {
        return installations;
    }

    public Memory memory() {
        return memory;
    }

    public Audit audit() {
        return audit;
    }

    public TicketCounts counts() {
        return counts;
    }

    public IntakeKeys intakeKeys() {
        return intakeKeys;
    }

    public ReportLog reports() {
        return reports;
    }

    /** Writes a small note, to see whether that can be done: why not, empty where it can. */
    public Optional<String> trouble() {
        try {
            memory.put("store", "alive", clock.instant().toString());
            return Optional.empty();
        } catch (StoreException | JdbiException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** How much work is queued or being done, by kind in small letters. */
    public Map<String, Integer> queued() {
        return queue.depths();
    }

    /** How long tests took in runs of CI. */
    public TestTimeLog testTimes() {
        return testTimes;
    }

    /** Starts to work on what is queued. Items of kinds without a worker wait. Close the pool before the stores. */
    public WorkerPool startWorkers(Map<Kind, Worker> workers, WorkerPool.Size size) {
        return WorkerPool.start(file.database(), clock, queue, parked, workers, size);
    }

    /** A worker that does what is due when it is told to, on the thread that tells it. */
    public HandDriven driveByHand(Map<Kind, Worker> workers) {
        return new HandDriven(file.database(), clock, parked, workers);
    }

    /**
     * Forgets the bodies of settled deliveries that came before then; their rows stay.
     *
     * @return how many bodies went
     */
    public int pruneBodies(Instant before) {
        return deliveries.prune(before);
    }

    /** Writes a whole copy of the database to a file that must not exist, while work goes on. {@code delivery.key} is not part of it. */
    public void backup(Path target) {
        file.backup(target);
    }

    /**
     * Writes a whole copy of the folder to one that is not there yet, while work goes on: the database, and beside it the key without which its deliveries cannot be read.
     *
     * @throws dev.fettle.store.sql.StoreException with what to do, when it cannot be written
     */
    public void backupFolder(Path target) {
        BackupFolder.write(dataDir, target, file);
    }

    @Override
    public void close() {
        file.close();
    }

    /** A delivery whose triage was given up says so. */
    private void parked(WorkItem item, String reason) {
        if (item.kind() == Kind.TRIAGE) {
            deliveries.settle(item.key(), "PARKED", reason);
        }
    }
}
