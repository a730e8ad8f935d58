package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Ticket;
import dev.fettle.workspace.CommitStyle;
import dev.fettle.workspace.CommitStyle.Conventional;
import dev.fettle.workspace.CommitStyle.Keyed;
import dev.fettle.workspace.CommitStyle.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A repository's style, and a title in it. */
class CommitStyleTest {
    private static CommitStyle of(String... messages) {
        return CommitStyle.of(List.of(messages));
    }

    private static String title(CommitStyle style, Map<String, String> metadata) {
        return CommitText.title(Samples.ticket(metadata), Samples.patch(List.of(Samples.END)), style);
    }

    @Test
    void conventionalCommits() {
        CommitStyle style = of("fix: a", "feat(x)!: b", "Merge branch c", "chore: d");

        assertThat(style).isEqualTo(new CommitStyle(new Conventional(Set.of()), false, false));
        assertThat(title(style, Map.of())).isEqualTo("fix: correct Range: '<' becomes '<='");
    }

    @Test
    void aScopeIsTakenFromThePathWhereTheRepositoryUsesIt() {
        CommitStyle style = of("fix(pricing): A", "feat(web): B", "chore(pricing): C");

        assertThat(style).isEqualTo(new CommitStyle(new Conventional(Set.of("pricing", "web")), true, false));
        assertThat(title(style, Map.of())).isEqualTo("fix(pricing): Correct Range: '<' becomes '<='");
        assertThat(title(of("fix(web): a", "feat(web): b", "chore(db): c"), Map.of()))
                .as("no scope is made up")
                .isEqualTo("fix: correct Range: '<' becomes '<='");
    }

    @Test
    void aTicketsKeyIsTakenFromTheTicketOrLeftOut() {
        CommitStyle style = of("[SHOP-1] Mend the till", "[SHOP-20] Open at nine", "[SHOP-3] Close at six");
        assertThat(style).isEqualTo(new CommitStyle(new Keyed("[", "SHOP", "] "), true, false));

        assertThat(title(style, Map.of())).isEqualTo("Correct Range: '<' becomes '<='");
        Ticket named = Samples.titled("SHOP-17: wrong total, not XSHOP-18");
        assertThat(CommitText.title(named, Samples.patch(List.of(Samples.END)), style))
                .isEqualTo("[SHOP-17] Correct Range: '<' becomes '<='");
    }

    @Test
    void anIssuesNumberMayBeTheKey() {
        CommitStyle style = of("#1: mend the till", "#20: open at nine", "#3: close at six");

        assertThat(title(style, Map.of("issue", "17"))).isEqualTo("#17: correct Range: '<' becomes '<='");
        assertThat(title(style, Map.of())).isEqualTo("correct Range: '<' becomes '<='");
    }

    @Test
    void sentencesWithASmallLetter() {
        CommitStyle style = of("mend the till", "open at nine", "Close at six");

        assertThat(style).isEqualTo(new CommitStyle(new Sentence(), false, false));
        assertThat(title(style, Map.of())).isEqualTo("correct Range: '<' becomes '<='");
    }

    @Test
    void whatBotsAndMergesWriteSaysNothing() {
        List<String> messages = new ArrayList<>(List.of("Mend the till", "Open at nine", "Close at six"));
        for (int i = 0; i < 20; i++) {
            messages.add("Bump x from 1 to " + i);
            messages.add("Merge pull request #" + i + " from a/b");
            messages.add("Revert \"fix: a\"");
        }
        assertThat(CommitStyle.of(messages)).isEqualTo(CommitStyle.PLAIN);
    }

    @Test
    void mostMessagesSignOff() {
        assertThat(of("Fix a\n\nSigned-off-by: A <a@b>", "Mend b\n\nSigned-off-by: A <a@b>", "C")
                        .signOff())
                .isTrue();
        assertThat(of("Fix a\n\nSigned-off-by: A <a@b>", "Mend b", "C").signOff())
                .isFalse();
    }

    @Test
    void twoMessagesSayTooLittle() {
        assertThat(of("fix: a", "fix: b")).isEqualTo(CommitStyle.PLAIN);
    }
}
