package dev.fettle.app.bench;

import dev.fettle.intake.IntakeKeys.Minted;
import dev.fettle.intake.IntakeSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Programs that fail, again and again in the same few ways, and report it. */
public final class IntakeLoad {
    private static final long A_SECOND = 1_000_000_000L;
    private static final int FRAMES = 30;

    private final IntakeWorld world;
    private final int failures;
    private final Minted direct;
    private final Minted sentry;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public IntakeLoad(IntakeWorld world, int failures) {
        this.world = world;
        this.failures = failures;
        this.direct = world.key(IntakeSource.EXCEPTIONS);
        this.sentry = world.key(IntakeSource.SENTRY);
    }

    /**
     * What came of it.
     *
     * @param accepted answered with yes
     * @param answered how long answers took
     */
    public record Result(int sent, int accepted, double seconds, Spread answered) {}

    /** Sends so many a second for so long. Whoever is late sends without a pause until it has caught up. */
    public Result send(int rate, Duration time, int senders) throws InterruptedException {
        int total = (int) Math.min(Integer.MAX_VALUE, rate * time.toMillis() / 1000);
        long[] nanos = new long[total];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        long start = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(senders);
        for (int i = 0; i < senders; i++) {
            threads.execute(() -> {
                for (int number = next.getAndIncrement(); number < total; number = next.getAndIncrement()) {
                    waitUntil(start + number * A_SECOND / rate);
                    long begun = System.nanoTime();
                    if (answeredYes(number)) {
                        accepted.incrementAndGet();
                    }
                    nanos[number] = System.nanoTime() - begun;
                }
            });
        }
        threads.shutdown();
        if (!threads.awaitTermination(time.toSeconds() * 10 + 60, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
        double seconds = (System.nanoTime() - start) / (double) A_SECOND;
        return new Result(total, accepted.get(), seconds, Spread.of(nanos));
    }

    private static void waitUntil(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        try {
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answeredYes(int number) {
        HttpRequest request = number % 2 == 0 ? direct(number) : sentry(number);
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The words change from one to the next, as ids and times in messages do. */
    private static String message(int number) {
        return "order " + number + " of customer" + number + "@acme-shop.io took " + number % 977 + " ms";
    }

    private int failure(int number) {
        return number / 2 % failures;
    }

    private HttpRequest direct(int number) {
        StringBuilder trace = new StringBuilder("java.lang.IllegalStateException: " + message(number) + "\\n");
        for (int i = 0; i < FRAMES; i++) {
            trace.append("\\tat shop.Part")
                    .append(failure(number))
                    .append(".step")
                    .append(i)
                    .append("(Part.java:")
                    .append(i + 1)
                    .append(")\\n");
        }
        return HttpRequest.newBuilder(URI.create(world.url() + "/api/v1/exceptions"))
                .header("Authorization", "Bearer " + direct.text())
                .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"IllegalStateException\",\"message\":\""
                        + message(number) + "\",\"stack_trace\":\"" + trace + "\"}"))
                .build();
    }

    private HttpRequest sentry(int number) {
        StringBuilder frames = new StringBuilder();
        for (int i = FRAMES - 1; i >= 0; i--) {
            frames.append(frames.isEmpty() ? "" : ",")
                    .append("{\"module\":\"shop.Part")
                    .append(failure(number))
                    .append("\",\"function\":\"step")
                    .append(i)
                    .append("\",\"filename\":\"Part.java\",\"lineno\":")
                    .append(i + 1)
                    .append('}');
        }
        String event =
                "{\"platform\":\"java\",\"exception\":{\"values\":[{\"type\":\"IllegalStateException\",\"module\":"
                        + "\"java.lang\",\"value\":\"" + message(number) + "\",\"stacktrace\":{\"frames\":[" + frames
                        + "]}}]}}";
        String envelope =
                "{}\n{\"type\":\"event\",\"length\":" + event.getBytes(StandardCharsets.UTF_8).length + "}\n" + event;
        return HttpRequest.newBuilder(
                        URI.create(world.url() + "/api/" + sentry.key().project() + "/envelope/"))
                .header("X-Sentry-Auth", "Sentry sentry_version=7, sentry_key=" + sentry.text())
                .POST(HttpRequest.BodyPublishers.ofString(envelope))
                .build();
    }
}
