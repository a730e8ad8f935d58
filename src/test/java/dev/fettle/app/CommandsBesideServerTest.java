package dev.fettle.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.store.Stores;
import dev.fettle.store.jobs.WorkerPool;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A server has the data folder, and its operator uses the commands all the same. */
class CommandsBesideServerTest {
    @TempDir
    Path folder;

    private final BlockingQueue<WorkItem> begun = new LinkedBlockingQueue<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private Path config;
    private Stores server;
    private WorkerPool pool;

    private record Said(int status, String out, String err) {}

    @BeforeEach
    void aServerRuns() throws IOException {
        config = folder.resolve("fettle.json");
        Files.writeString(config, "{\"data_dir\": \"data\"}");
        server = Stores.open(folder.resolve("data"), InstantSource.system(), text -> text);
        pool = server.startWorkers(Map.of(Kind.CYCLE, this::cycle), WorkerPool.Size.DEFAULT);
    }

    @AfterEach
    void itStops() {
        mayEnd.countDown();
        pool.close();
        server.close();
    }

    @Test
    void aTicketThatIsAddedByHandIsWorkedOnAtOnce() throws Exception {
        assertThat(add("manual_1", "Mend the till").status()).isZero();

        assertThat(begun.poll(20, SECONDS))
                .isNotNull()
                .extracting(WorkItem::key)
                .isEqualTo("acme/shop");
        assertThat(server.backlog().find("manual_1"))
                .get()
                .extracting(Ticket::title)
                .isEqualTo("Mend the till");
    }

    @Test
    void whatTheServerWorksOnMeanwhileStaysItsOwn() throws Exception {
        add("manual_1", "Mend the till");
        assertThat(begun.poll(20, SECONDS)).isNotNull();

        assertThat(fettle("status").status()).isZero();
        assertThat(fettle("tickets", "show", "manual_1").status()).isZero();

        // Work that was taken from it would be begun a second time, and before what is newer.
        fettle("tickets", "add", "--repository", "acme/bank", "--title", "Mend the safe");
        assertThat(begun.poll(20, SECONDS))
                .isNotNull()
                .extracting(WorkItem::key)
                .isEqualTo("acme/bank");
        assertThat(Files.readString(folder.resolve("data/fettle.state"))).contains("clean=false");
    }

    @Test
    void approvedRejectedAndRetriedTicketsAreSeenByTheServer() throws Exception {
        add("manual_1", "Mend the till");
        add("manual_2", "Mend the door");
        add("manual_3", "Mend the roof");
        server.backlog()
                .update("manual_3", t -> t.withStatus(Status.FAILED, WaitingReason.ABSTAINED), "nothing was found");

        assertThat(fettle("tickets", "approve", "manual_1").out()).isEqualTo("manual_1: approved\n");
        assertThat(fettle("tickets", "reject", "manual_2", "--reason", "not wanted")
                        .out())
                .isEqualTo("manual_2: rejected\n");
        assertThat(fettle("tickets", "retry", "manual_3").out()).isEqualTo("manual_3: will be tried again\n");

        assertThat(server.backlog().find("manual_1"))
                .get()
                .satisfies(ticket -> assertThat(ticket.metadata()).containsKey("approved_by"));
        assertThat(server.backlog().list(TicketFilter.ALL))
                .extracting(Ticket::id, Ticket::status)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("manual_2", Status.REJECTED),
                        org.assertj.core.groups.Tuple.tuple("manual_3", Status.OPEN));
    }

    @Test
    void readingNeverWaitsForAWriter() {
        add("manual_1", "Mend the till");

        server.transactions().inOne(() -> {
            server.backlog().update("manual_1", t -> t, "a write that is not committed yet");
            assertThat(fettle("status", "--json").out()).contains("\"total_tickets\" : 1");
            assertThat(fettle("tickets", "list").out()).contains("Mend the till");
            assertThat(fettle("config", "explain").status()).isZero();
        });
    }

    @Test
    void aCycleByHandIsRefusedWithWhatToDoInstead() {
        Said said = fettle("cycle");

        assertThat(said.status()).isEqualTo(2);
        assertThat(said.err())
                .contains("Another Fettle is using")
                .contains("works on its tickets")
                .contains("'fettle tickets' and 'fettle status' work beside it");
    }

    private Worker.Result cycle(WorkItem item) {
        begun.add(item);
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Worker.Result.Done();
    }

    private Said add(String id, String title) {
        return fettle("tickets", "add", "--id", id, "--repository", "acme/shop", "--title", title);
    }

    private Said fettle(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.add("--config=" + config);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        int status = line.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }
}
