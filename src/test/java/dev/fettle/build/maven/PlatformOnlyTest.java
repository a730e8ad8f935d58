package dev.fettle.build.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Surefire 3.6 and its engines: what has to be fetched before a build that may ask nobody. */
class PlatformOnlyTest {
    @ParameterizedTest
    @ValueSource(strings = {"3.6.0", "3.6.1", "3.10.0-M1", "4.0.0"})
    void fromThreeSixOnThePlatformRunsEverything(String surefire) {
        assertThat(PlatformOnly.is(surefire)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.4", "2.22.2", "3.0.0-M7", "3.5.6"})
    void beforeThatEachFrameworkHasItsProvider(String surefire) {
        assertThat(PlatformOnly.is(surefire)).isFalse();
    }

    @Test
    void testsInJUnit4GetEnginesInTheVersionThatSurefireBrings() {
        assertThat(PlatformOnly.engines(Map.of("junit:junit", "4.13.2"), "5.14.4"))
                .containsEntry("org.junit.jupiter:junit-jupiter-api", "5.14.4")
                .containsEntry("org.junit.platform:junit-platform-commons", "1.14.4")
                .containsEntry("junit:junit", "4.13.2");
        assertThat(PlatformOnly.engines(Map.of("junit:junit", "4.13.2"), "6.0.1"))
                .containsEntry("org.junit.platform:junit-platform-commons", "6.0.1");
    }

    @Test
    void testsThatNameAVersionKeepIt() {
        Map<String, String> tests = Map.of(
                "org.junit.jupiter:junit-jupiter-api", "5.9.1", "org.junit.platform:junit-platform-commons", "1.9.1");
        assertThat(PlatformOnly.engines(tests, "5.14.4")).isEqualTo(tests);
    }
}
