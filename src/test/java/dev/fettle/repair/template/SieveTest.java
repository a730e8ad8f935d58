package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Progress;
import dev.fettle.repair.template.rule.Draft;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Of candidates that begin alike one goes first; what becomes of it decides when the others have their turn. */
class SieveTest extends SurveyedTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    /** Still, so that the time left after a find is never up. */
    private final InstantSource clock = InstantSource.fixed(NOW);

    @Test
    void aGoodLeaderIsFollowedAtOnce() {
        manyThatCannotMatter();
        Draft leader = replace("rebate > 0", "rebate < 0");
        Draft alike = replace("rebate > 0", "rebate > sum");

        Tried tried = validate();

        assertThat(tried.tally.found()).extracting(Found::draft).containsExactly(leader, alike);
        assertThat(tried.sieve.takePostponed()).isEmpty();
    }

    @Test
    void theFollowersOfABadLeaderWait() {
        manyThatCannotMatter();
        replace("return sum", "sum", "sum + 5");
        Draft alike = replace("return sum", "sum", "sum + rebate * 5");

        Tried tried = validate();

        assertThat(tried.tally.found()).isEmpty();
        assertThat(tried.tally.tried())
                .as("the first before anything is measured, and the leader")
                .isEqualTo(2);
        assertThat(tried.sieve.takePostponed()).containsExactly(alike);
        assertThat(tried.sieve.takePostponed()).isEmpty();
        assertThat(tried.sieve.notes()).singleElement().asString().startsWith("399 candidates were left out");
        assertThat(tried.sieve.withoutIdle(drafts)).hasSize(3);
    }

    private void manyThatCannotMatter() {
        for (int i = 0; i < 400; i++) {
            before("return sum", "if (sum < -" + i + ") {\n return " + i + ";\n} ");
        }
    }

    private record Tried(Tally tally, Sieve sieve) {}

    private Tried validate() {
        Effects effects = effects("PricesTest#total");
        Tally tally = new Tally(clock, NOW.plusSeconds(600), 10_000);
        Sieve.Timer untimed = new Sieve.Timer() {
            @Override
            public <T> T timed(String what, Supplier<T> work) {
                return work.get();
            }
        };
        // A test of a second leaves time for one candidate before anything is measured.
        Sieve sieve = new Sieve(effects, draft -> workshop, tally, Progress.SILENT, untimed, Duration.ofSeconds(1));
        sieve.validate(new Validation(bench, new Judge(bench, plan), tally, Progress.SILENT), drafts);
        return new Tried(tally, sieve);
    }
}
