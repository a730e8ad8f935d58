package dev.fettle.web;

import static java.util.Objects.requireNonNull;

import dev.fettle.backlog.Backlog;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.improve.TicketVerbs;
import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.Report;
import dev.fettle.intake.ReportLog;
import dev.fettle.intake.alert.AlertReports;
import dev.fettle.intake.analysis.SarifReports;
import dev.fettle.intake.direct.DirectReports;
import dev.fettle.intake.github.DeliveryBody;
import dev.fettle.intake.otlp.OtlpReports;
import dev.fettle.intake.sentry.SentryReports;
import dev.fettle.store.Place;
import dev.fettle.store.Reading;
import dev.fettle.store.ReadyFolder;
import dev.fettle.store.Stores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A real server on a free port of the loopback address, over a real database in a folder of its own, and a client for it. */
final class TestServer implements AutoCloseable {
    static final String SECRET = "a-secret-of-the-test";
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    final Stores stores;
    /** The time; tests may let some pass. */
    volatile Instant now = NOW;

    volatile List<Secret> secrets = List.of(Secret.of(SECRET));
    /** Told to be true, the disk is full for the inbox. */
    volatile boolean diskFull;
    /** What deliveries wait for before they are written, as for a disk that takes its time. */
    volatile CompletableFuture<?> disk = CompletableFuture.completedFuture(null);

    private final IntakeLimits limits;
    private final WebServer server;
    /** Sources that are switched off, each with the sentence that says so. */
    final Map<IntakeSource, String> refused = new ConcurrentHashMap<>();
    /** What an operator must know; tests may change it. */
    List<String> warnings = List.of();
    /** What the server says of itself in numbers; tests may change it. */
    List<Measure> measures = List.of(new Measure("fettle_test", "A number", Map.of("kind", "a"), 3));

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    TestServer(Path folder) {
        this(folder, WebSettings.on("127.0.0.1", 0), Optional.empty());
    }

