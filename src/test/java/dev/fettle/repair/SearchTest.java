package dev.fettle.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Search.Plausible;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of the behaviours beside the one that is proposed. */
class SearchTest {
    private final Plausible first = plausible(1, null);
    private final Plausible second = plausible(2, new Difference("percent(11)", "10", "0", "5"));
    private final Plausible third = plausible(3, new Difference("percent(9)", "0", "10", "5"));
    private final Search search =
            new Search(List.of(first, second, third), 0.9, List.of(), 3, 3, 3, Map.of(), List.of());

    @Test
    void beforeTheFirstTheOthersStandAsTheyAre() {
        assertThat(search.others(first)).containsExactly(second, third);
    }

    @Test
    void whenTheFirstIsRefusedItsDifferenceTurnsRound() {
        List<Plausible> others = search.others(second);

        assertThat(others)
                .extracting(Plausible::difference)
                .containsExactly(new Difference("percent(11)", "0", "10", "5"), null);
        assertThat(others).extracting(one -> one.candidate().id()).containsExactly(1, 3);
    }

    @Test
    void allWordingsPassed() {
        assertThat(search.passed()).isEqualTo(6);
    }

    private static Plausible plausible(int id, @Nullable Difference difference) {
        Candidate wording = new Candidate(id + 10, "guard", List.of(), "A.java", 1, 1, "in other words");
        Candidate candidate = new Candidate(id, "boundary", List.of(), "A.java", 1, 1, "");
        return new Plausible(candidate, 1, List.of(), List.of(wording), difference, null);
    }
}
