package dev.fettle.probe.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PastJdkTest {
    @Test
    void whatCameLaterWasNotThere() throws Exception {
        PastJdk eight = PastJdk.of(8);

        assertThat(eight.had(String.class.getMethod("isEmpty"))).isTrue();
        assertThat(eight.had(String.class.getMethod("isBlank"))).isFalse();
        assertThat(eight.had(TimeUnit.class.getMethod("of", java.time.temporal.ChronoUnit.class)))
                .isFalse();
        assertThat(eight.had(Class.forName("java.lang.Module").getMethod("getName")))
                .as("not even its class")
                .isFalse();
        assertThat(eight.had(java.io.StringReader.class.getConstructor(String.class)))
                .isTrue();
        assertThat(eight.had(java.util.ArrayList.class.getConstructor(java.util.Collection.class)))
                .as("type parameters are no hindrance")
                .isTrue();
        assertThat(eight.had(Integer.class.getField("MAX_VALUE"))).isTrue();
    }

    @Test
    void whatIsNotTheJdksIsLeftToOthers() throws Exception {
        assertThat(PastJdk.of(8).had(PastJdkTest.class.getDeclaredMethod("whatIsNotTheJdksIsLeftToOthers")))
                .isTrue();
    }

    @Test
    void inTheRunningReleaseEverythingIsThere() throws Exception {
        assertThat(PastJdk.of(Runtime.version().feature()).had(String.class.getMethod("isBlank")))
                .isTrue();
    }
}
