package dev.fettle.build.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.fettle.build.BuildException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** A repository that never stops sending, played by work that nothing can interrupt. */
class FetchDeadlineTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final FetchDeadline deadline = new FetchDeadline(Duration.ofMillis(50), 2);

    @AfterEach
    void letGo() {
        end.countDown();
    }

    @Test
    void whatEndsIsHandedOverWithWhatTheLogSaysOfIt() {
        FetchDeadline patient = new FetchDeadline(Duration.ofMinutes(1), 1);
        MDC.put("ticket", "ci-7");
        try {
            assertThat(patient.within(() -> MDC.get("ticket"))).isEqualTo("ci-7");
        } finally {
            MDC.clear();
        }
        assertThatThrownBy(() -> patient.within(() -> {
                    throw new BuildException("no such artifact");
                }))
                .isInstanceOf(BuildException.class)
                .hasMessage("no such artifact");
    }

    @Test
    void whatDoesNotEndIsLeftBehindAndWhoWaitedGoesOn() {
        assertThatThrownBy(() -> deadline.within(this::forEver))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("was not fetched within");
    }

    @Test
    void ofThreadsThatAreLeftBehindThereAreFewUntilTheyEnd() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> deadline.within(this::forEver)).hasMessageContaining("was not fetched within");
        }
        assertThatThrownBy(() -> deadline.within(() -> "never asked")).hasMessageContaining("never ended");

        end.countDown();

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (!isAsked()) {
                Thread.onSpinWait();
            }
        });
    }

    private boolean isAsked() {
        try {
            return deadline.within(() -> true);
        } catch (BuildException stillLeftBehind) {
            return false;
        }
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() {
        FetchDeadline patient = new FetchDeadline(Duration.ofMinutes(1), 1);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> patient.within(this::forEver))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("Stopped while");

        assertThat(Thread.interrupted()).isTrue();
    }

    private String forEver() {
        boolean over = false;
        while (!over) {
            try {
                end.await();
                over = true;
            } catch (InterruptedException deaf) {
                // as a read from a socket is
            }
        }
        return "ended";
    }
}
