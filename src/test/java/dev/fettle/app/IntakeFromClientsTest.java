package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.app.bench.IntakeWorld;
import dev.fettle.intake.IntakeKeys.Minted;
import dev.fettle.intake.IntakeSource;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.sentry.Sentry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real clients of Sentry and OpenTelemetry at the full rate: what {@code fettle bench intake} asks of its own sender. {@code -Dfettle.intake.seconds=60} is the whole minute. */
@Tag("slow")
class IntakeFromClientsTest {
    private static final int RATE = 500;
    private static final int FAILURES = 50;
    private static final int FRAMES = 30;
    private static final long A_SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void everyReportIsCountedInTheTicketOfItsFailure() throws Exception {
        int seconds = Integer.getInteger("fettle.intake.seconds", 4);
        int total = RATE * seconds;
        try (IntakeWorld world = new IntakeWorld(folder, IntakeWiring::readers)) {
            Minted sentry = world.key(IntakeSource.SENTRY);
            URI at = URI.create(world.url());
            Sentry.init(options -> {
                options.setDsn("http://" + sentry.text() + "@" + at.getAuthority() + "/"
                        + sentry.key().project());
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
            Sentry.flush(TimeUnit.MINUTES.toMillis(2));
            Sentry.close();
            assertThat(provider.shutdown().join(2, TimeUnit.MINUTES).isSuccess())
                    .isTrue();
            double taken = (System.nanoTime() - start) / (double) A_SECOND;
            boolean all = world.settled(Duration.ofMinutes(2));

            assertThat(all).isTrue();
            assertThat(world.counted())
                    .as("of %d in %.1f s, all of them sent after %.1f s", total, sent, taken)
                    .isEqualTo(total);
            assertThat(world.tickets()).isEqualTo(FAILURES);
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
}
