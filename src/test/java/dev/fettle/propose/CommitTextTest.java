package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Patch;
import dev.fettle.repair.SampleProofs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitTextTest {
    private static final CommitStyle CONVENTIONAL = new CommitStyle(true, true);
    private final Patch patch = Samples.patch(List.of(Samples.END));

    @Test
    void theTitleSaysWhatBecomesWhatAndWhere() {
        assertThat(CommitText.title(patch, CommitStyle.PLAIN)).isEqualTo("Correct Range: '<' becomes '<='");
    }

    @Test
    void theTitleFollowsTheStyleOfTheRepository() {
        assertThat(CommitText.title(patch, CONVENTIONAL)).isEqualTo("fix: correct Range: '<' becomes '<='");
    }

    @Test
    void aLongTitleIsCut() {
        Patch longer = summarised("'value >= from' becomes '" + "value > other && ".repeat(20) + "'");
        assertThat(CommitText.title(longer, CONVENTIONAL)).hasSize(72).endsWith("…");
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

    @Test
    void theStyleIsWhatMostMessagesDo() {
        assertThat(CommitStyle.of(List.of("fix: a", "feat(x)!: b", "Merge branch c")))
                .isEqualTo(new CommitStyle(true, false));
        assertThat(CommitStyle.of(List.of("Fix a\n\nSigned-off-by: A <a@b>", "Mend b\n\nSigned-off-by: A <a@b>", "C")))
                .isEqualTo(new CommitStyle(false, true));
        assertThat(CommitStyle.of(List.of("fix: a", "fix: b")))
                .as("two say too little")
                .isEqualTo(CommitStyle.PLAIN);
    }

    private static Patch summarised(String summary) {
        return Samples.patch(
                Samples.oneLine(), SampleProofs.redGreen(List.of(Samples.END), 3), summary, List.of(), null);
    }

    private static String message(Patch patch, CommitStyle style) {
        return CommitText.message(Samples.ticket(Map.of()), patch, style, "Fettle", "fettle@example.invalid");
    }
}
