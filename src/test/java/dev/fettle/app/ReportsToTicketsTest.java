package dev.fettle.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import dev.fettle.intake.IntakeSource;
import io.sentry.Sentry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The whole way, from what programs send to the tickets that wait for a person: counted right, and with nothing in them that should not be. */
class ReportsToTicketsTest {
    private static final String TRACE = "java.lang.IllegalStateException: no price\\n"
            + "\\tat shop.Cart.total(Cart.java:12)\\n\\tat shop.Checkout.run(Checkout.java:40)\\n";

    @TempDir
    Path folder;

    private final Logger fettle = (Logger) LoggerFactory.getLogger("dev.fettle");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Loop loop;
    private RepositoryRef shop;
    private Reporters reporters;

    @BeforeEach
    void start() {
        loop = new Loop(folder.resolve("loop"));
        shop = loop.repository(Samples.mendable());
        reporters = new Reporters(loop, shop);
        log.start();
        fettle.addAppender(log);
        fettle.setAdditive(false);
    }

    @AfterEach
    void stop() {
        fettle.detachAppender(log);
        fettle.setLevel(null);
        fettle.setAdditive(true);
        Sentry.close();
        reporters.close();
        loop.close();
    }

    private static String sentryEvent(String message) {
        return "{\"platform\":\"java\",\"exception\":{\"values\":[{\"type\":\"IllegalStateException\",\"module\":"
                + "\"java.lang\",\"value\":\"" + message
                + "\",\"stacktrace\":{\"frames\":[{\"module\":\"shop.Checkout\","
                + "\"function\":\"run\",\"filename\":\"Checkout.java\",\"lineno\":40},{\"module\":\"shop.Cart\",\"function\":"
                + "\"total\",\"filename\":\"Cart.java\",\"lineno\":12}]}}]}}";
    }

    private static String logRecord(String trace) {
        return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":[{\"key\":\"exception.type\",\"value\":"
                + "{\"stringValue\":\"java.lang.IllegalStateException\"}},{\"key\":\"exception.stacktrace\",\"value\":"
                + "{\"stringValue\":\"" + trace + "\"}}]}]}]}]}";
    }

