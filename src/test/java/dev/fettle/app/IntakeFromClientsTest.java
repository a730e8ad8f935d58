package dev.fettle.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fettle.app.bench.IntakeWorld;
import dev.fettle.intake.IntakeKeys.Minted;
import dev.fettle.intake.IntakeSource;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.sentry.Sentry;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real clients of Sentry and OpenTelemetry at the full rate: what {@code fettle bench intake} asks of its own sender. {@code -Dfettle.intake.seconds=60} is the whole minute. A client that a
 * busy machine keeps from sending has ten minutes for it; what it was told to send is counted in any case.
 */
@Tag("slow")
class IntakeFromClientsTest {
    private static final int RATE = 500;
    private static final int FAILURES = 50;
    private static final int FRAMES = 30;
    private static final long A_SECOND = 1_000_000_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    /** What the server may hold more after the last report than after the first ones, in bytes: less than a thousandth of what was sent would need. */
    private static final long HELD = 24L << 20;

    private final int total = RATE * Integer.getInteger("fettle.intake.seconds", 4);
    private String dsn;

    @TempDir
    Path folder;

    private IntakeWorld world;

    @BeforeEach
    void forgetTheLastClient() {
        Sentry.close();
    }

    private void start() {
        world = new IntakeWorld(folder.resolve("world"), IntakeWiring::readers);
        Minted sentry = world.key(IntakeSource.SENTRY);
        dsn = "http://" + sentry.text() + "@" + URI.create(world.url()).getAuthority() + "/"
                + sentry.key().project();
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void hasAll(String how) throws InterruptedException {
        assertThat(world.settled(Duration.ofMinutes(2))).isTrue();
        System.out.println(how + "; counted " + world.counted() + " in " + world.tickets() + " tickets");
        assertThat(world.counted()).as(how).isEqualTo(total);
        assertThat(world.tickets()).isEqualTo(FAILURES);
    }

    @Test
    void everyReportIsCountedInTheTicketOfItsFailure() throws Exception {
        start();
        try (IntakeWorld unused = world) {
            Sentry.init(options -> {
                options.setDsn(dsn);
                options.setMaxQueueSize(total);
                options.setEnableUncaughtExceptionHandler(false);
            });
            SdkLoggerProvider provider = SdkLoggerProvider.builder()
                    .addLogRecordProcessor(BatchLogRecordProcessor.builder(OtlpHttpLogRecordExporter.builder()
                                    .setEndpoint(world.url() + "/otlp/v1/logs")
                                    .addHeader(
                                            "Authorization",
                                            "Bearer "
                                                    + world.key(IntakeSource.OTLP)
                                                            .text())
                                    .build())
                            .setMaxQueueSize(total)
                            .build())
                    .build();
            Logger logger = provider.get("shop");
            long before = heap();
            long start = System.nanoTime();
            for (int i = 0; i < total; i++) {
                TimeUnit.NANOSECONDS.sleep(start + i * A_SECOND / RATE - System.nanoTime());
                if (i % 2 == 0) {
                    Sentry.captureException(failure(i));
                } else {
                    logger.logRecordBuilder()
                            .setSeverity(Severity.ERROR)
                            .setException(failure(i))
                            .emit();
                }
            }
            double sent = (System.nanoTime() - start) / (double) A_SECOND;
            Sentry.flush(PATIENCE.toMillis());
            Sentry.close();
            assertThat(provider.shutdown()
                            .join(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .isSuccess())
                    .isTrue();
            double taken = (System.nanoTime() - start) / (double) A_SECOND;

            hasAll(String.format(Locale.ROOT, "%d in %.1f s, all of them sent after %.1f s", total, sent, taken));
            assertThat(heap() - before).isLessThan(HELD);
        }
    }

    private static RuntimeException failure(int number) {
        RuntimeException failure = new IllegalStateException("order " + number + " took " + number % 977 + " ms");
        StackTraceElement[] frames = new StackTraceElement[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            frames[i] = new StackTraceElement("shop.Part" + number / 2 % FAILURES, "step" + i, "Part.java", i + 1);
        }
        failure.setStackTrace(frames);
        return failure;
    }

    @Test
    void everyReportOfANodeProgramIsCountedToo() throws Exception {
        Path client = Path.of(System.getProperty("fettle.npm", "node_modules"))
                .toAbsolutePath()
                .resolve("@sentry/node");
        assumeTrue(Files.isDirectory(client), "Sentry's client for Node is not here: npm ci --ignore-scripts");
        start();
        try (IntakeWorld unused = world) {
            Path program = folder.resolve("sentry-load.js");
            try (InputStream script =
                    Objects.requireNonNull(IntakeFromClientsTest.class.getResourceAsStream("sentry-load.js"))) {
                Files.write(program, script.readAllBytes());
            }
            long before = heap();
            Process node = new ProcessBuilder(
                            "node",
                            program.toString(),
                            client.toString(),
                            dsn,
                            Integer.toString(RATE),
                            Integer.toString(total / RATE),
                            Integer.toString(FAILURES))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(node.getInputStream().readAllBytes(), UTF_8).strip();
            assertThat(node.waitFor()).as(said).isZero();

            hasAll("@sentry/node: " + said);
            assertThat(heap() - before).isLessThan(HELD);
        }
    }
}
