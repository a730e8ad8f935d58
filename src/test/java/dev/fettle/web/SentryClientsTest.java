package dev.fettle.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import dev.fettle.intake.IntakeKeys.Minted;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.Signal;
import io.sentry.DataCategory;
import io.sentry.ISentryLifecycleToken;
import io.sentry.ITransaction;
import io.sentry.Sentry;
import io.sentry.protocol.User;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that report to Sentry report to Fettle when they are given its DSN, and nothing else about them is changed. */
class SentryClientsTest {
    private static final RepositoryRef SHOP = new RepositoryRef(7, "acme", "shop");
    private static final int PATIENCE = 20_000;

    @TempDir
    Path folder;

    private TestServer server;
    private String dsn;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        Minted key = server.stores.intakeKeys().add(SHOP, IntakeSource.SENTRY);
        URI at = server.uri("/");
        dsn = "http://" + key.text() + "@" + at.getHost() + ":" + at.getPort() + "/"
                + key.key().project();
    }

    @AfterEach
    void stop() {
        Sentry.close();
        server.close();
    }

    private List<Signal> kept() {
        return server.stores.reports().take(SHOP.key(), TestServer.NOW, 100).stream()
                .map(pending -> pending.report().signal())
                .toList();
    }

    private String onDisk() throws IOException {
        return Files.readString(folder.resolve("fettle.db"), java.nio.charset.StandardCharsets.ISO_8859_1)
                + Files.readString(folder.resolve("fettle.db-wal"), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static int total(String price) {
        return Integer.parseInt(price);
    }

    private static void checkout() {
        try {
            int unused = total("twelve");
        } catch (NumberFormatException e) {
            throw new IllegalStateException("no total for rosa.canary@acme-shop.io", e);
        }
    }

    private void startJavaClient() {
        Sentry.init(options -> {
            options.setDsn(dsn);
            options.setTracesSampleRate(1.0);
            options.setSendDefaultPii(true);
            options.setServerName("canary-host");
        });
        User user = new User();
        user.setEmail("rosa.canary@acme-shop.io");
        Sentry.setUser(user);
        Sentry.addBreadcrumb("canary crumb");
        Sentry.setTag("customer", "canary-tag");
    }

    @Test
    void aJavaProgramDoes() throws IOException {
        startJavaClient();
        try {
            checkout();
        } catch (IllegalStateException e) {
            Sentry.captureException(e);
        }
        Sentry.flush(PATIENCE);

        assertThat(onDisk()).contains("NumberFormatException").doesNotContain("canary");
        assertThat(kept()).singleElement().isInstanceOfSatisfying(Signal.ExceptionSeen.class, seen -> {
            assertThat(seen.type()).isEqualTo("java.lang.NumberFormatException");
            assertThat(seen.trace()).isNotNull();
            assertThat(seen.trace().language()).isEqualTo(Language.JAVA);
            assertThat(seen.trace().type()).isEqualTo("java.lang.IllegalStateException");
            assertThat(seen.trace().message()).isEqualTo("no total for <email#1>");
            assertThat(seen.trace().frames().get(0))
                    .satisfies(top -> assertThat(List.of(top.className(), top.method(), top.file()))
                            .containsExactly(SentryClientsTest.class.getName(), "checkout", "SentryClientsTest.java"));
            assertThat(seen.trace().root().frames())
                    .extracting(Frame::method)
                    .containsSubsequence("parseInt", "total", "checkout");
        });
    }

    @Test
    void itIsToldThatTransactionsAreNotWantedAndSendsNoMoreOfThem() throws IOException {
        startJavaClient();
        ITransaction transaction = Sentry.startTransaction("canary-transaction", "task");
        try (ISentryLifecycleToken unused = transaction.makeCurrent()) {
            transaction.finish();
        }
        Sentry.flush(PATIENCE);

        assertThat(Sentry.getCurrentScopes().getRateLimiter()).isNotNull().satisfies(limits -> {
            assertThat(limits.isActiveForCategory(DataCategory.Transaction)).isTrue();
            assertThat(limits.isActiveForCategory(DataCategory.Error)).isFalse();
        });
        assertThat(onDisk()).doesNotContain("canary");
    }

    @Test
    void theSameFailureManyTimesIsOneWithItsCount() {
        startJavaClient();
        for (int i = 0; i < 25; i++) {
            try {
                checkout();
            } catch (IllegalStateException e) {
                Sentry.captureException(e);
            }
        }
        Sentry.flush(PATIENCE);

        assertThat(kept()).singleElement().extracting(Signal::count).isEqualTo(25);
    }

    /** Needs the package {@code sentry-sdk}; Debian's is {@code python3-sentry-sdk}. To run it: {@code -Dgroups=slow -DexcludedGroups= -Dfettle.python=/usr/bin/python3}. */
    @Test
    @Tag("slow")
    void aPythonProgramDoes() throws Exception {
        String python = System.getProperty("fettle.python", "python3");
        assumeTrue(
                run(python, "-c", "import sentry_sdk").status() == 0,
                "Sentry's client for Python is not here: install sentry-sdk and name its interpreter, -Dfettle.python=…");
        Path program = folder.resolve("sentry_client.py");
        try (InputStream script =
                Objects.requireNonNull(SentryClientsTest.class.getResourceAsStream("sentry-client.py"))) {
            Files.write(program, script.readAllBytes());
        }
        Ran ran = run(python, program.toString(), dsn);

        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(onDisk()).contains("ValueError").doesNotContainIgnoringCase("canary");
        assertThat(kept()).singleElement().isInstanceOfSatisfying(Signal.ExceptionSeen.class, seen -> {
            assertThat(seen.type()).isEqualTo("ValueError");
            assertThat(seen.trace()).isNotNull();
            assertThat(seen.trace().language()).isEqualTo(Language.PYTHON);
            assertThat(seen.trace().type()).isEqualTo("RuntimeError");
            assertThat(seen.trace().message()).isEqualTo("no total for <email#1>");
            assertThat(seen.trace().root().frames()).extracting(Frame::method).startsWith("total", "checkout");
            assertThat(seen.trace().root().frames().get(0).file()).endsWith("sentry_client.py");
            assertThat(seen.trace().root().frames().get(0).line()).isEqualTo(9);
        });
    }

    private record Ran(int status, String said) {}

    private static Ran run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), said);
    }

    @Test
    void aNodeProgramDoes() throws Exception {
        Path client = Path.of(System.getProperty("fettle.npm", "node_modules"))
                .toAbsolutePath()
                .resolve("@sentry/node");
        assumeTrue(Files.isDirectory(client), "Sentry's client for Node is not here: npm ci --ignore-scripts");
        Path program = folder.resolve("sentry-client.js");
        try (InputStream script =
                Objects.requireNonNull(SentryClientsTest.class.getResourceAsStream("sentry-client.js"))) {
            Files.write(program, script.readAllBytes());
        }
        Ran ran = run("node", program.toString(), client.toString(), dsn);

        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(onDisk()).contains("TypeError").doesNotContainIgnoringCase("canary");
        assertThat(kept()).singleElement().isInstanceOfSatisfying(Signal.ExceptionSeen.class, seen -> {
            assertThat(seen.type()).isEqualTo("TypeError");
            assertThat(seen.message()).contains("toFixed");
            assertThat(seen.trace()).isNotNull();
            assertThat(seen.trace().language()).isEqualTo(Language.JAVASCRIPT);
            assertThat(seen.trace().frames()).extracting(Frame::method).startsWith("totalOf", "checkout");
            assertThat(seen.trace().frames().get(0).file()).endsWith("sentry-client.js");
            assertThat(seen.trace().frames().get(0).line()).isEqualTo(10);
        });
    }
}
