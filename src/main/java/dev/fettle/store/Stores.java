package dev.fettle.store;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Tally;
import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sight;
import dev.fettle.forge.Allowance;
import dev.fettle.improve.ApiKeys;
import dev.fettle.improve.Audit;
import dev.fettle.improve.Outbox;
import dev.fettle.improve.TestTimeLog;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.intake.DeliveryRows;
import dev.fettle.intake.Installations;
import dev.fettle.intake.IntakeKeys;
import dev.fettle.intake.ReportLog;
import dev.fettle.store.jobs.HandDriven;
import dev.fettle.store.jobs.JobQueue;
import dev.fettle.store.jobs.ParkedTable;
import dev.fettle.store.jobs.Revival;
import dev.fettle.store.jobs.WorkerPool;
import dev.fettle.store.jobs.WorkerPool.Polling;
import dev.fettle.store.postgres.PostgresStore;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.OpenDatabase;
import dev.fettle.store.sql.StoreException;
import dev.fettle.store.sql.StoreLook;
import dev.fettle.store.sqlite.SqliteLook;
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
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;

/**
 * Everything that Fettle keeps: the ports of storage over one database, which is an SQLite file that one process works on at a time, or a PostgreSQL server that any number do.
 * Commands may look and change beside them.
 *
 * <pre>{@code
 * try (Stores stores = Stores.open(Place.folder(dataDir), InstantSource.system(), redactor, Reading.NOTHING)) {
 *     try (WorkerPool pool = stores.startWorkers(workers, WorkerPool.Size.DEFAULT)) { … }
 * }
 * }</pre>
 */
public final class Stores implements AutoCloseable {
    private final Place place;
    private final OpenDatabase open;
    private final InstantSource clock;
    private final JobQueue queue;
    private final ParkedTable parked;
    private final BacklogTable backlog;
    private final DeliveryTable deliveries;
    private final OutboxTable outbox;
    private final InstallationTable installations;
    private final MemoryTable memory;
    private final AuditTable audit;
    private final IntakeKeyTable intakeKeys;
    private final ApiKeyTable apiKeys;
    private final ReportTable reports;
    private final AllowanceTable allowance;
    private final TestTimesTable testTimes;
    private final TallyTable tally;

    private Stores(Place place, OpenDatabase open, InstantSource clock, Redactor redactor, Reading reading) {
        Database database = open.database();
        Redaction redaction = new Redaction(redactor);
        this.place = place;
        this.open = open;
        this.clock = clock;
        this.queue = new JobQueue(database, clock);
        this.parked = new ParkedTable(database, clock, redactor, queue, this::parked);
        this.backlog = new BacklogTable(database, clock, redaction);
        this.deliveries = new DeliveryTable(
                database, clock, redaction, new BodyCipher(KeyFile.open(place.keyFile(), database)), queue, reading);
        this.outbox = new OutboxTable(database, clock, queue);
        this.installations = new InstallationTable(database, clock);
        this.memory = new MemoryTable(database, clock);
        this.audit = new AuditTable(database, clock, redaction);
        this.intakeKeys = new IntakeKeyTable(database, clock);
        this.apiKeys = new ApiKeyTable(database, clock);
        this.reports = new ReportTable(database, clock, queue, reading.failuresWaiting());
        this.allowance = new AllowanceTable(database, Allowance.GITHUB);
        this.testTimes = new TestTimesTable(database, clock);
        this.tally = new TallyTable(database, Sight.ALL);
    }

    /** How the database of that place stands; nothing is made or changed. */
    public static StoreLook look(Place place) {
        return place.server().map(PostgresStore::look).orElseGet(() -> SqliteLook.at(place.folder()));
    }

    /** Opens an SQLite file in that folder, with duplicates told by id and body alone. */
    public static Stores open(Path dataDir, InstantSource clock, Redactor redactor) {
        return open(Place.folder(dataDir), clock, redactor, Reading.NOTHING);
    }

    /**
     * Opens the database, makes it on the first start, and takes up the work that the last process left; what other processes that share the database have in hand is theirs until
     * their lease runs out.
     *
     * @param redactor the last look at each text before it is written
     * @param reading what the inbox reads out of a delivery
     * @throws dev.fettle.store.sql.StoreException with what to do, when another process has the folder, or its database is gone,
     *     damaged or of a newer version, or the server cannot be reached
     */
    public static Stores open(Place place, InstantSource clock, Redactor redactor, Reading reading) {
        OpenDatabase open = place.server()
                .<OpenDatabase>map(server -> PostgresStore.open(server, place.folder()))
                .orElseGet(() -> SqliteStore.open(place.folder()));
        return over(place, open, clock, redactor, reading, true);
    }

