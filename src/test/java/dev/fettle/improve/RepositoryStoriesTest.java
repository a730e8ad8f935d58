package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Identity;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.Webhook;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import dev.fettle.workspace.BareRepository.MergeMethod;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository gets another name or owner, is put away or deleted: what Fettle has of it follows, and nothing is done twice. */
class RepositoryStoriesTest {
    @TempDir
    Path folder;

    private Loop loop;
    private RepositoryRef shop;
    private RepositoryRef store;

    @BeforeEach
    void open() {
        loop = new Loop(folder.resolve("loop"), new Identity("fettle[bot]", 1, 42));
        shop = loop.repository(Samples.mendable());
        store = new RepositoryRef(shop.id(), "ann", "store");
        loop.happens(loop.world.install(shop, "ann"));
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void aTicketGoesOnUnderTheNewName() {
        loop.happens(CrashTest.labelledIssue(loop, shop));
        long pull = loop.world.pullRequests(shop).get(0).number();

        loop.happens(loop.world.moveRepository(shop, store, "ann"));

        assertThat(loop.ticket().repository()).isEqualTo(store);
        assertThat(loop.stores().installations().repositories()).containsExactly(store);
        assertThat(loop.stores().installations().of(store)).contains(1L);
        loop.happens(loop.world.mergePullRequest(store, pull, "wil", MergeMethod.MERGE));
        assertThat(loop.ticket().status()).isEqualTo(Status.APPLIED);
        assertThat(loop.world.pullRequests(store)).hasSize(1);
    }

    @Test
    void whatWaitsToBeWrittenGoesToTheNewName() {
        loop.accept(CrashTest.labelledIssue(loop, shop));
        Act renamed = loop.world.moveRepository(shop, store, "ann");
        RepositoryRef another =
                loop.world.createRepository("ann", "shop", Samples.mendable()).ref();
        loop.stores()
                .outbox()
                .put(new Writes(loop.clock)
                        .comment(shop, "a comment that waits", 1, "<!-- waits -->", "<!-- waits -->\nIt waits."));

        loop.stores()
                .transactions()
                .inOne(() -> new RepositoryNames(loop.backlog(), loop.stores().outbox()).follow(store));
        assertThat(loop.stores().outbox().waiting(shop.key()))
                .extracting(Writes::repository)
                .containsExactly(store);
        loop.happens(renamed);

        assertThat(loop.world.comments(store, 1))
                .filteredOn(comment -> comment.body().contains("It waits."))
                .hasSize(1);
        assertThat(loop.ticket().repository())
                .as("of the issue that was told of under the old name")
                .isEqualTo(store);
        assertThat(loop.world.branches(another).keySet())
                .as("nothing goes to who took the old name")
                .containsExactly("main");
    }

    @Test
    void ofARenamingThatNobodyToldOfTheNextLookFinds() {
        loop.happens(CrashTest.labelledIssue(loop, shop));
        List<?> unheard = loop.world.moveRepository(shop, store, "ann").webhooks();
        assertThat(unheard).hasSize(1);

        loop.look();

        assertThat(loop.ticket().repository()).isEqualTo(store);
        assertThat(loop.stores().installations().repositories()).containsExactly(store);
    }

    @Test
    void ofATransferTheForgeIsAskedWhoseItIsNow() {
        loop.happens(CrashTest.labelledIssue(loop, shop));
        RepositoryRef bobs = new RepositoryRef(shop.id(), "bob", "shop");

        loop.happens(loop.world.moveRepository(shop, bobs, "ann"));

        assertThat(loop.ticket().repository()).isEqualTo(bobs);
        assertThat(loop.stores().installations().repositories()).containsExactly(bobs);
    }

    @Test
    void theTicketsOfADeletedRepositoryEnd() {
        loop.happens(CrashTest.labelledIssue(loop, shop));

        loop.happens(loop.world.deleteRepository(shop, "ann"));

        assertThat(loop.ticket().status()).isEqualTo(Status.FAILED);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.OBSOLETE);
        assertThat(loop.stores().installations().of(shop)).isEmpty();
    }

    @Test
    void whoSaysThatItIsDeletedWhileItIsThereIsNotBelieved() {
        loop.happens(CrashTest.labelledIssue(loop, shop));
        Webhook there = loop.world.archive(shop, false, "ann").webhooks().get(0);
        String said = new String(there.body(), StandardCharsets.UTF_8).replace("\"unarchived\"", "\"deleted\"");

        loop.accept("said", new Webhook("repository", said.getBytes(StandardCharsets.UTF_8)));
        loop.settle();

        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        assertThat(loop.stores().installations().of(shop)).contains(1L);
    }

    @Test
    void whatIsPutAwayWaitsAndGoesOnWhenItIsTakenOutAgain() {
        loop.accept(CrashTest.labelledIssue(loop, shop));
        Act away = loop.world.archive(shop, true, "ann");
        loop.accept(away);
        loop.settleUntil(() -> loop.tickets().stream().anyMatch(ticket -> ticket.waiting() == WaitingReason.DEFERRED));
        assertThat(loop.world.pullRequests(shop)).isEmpty();

        loop.happens(loop.world.archive(shop, false, "ann"));

        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        assertThat(loop.world.pullRequests(shop)).hasSize(1);
    }
}
