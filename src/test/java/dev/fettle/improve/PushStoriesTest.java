package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.settings.QualityGates;
import dev.fettle.improve.kit.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people push to the default branch is looked at for secrets. */
class PushStoriesTest extends ShopTest {
    private static final String TOKEN = "ghp_" + "w7Yk2Lq9Zr4TbXn8".repeat(2) + "Vc3M";
    private static final String FILE = "src/main/java/shop/Client.java";
    private static final String SECRET = "class Client {\n  String token = \"" + TOKEN + "\";\n}\n";

    private void push(String branch, String file, String text) {
        loop.happens(loop.world.push(shop, branch, "ann", Map.of(file, text), "Work on " + file));
    }

    @Test
    void aSecretBecomesATicketThatWaitsForAPerson() {
        push("main", FILE, SECRET);

        Ticket ticket = loop.ticket();
        assertThat(ticket.title()).isEqualTo("Revoke the github token in Client.java");
        assertThat(ticket.category()).isEqualTo(Category.BUG_FIX);
        assertThat(ticket.priority()).isEqualTo(Priority.CRITICAL);
        assertThat(ticket.status()).isEqualTo(Status.OPEN);
        assertThat(ticket.waiting()).isEqualTo(WaitingReason.SECRET_PUSHED);
        String head = loop.world.branches(shop).get("main").substring(0, 12);
        assertThat(ticket.evidence())
                .containsExactly(
                        new Evidence.Finding("secret-scan", FILE, 2, "Looks like a github token, pushed with " + head));
    }

    @Test
    void itsValueIsKeptNowhere() {
        push("main", FILE, SECRET);

        assertThat(loop.database()).contains(FILE).doesNotContain(TOKEN);
    }

    @Test
    void nothingIsRepairedWhateverTheOperatorSays() {
        push("main", FILE, SECRET);
        loop.verbs().approve(loop.ticket(), "operator");
        loop.verbs().retry(loop.ticket(), "operator");
        loop.settle();
        loop.look();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.SECRET_PUSHED);
        assertThat(loop.sandboxes.made()).isZero();
    }

    @Test
    void theSameKindInTheSameFileIsTheSameTicket() {
        push("main", FILE, SECRET);
        push("main", FILE, SECRET + "// moved\n");
        assertThat(loop.ticket().count()).as("the second push added no secret").isEqualTo(1);

        push("main", FILE, "// " + TOKEN.replace("Vc3M", "Kp5Q") + "\n" + SECRET);
        assertThat(loop.ticket().count()).isEqualTo(2);
    }

    @Test
    void whatAPersonRejectedStaysRejected() {
        push("main", FILE, SECRET);
        loop.verbs().reject(loop.ticket(), "operator", "a sample of the provider's documentation");
        push("main", FILE, "// " + TOKEN.replace("Vc3M", "Kp5Q") + "\n" + SECRET);

        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
    }

    @Test
    void aCleanPushDoesNothing() {
        push("main", FILE, "class Client {}\n");

        assertThat(loop.outcome()).isEqualTo("PUSH");
        assertThat(loop.tickets()).isEmpty();
    }

    @Test
    void otherBranchesAreLookedAtByTheirPullRequestsGates() {
        loop.world.push(shop, "work", "ann", Map.of("a.txt", "a\n"), "Begin");
        push("work", FILE, SECRET);

        assertThat(loop.tickets()).isEmpty();
    }

    @Test
    void whereTheGateIsOffNobodyLooks() {
        loop.settings(Settings.with(new QualityGates(true, false, true, 0.8)));
        push("main", FILE, SECRET);

        assertThat(loop.tickets()).isEmpty();
    }

    @Test
    void aPushWhoseOldHeadIsGoneIsLeftAlone() {
        String before = loop.world.branches(shop).get("main");
        var forced = loop.world.push(shop, "main", "ann", Map.of(FILE, SECRET), "Rewrite");
        var webhook = forced.webhooks().get(0);
        byte[] body = new String(webhook.body(), java.nio.charset.StandardCharsets.UTF_8)
                .replace(before, "ab".repeat(20))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        loop.accept("forced", new dev.fettle.forge.local.Webhook(webhook.event(), body));
        loop.settle();

        assertThat(loop.outcome()).isEqualTo("PUSH");
        assertThat(loop.tickets()).isEmpty();
    }
}
