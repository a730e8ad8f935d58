package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.intake.DeliveryLog;
import dev.fettle.web.Views.DeliveryRow;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What became of a delivery, in words, with the way to its ticket. */
class DeliveryRowTest {
    private static final Instant NOW = Instant.parse("2026-11-28T02:00:00Z");

    private static DeliveryRow row(String outcome, String detail) {
        return new TicketViews(false, "", () -> NOW)
                .delivery(new DeliveryLog.Entry("guid", "github", "issues", NOW, outcome, detail));
    }

    @Test
    void aTicketThatIsNamedIsAWayToIt() {
        DeliveryRow row = row("TICKET", "seen again: ci_1795695650_6010, third time");

        assertThat(row.outcome()).isEqualTo("made a ticket, or was seen again");
        assertThat(row.detail() + "|" + row.ticket() + "|" + row.rest())
                .isEqualTo("seen again: |ci_1795695650_6010|, third time");
    }

    @Test
    void whereNoneIsNamedTheWordsStand() {
        DeliveryRow row = row("", "issue #4");

        assertThat(row.outcome()).isEqualTo("waits");
        assertThat(row.detail()).isEqualTo("issue #4");
        assertThat(row.ticket()).isEmpty();
    }

    @Test
    void aRateThatIsSmallIsNotNothing() {
        assertThat(Words.rate(1 / 30.0)).isEqualTo("0.03");
        assertThat(Words.rate(1.25)).isEqualTo("1.3");
        assertThat(Words.rate(0)).isEqualTo("0.0");
    }
}