    /**
     * Where persons sign in, at once and as one who may do everything.
     *
     * @param refusal what is told to who comes, where they are refused
     */
    static TestServer ofMembers(Path folder, Optional<ForgeView> forge, Supplier<Optional<String>> refusal)
            throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        AtomicReference<TestServer> made = new AtomicReference<>();
        People people = new OpenDoor(
                "http://127.0.0.1:" + port, () -> requireNonNull(made.get()).verbs(), refusal);
        made.set(new TestServer(
                folder, WebSettings.on("127.0.0.1", port), forge, IntakeLimits.DEFAULT, Optional.of(people)));
        return made.get();
    }

    private TicketVerbs verbs() {
        return new TicketVerbs(
                stores.backlog(), stores.audit(), stores.queue(), stores.outbox(), stores.transactions(), () -> now);
    }

    TestServer(Path folder, WebSettings settings, Optional<ForgeView> forge) {
        this(folder, settings, forge, IntakeLimits.DEFAULT);
    }

    TestServer(Path folder, WebSettings settings, Optional<ForgeView> forge, IntakeLimits limits) {
        this(folder, settings, forge, limits, Optional.empty());
    }

    TestServer(
            Path folder,
            WebSettings settings,
            Optional<ForgeView> forge,
            IntakeLimits limits,
            Optional<People> people) {
        this(folder, settings, forge, limits, people, Reading.NOTHING);
    }

    /** Where no more than so many deliveries may wait to be worked on. */
    static TestServer holding(Path folder, int mostWaiting) {
        Reading reading = new Reading(
                Reading.NOTHING.contentKey(),
                Reading.NOTHING.account(),
                Reading.NOTHING.repository(),
                mostWaiting,
                Reading.NOTHING.failuresWaiting());
        return new TestServer(
                folder,
                WebSettings.on("127.0.0.1", 0),
                Optional.empty(),
                IntakeLimits.DEFAULT,
                Optional.empty(),
                reading);
    }

    private TestServer(
            Path folder,
            WebSettings settings,
            Optional<ForgeView> forge,
            IntakeLimits limits,
            Optional<People> people,
            Reading reading) {
        this.limits = limits;
        stores = Stores.open(Place.folder(ReadyFolder.at(folder)), () -> now, text -> text, reading);
        server = WebServer.of(
                settings,
                new WebParts(
                        () -> secrets,
                        DeliveryBody::json,
                        new Inbox(),
                        intake(),
                        stores.backlog(),
                        new ProgramParts(
                                new TicketVerbs(
                                        stores.backlog(),
                                        stores.audit(),
                                        stores.queue(),
                                        stores.outbox(),
                                        stores.transactions(),
                                        () -> now),
                                stores.apiKeys(),
                                "0"),
                        new Figures(stores.tally(), stores.deliveryRows(), sight -> List.of()),
                        forge,
                        () -> warnings,
                        () -> diskFull ? Optional.of("The disk is full.") : Optional.empty(),
                        () -> now),
                () -> measures,
                people);
        server.start();
    }

    /** As the server has it, with a redactor that redacts, and a disk that can be full. */
    private IntakeParts intake() {
        Redactor redactor = new PatternRedactor(SecretShapes.bundled(), List::of);
        return new IntakeParts(
                stores.intakeKeys(),
                new Reports(),
                Map.of(
                        IntakeSource.EXCEPTIONS,
                        DirectReports.exceptions(redactor),
                        IntakeSource.PERFORMANCE,
                        DirectReports.performance(redactor),
                        IntakeSource.FEEDBACK,
                        DirectReports.feedback(redactor),
                        IntakeSource.SENTRY,
                        new SentryReports(redactor),
                        IntakeSource.OTLP,
                        new OtlpReports(redactor),
                        IntakeSource.ALERTS,
                        new AlertReports(redactor),
                        IntakeSource.SARIF,
                        new SarifReports(redactor)),
                (repository, source) -> Optional.ofNullable(refused.get(source)),
                limits);
    }

    /** The real inbox of reports, and a disk that can be full. */
    private final class Reports implements ReportLog {
        @Override
        public ReportLog.Acceptance accept(IntakeSource source, List<Report> reports) {
            if (diskFull) {
                throw new IllegalStateException("no space left on device");
            }
            return stores.reports().accept(source, reports);
        }

        @Override
        public List<Pending> take(String repositoryKey, Instant now, int most) {
            return stores.reports().take(repositoryKey, now, most);
        }

        @Override
        public void defer(Pending pending, Instant until) {
            stores.reports().defer(pending, until);
        }

        @Override
        public Optional<RepositoryRef> repository(String repositoryKey) {
            return stores.reports().repository(repositoryKey);
        }

        @Override
        public List<String> deferred() {
            return stores.reports().deferred();
        }

        @Override
        public int waiting(String repositoryKey) {
            return stores.reports().waiting(repositoryKey);
        }
    }

    Backlog backlog() {
        return stores.backlog();
    }

    /** How many deliveries were kept. */
    int kept() {
        return stores.deliveries().recent(10_000).size();
    }

    /** The real inbox, and a disk that can be full. */
    private final class Inbox implements DeliveryLog {
        @Override
        public DeliveryLog.Acceptance accept(Delivery delivery) {
            if (diskFull) {
                throw new IllegalStateException("no space left on device");
            }
            return stores.deliveries().accept(delivery);
        }

        @Override
        public CompletableFuture<DeliveryLog.Acceptance> acceptSoon(Delivery delivery) {
            if (diskFull) {
                throw new IllegalStateException("no space left on device");
            }
            return disk.thenCompose(ready -> stores.deliveries().acceptSoon(delivery));
        }

        @Override
        public Optional<Delivery> find(String id) {
            return stores.deliveries().find(id);
        }

        @Override
        public boolean settled(String id) {
            return stores.deliveries().settled(id);
        }

        @Override
        public void settle(String id, String outcome, String detail) {
            stores.deliveries().settle(id, outcome, detail);
        }

        @Override
        public void reopen(String id) {
            stores.deliveries().reopen(id);
        }

        @Override
        public List<Entry> recent(int most) {
            return stores.deliveries().recent(most);
        }

        @Override
        public Optional<Instant> lastAccepted() {
            return stores.deliveries().lastAccepted();
        }
    }

    /** Method and path of every route. */
    java.util.Set<String> routes() {
        return server.routes();
    }

    URI uri(String path) {
        return URI.create(server.url() + path);
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(
                    request.timeout(Duration.ofSeconds(60)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A request as GitHub makes it, but for its signature. */
    HttpRequest.Builder webhook(String event, String id, byte[] body) {
        return HttpRequest.newBuilder(uri("/webhooks/github"))
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", id)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    /** Sends and does not wait. */
    CompletableFuture<HttpResponse<String>> delivering(String event, String id, byte[] body) {
        return client.sendAsync(
                webhook(event, id, body)
                        .header("X-Hub-Signature-256", signature(SECRET, body))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpResponse<String> deliver(String event, String id, byte[] body) {
        return send(webhook(event, id, body).header("X-Hub-Signature-256", signature(SECRET, body)));
    }

    /** Sends bytes as they are and reads what comes back until the server closes, or has said so much. */
    String raw(byte[]... parts) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            try {
                for (byte[] part : parts) {
                    out.write(part);
                    out.flush();
                }
            } catch (IOException e) {
                // The server has hung up on us; what it said before is still to be read.
            }
            return answer(socket);
        }
    }

    Socket connect() throws IOException {
        return new Socket("127.0.0.1", server.port());
    }

    /** The head of an answer. */
    static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try {
            int b = in.read();
            while (b >= 0) {
                head.write(b);
                if (head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                    break;
                }
                b = in.read();
            }
        } catch (java.net.SocketException e) {
            // Reset by the server after its answer.
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    static String signature(String secret, byte[] body) {
        return "sha256=" + HexFormat.of().formatHex(mac("HmacSHA256", secret, body));
    }

    static byte[] mac(String algorithm, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        stores.close();
    }
}
