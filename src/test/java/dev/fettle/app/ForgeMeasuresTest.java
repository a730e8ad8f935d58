package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.forge.RequestUse;
import dev.fettle.web.Measure;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ForgeMeasuresTest {
    @Test
    void eachWhoAsksHasItsNumbersAndWhatTheForgeDoesNotSayIsNoNumber() {
        Measure other = new Measure("fettle_ready", "…", Map.of(), 1);
        RequestUse told = new RequestUse("installation 1", 40, 30, 2, 5, OptionalLong.of(4990), OptionalLong.of(5000));
        RequestUse untold = new RequestUse("token", 7, 0, 0, 0, OptionalLong.empty(), OptionalLong.empty());

        List<Measure> all = ForgeMeasures.beside(List.of(other), List.of(told, untold));

        assertThat(all)
                .extracting(each -> each.name() + each.labels().values() + (long) each.value())
                .containsExactly(
                        "fettle_ready[]1",
                        "fettle_forge_requests[installation 1]40",
                        "fettle_forge_requests_unchanged[installation 1]30",
                        "fettle_forge_pauses[installation 1]2",
                        "fettle_forge_polls_yielded[installation 1]5",
                        "fettle_forge_requests_remaining[installation 1]4990",
                        "fettle_forge_requests_limit[installation 1]5000",
                        "fettle_forge_requests[token]7",
                        "fettle_forge_requests_unchanged[token]0",
                        "fettle_forge_pauses[token]0",
                        "fettle_forge_polls_yielded[token]0");
    }
}
