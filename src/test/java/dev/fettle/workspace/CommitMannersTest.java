package dev.fettle.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a message is written as the repository writes its own, and where a sign-off is asked for. */
class CommitMannersTest {
    private static final CommitStyle CONVENTIONAL = CommitStyle.of(List.of("fix: a", "feat: b", "docs(x): c"));
    private static final CommitStyle KEYED = CommitStyle.of(List.of("[SHOP-1] A", "[SHOP-2] B", "[SHOP-3] C"));

    @ParameterizedTest
    @CsvSource({
        "fix: mend it, true",
        "feat(till)!: open, true",
        "Fix the till, false",
        "fixup! fix: mend it, false",
        "Merge branch x, true",
        "Revert \"fix: a\", true"
    })
    void conventionalCommitsAreKnownByTheirPrefix(String title, boolean follows) {
        assertThat(CONVENTIONAL.followedBy(title + "\n\nBecause.\n")).isEqualTo(follows);
        assertThat(CONVENTIONAL.example()).isEqualTo("fix: …");
    }

    @ParameterizedTest
    @CsvSource({"[SHOP-9] Mend it, true", "[BANK-9] Mend it, false", "SHOP-9: Mend it, false", "Mend it, false"})
    void aTicketsKeyMustBeTheSameInTheSameForm(String title, boolean follows) {
        assertThat(KEYED.followedBy(title)).isEqualTo(follows);
        assertThat(KEYED.example()).isEqualTo("[SHOP-17] …");
    }

    @Test
    void whereEverybodyWritesAsTheyLikeNothingIsAsked() {
        assertThat(CommitStyle.PLAIN.followedBy("whatever")).isTrue();
        assertThat(CommitStyle.PLAIN.example()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fix\n\nSigned-off-by: Mona <mona@example.invalid>\n",
                "Fix\n\nWhy.\n\nReviewed-by: Ann <a@b>\nsigned-off-by: Mona Lisa <mona@example.invalid>"
            })
    void aSignOffHasANameAndAnAddress(String message) {
        assertThat(SignOff.in(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fix", "Fix\n\nSigned-off-by: Mona\n", "Fix\n\nSigned-off-by: <mona@example.invalid>\n"})
    void lessIsNone(String message) {
        assertThat(SignOff.in(message)).isFalse();
    }

    @Test
    void aRepositoryAsksInItsGuideOrByTheCheckOfItsForge() {
        assertThat(asked(Map.of("docs/Contributing.md", "Please use git commit -s.")))
                .isTrue();
        assertThat(asked(Map.of(".github/dco.yml", "require: {members: false}")))
                .isTrue();
        assertThat(asked(Map.of("CONTRIBUTING.md", "Be kind.", "README.md", "Signed-off-by: me")))
                .isFalse();
    }

    private static boolean asked(Map<String, String> files) {
        return SignOff.askedFor(files.keySet(), path -> Optional.ofNullable(files.get(path)));
    }
}