    /** Opens an SQLite file as {@link #beside(Place, InstantSource, Redactor)} does. */
    public static Stores beside(Path dataDir, InstantSource clock, Redactor redactor) {
        return beside(Place.folder(dataDir), clock, redactor);
    }

    /**
     * Opens the database for a command that does one thing and ends, also while a server has it: what it writes are single transactions, and the server's workers find what it
     * queues. Nothing that another process works on is touched, so no workers may be started on it.
     *
     * @throws dev.fettle.store.sql.StoreException with what to do, when the database is gone, damaged or of another version
     */
    public static Stores beside(Place place, InstantSource clock, Redactor redactor) {
        OpenDatabase open = place.server()
                .<OpenDatabase>map(PostgresStore::beside)
                .orElseGet(() -> SqliteStore.beside(place.folder()));
        return over(place, open, clock, redactor, Reading.NOTHING, false);
    }

    private static Stores over(
            Place place, OpenDatabase open, InstantSource clock, Redactor redactor, Reading reading, boolean works) {
        boolean opened = false;
        try {
            Stores stores = new Stores(place, open, clock, redactor, reading);
            if (works) {
                Facts.catchUp(open.database());
            }
            if (works && !open.shared()) {
                new Revival(open.database(), clock, stores.parked).all();
            }
            opened = true;
            return stores;
        } finally {
            if (!opened) {
                open.close();
            }
        }
    }

    /** Whether other processes may work on the same database at the same time. */
    public boolean shared() {
        return open.shared();
    }

    public Transactions transactions() {
        return open.database();
    }

    public DeliveryLog deliveries() {
        return deliveries;
    }

    public DeliveryRows deliveryRows() {
        return deliveries.rows();
    }

    public Backlog backlog() {
        return backlog;
    }

    /** Calls it whenever this process adds or changes a ticket, in the same transaction, with the ticket's repository. */
    public void onTicketChange(Consumer<RepositoryRef> listener) {
        backlog.onChange(listener);
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

    public Tally tally() {
        return tally;
    }

    public IntakeKeys intakeKeys() {
        return intakeKeys;
    }

    public ApiKeys apiKeys() {
        return apiKeys;
    }

    public Allowance allowance() {
        return allowance;
    }

    public ReportLog reports() {
        return reports;
    }

    /** When each source was last heard of. */
    public SignalTimes signalTimes() {
        return new SignalTimes(open.database());
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
        return WorkerPool.start(
                open.database(),
                open.shared() ? Polling.SIDE_BY_SIDE : Polling.ONE_BY_ONE,
                open.clock(clock),
                queue,
                parked,
                workers,
                size);
    }

    /** A worker that does what is due when it is told to, on the thread that tells it. */
    public HandDriven driveByHand(Map<Kind, Worker> workers) {
        return new HandDriven(open.database(), clock, parked, workers);
    }

    /**
     * Forgets the bodies of settled deliveries that came before then; their rows stay.
     *
     * @return how many bodies went
     */
    public int pruneBodies(Instant before) {
        return deliveries.prune(before);
    }

    /**
     * Forgets the evidence of tickets that ended and were last changed before then; what the tickets say, and what became of them, stays. At most some thousands at once: the
     * rest goes the next time.
     *
     * @return of how many tickets it went
     */
    public int pruneEvidence(Instant before) {
        return backlog.pruneEvidence(before);
    }

    /**
     * Writes a whole copy of the database to a file that must not exist, while work goes on. {@code delivery.key} is not part of it.
     *
     * @throws dev.fettle.store.sql.StoreException with what to do instead, where the database has its own means
     */
    public void backup(Path target) {
        open.backup(target);
    }

    /**
     * Writes a whole copy of the folder to one that is not there yet, while work goes on: the database, and beside it the key without which its deliveries cannot be read.
     *
     * @throws dev.fettle.store.sql.StoreException with what to do, when it cannot be written
     */
    public void backupFolder(Path target) {
        BackupFolder.write(open, place.keyFile(), target);
    }

    @Override
    public void close() {
        open.close();
    }

    /** A delivery whose triage was given up says so. */
    private void parked(WorkItem item, String reason) {
        if (item.kind() == Kind.TRIAGE) {
            deliveries.settle(item.key(), "PARKED", reason);
        }
    }
}
