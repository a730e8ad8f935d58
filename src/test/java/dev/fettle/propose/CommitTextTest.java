package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Patch;
import dev.fettle.repair.SampleProofs;
import dev.fettle.workspace.CommitStyle;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommitTextTest {
    private static final CommitStyle CONVENTIONAL =
            new CommitStyle(new CommitStyle.Conventional(Set.of()), false, true);
    private final Patch patch = Samples.patch(List.of(Samples.END));

    @Test
    void theTitleSaysWhatBecomesWhatAndWhere() {
        assertThat(CommitText.title(Samples.ticket(Map.of()), patch, CommitStyle.PLAIN))
                .isEqualTo("Correct Range: '<' becomes '<='");
    }

    @Test
    void theTitleFollowsTheStyleOfTheRepository() {
        assertThat(CommitText.title(Samples.ticket(Map.of()), patch, CONVENTIONAL))
                .isEqualTo("fix: correct Range: '<' becomes '<='");
    }

    @Test
    void whereBothSidesHaveNoRoomTheNewOneStandsAlone() {
        Patch longer = summarised("'day.isBefore(departure)' becomes '!day.isAfter(departure.plusDays(1))'");

        assertThat(CommitText.title(Samples.ticket(Map.of()), longer, CommitStyle.PLAIN))
                .isEqualTo("Correct Range to '!day.isAfter(departure.plusDays(1))'");
    }

    @Test
    void aLongTitleIsCut() {
        Patch longer = summarised("'value >= from' becomes '" + "value > other && ".repeat(20) + "'");
        assertThat(CommitText.title(Samples.ticket(Map.of()), longer, CONVENTIONAL))
                .hasSize(72)
                .endsWith("…");
    }

    @Test
    void theMessageSaysWhyAndEndsInTrailers() {
        Snapshot.check("commit.txt", message(patch, CommitStyle.PLAIN));
    }

    @Test
    void aRepositoryThatSignsOffGetsASignOff() {
        Snapshot.check("commit-signed-off.txt", message(patch, CONVENTIONAL));
    }

    @Test
    void foreignWordsCloseNothingAndCallNobody() {
        Patch hostile = summarised(
                "'// fixes #1, closes GH-2' becomes '// @octocat resolves https://forge.example/a/b/issues/3 [skip ci]'");
        Snapshot.check("commit-hostile.txt", message(hostile, CommitStyle.PLAIN));
    }

    private static Patch summarised(String summary) {
        return Samples.patch(
                Samples.oneLine(), SampleProofs.redGreen(List.of(Samples.END), 3), summary, List.of(), null);
    }

    private static String message(Patch patch, CommitStyle style) {
        return CommitText.message(Samples.ticket(Map.of()), patch, style, "Fettle", "fettle@example.invalid");
    }
}