    @Test
    void theSameFailureThroughThreeProtocolsIsOneTicket() {
        assertThat(reporters
                        .direct(
                                IntakeSource.EXCEPTIONS,
                                "{\"type\":\"IllegalStateException\",\"count\":3,\"stack_trace\":\"" + TRACE + "\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(reporters.sentry(sentryEvent("no price for 17")).statusCode())
                .isEqualTo(200);
        loop.settle();
        assertThat(reporters.logs(logRecord(TRACE)).statusCode()).isEqualTo(200);
        loop.settle();

        assertThat(loop.ticket().count()).isEqualTo(5);
        assertThat(loop.ticket().repository()).isEqualTo(shop);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.REPORTED);
    }

    @Test
    void aBurstFromManySendersIsAFewTicketsWithTheRightCounts() throws Exception {
        int senders = 8;
        int each = 150;
        int failures = 5;
        inParallel(senders, sender -> {
            for (int i = 0; i < each; i++) {
                String type = "Failure" + (char) ('A' + i % failures);
                HttpResponse<String> answer = reporters.direct(
                        IntakeSource.EXCEPTIONS,
                        "{\"type\":\"" + type + "\",\"message\":\"request " + sender + i + "\"}");
                assertThat(answer.statusCode()).isEqualTo(202);
            }
        });

        // However many came: on the disk they are as many rows as there are failures.
        assertThat(loop.stores()
                        .reports()
                        .waiting(RepositoryRef.parse(shop.slug()).key()))
                .isEqualTo(failures);
        loop.settle();
        assertThat(loop.tickets()).extracting(Ticket::count).containsExactly(240, 240, 240, 240, 240);
    }

    @Test
    void nothingIsLostWhenTicketsAreMadeWhileReportsComeIn() throws Exception {
        int senders = 4;
        int each = 60;
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService worker = Executors.newSingleThreadExecutor();
        Future<?> working = worker.submit(() -> {
            // Whatever is due at a moment, again and again, as the server's workers do. What is in hand is done: who
            // dies with it is another test's matter.
            while (!over.get()) {
                loop.clock.pass(Duration.ofSeconds(2));
                loop.workOne();
            }
        });
        try {
            inParallel(senders, sender -> {
                for (int i = 0; i < each; i++) {
                    assertThat(reporters.sentry(sentryEvent("no price")).statusCode())
                            .isEqualTo(200);
                }
            });
        } finally {
            over.set(true);
            worker.shutdown();
        }
        working.get(60, TimeUnit.SECONDS);
        loop.settle();

        assertThat(loop.ticket().count()).isEqualTo(senders * each);
    }

    @Test
    void theRealClientsReportBecomesATicketAPersonCanLetGoOn() {
        Sentry.init(options -> options.setDsn(reporters.dsn()));
        for (int i = 0; i < 6; i++) {
            Sentry.captureException(new IllegalStateException("no price for order " + i));
        }
        Sentry.flush(20_000);
        loop.settle();

        Ticket ticket = loop.ticket();
        // Which of the frames is taken for the project's own depends on what runs the tests.
        assertThat(ticket.title()).startsWith("Fix IllegalStateException");
        assertThat(ticket.count()).isEqualTo(6);
        assertThat(ticket.waiting()).isEqualTo(WaitingReason.REPORTED);
        loop.verbs().approve(ticket, "operator");
        loop.settle();
        assertThat(loop.ticket().status()).isNotEqualTo(Status.OPEN);
    }

    @Test
    void aRepositoryThatDoesNotListenSaysSoAfterItsSettingsWereRead() {
        loop.happens(loop.world.push(
                shop,
                "main",
                "ann",
                Map.of(".github/fettle.yml", "sources:\n  user_feedback: false\n"),
                "No feedback, please"));
        loop.look();
        HttpResponse<String> answer =
                reporters.direct(IntakeSource.FEEDBACK, "{\"text\":\"Too slow\",\"sentiment\":\"negative\"}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("sources.user_feedback is off for ann/shop");
        assertThat(reporters.direct(IntakeSource.EXCEPTIONS, "{\"type\":\"E\"}").statusCode())
                .isEqualTo(202);
        loop.settle();
        assertThat(loop.ticket().title()).isEqualTo("Fix E");
    }

    @Test
    void noSecretAndNothingPrivateIsInTheDatabaseItsLogOrOurs() throws IOException {
        fettle.setLevel(Level.DEBUG);
        List<String> canaries = List.of(
                "ghp_" + "w7Yk2Lq9Zr4TbXn8".repeat(2) + "Vc3M",
                "AKIA" + "Z7QK2M4XWN6T5RVB",
                "rosa.canary@acme-shop.io",
                "+49 30 901820",
                "4556 7375 8689 9855",
                "DE44500105175407324931",
                "203.0.113.77",
                "/home/rosacanary/",
                "hunter2secretpass",
                "canary-cookie",
                "canary-host");
        for (String canary : canaries) {
            String said = canary.equals("hunter2secretpass") ? "password=" + canary : canary;
            String private_ = canary.startsWith("canary") ? "" : said;
            String trace = "java.lang.IllegalStateException: " + private_ + "\\n\\tat shop.Cart.total(Cart.java:12)\\n";
            reporters.direct(
                    IntakeSource.EXCEPTIONS,
                    "{\"type\":\"E\",\"message\":\"m " + private_ + "\",\"stack_trace\":\"" + trace
                            + "\",\"file_path\":\""
                            + (canary.startsWith("/") ? canary + "a.py" : "a.py") + "\",\"user\":\"" + said
                            + "\",\"headers\":{\"Cookie\":\"" + said + "\"},\"env\":{\"HOST\":\"" + said + "\"}}");
            reporters.direct(
                    IntakeSource.FEEDBACK,
                    "{\"text\":\"It fails, says " + private_ + " and more\",\"sentiment\":\"negative\"}");
            reporters.direct(
                    IntakeSource.PERFORMANCE,
                    "{\"metric\":\"latency_ms\",\"value\":9,\"threshold\":1,\"host\":\"" + said + "\"}");
            reporters.direct(
                    IntakeSource.ALERTS,
                    "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"Slow\",\"instance\":\"" + said
                            + "\"},\"annotations\":{\"summary\":\"" + said + "\"}}]}");
            reporters.logs(logRecord(trace)
                    .replace("{\"attributes\"", "{\"body\":{\"stringValue\":\"" + said + "\"},\"attributes\""));
            reporters.sentry(sentryEvent("m " + private_)
                    .replace(
                            "{\"platform\"",
                            "{\"user\":{\"id\":\"" + said + "\"},\"request\":{\"data\":\"" + said
                                    + "\"},\"server_name\":\"" + said + "\",\"tags\":{\"t\":\"" + said
                                    + "\"},\"platform\"")
                    .replace("\"lineno\":12", "\"lineno\":12,\"vars\":{\"v\":\"" + said + "\"}"));
            // What is turned away is written nowhere either.
            reporters.direct(IntakeSource.EXCEPTIONS, "{\"type\":\"" + said + "@@\",\"count\":\"" + said + "\"}");
        }
        String before = onDisk();
        loop.settle();
        String everything = (before + onDisk() + logged()).toLowerCase(Locale.ROOT);

        assertThat(loop.tickets()).hasSizeGreaterThan(4);
        assertThat(Stream.of("<email#1>", "<secret#1>", "reported through").filter(everything::contains))
                .hasSize(3);
        // Not by the text's own assertions, which would print all of it.
        assertThat(canaries.stream().filter(canary -> everything.contains(canary.toLowerCase(Locale.ROOT))))
                .isEmpty();
    }

    /** Each file of the data folder as its bytes are. */
    private String onDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("loop"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("data-"))
                    .toList()) {
                all.append(Files.readString(file, ISO_8859_1));
            }
        }
        assertThat(all).contains("intake_reports");
        return all.toString();
    }

    private String logged() {
        StringBuilder all = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(log.list)) {
            all.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                all.append(event.getThrowableProxy().getMessage()).append('\n');
            }
        }
        return all.toString();
    }

    private static void inParallel(int threads, Consumer<Integer> work) throws Exception {
        ExecutorService many = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                all.add(many.submit(() -> work.accept(number)));
            }
            for (Future<?> one : all) {
                one.get(120, TimeUnit.SECONDS);
            }
        } finally {
            many.shutdownNow();
        }
    }
}
