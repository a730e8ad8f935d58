package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Identity;
import dev.fettle.forge.local.Act;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The App is installed on a repository in which something waits already: of that no webhook will tell. */
class InstallationStoriesTest {
    @TempDir
    Path folder;

    private Loop app;
    private RepositoryRef shop;
    private Instant start;

    @BeforeEach
    void open() {
        app = new Loop(folder.resolve("app"), new Identity("fettle[bot]", 1, 42));
        shop = app.repository(Samples.mendable());
        start = app.clock.instant();
    }

    @AfterEach
    void withinMinutes() {
        assertThat(Duration.between(start, app.clock.instant())).isLessThan(Duration.ofMinutes(10));
        app.close();
    }

    @Test
    void anIssueThatIsLabelledAlreadyIsWorkedOnAtOnce() {
        Act unheard = app.world.openIssue(shop, "wil", "Wrong total", "The tax is taken off.", "fettle");
        assertThat(unheard.webhooks()).isNotEmpty();
        app.happens(app.world.install(shop, "ann"));

        assertThat(app.ticketOf(unheard.id()).status()).isEqualTo(Status.READY);
    }

    @Test
    void aBranchThatIsRedAlreadyIsWorkedOnAtOnce() {
        String head = app.world.branches(shop).get("main");
        CiRun run = new CiRun(CiRun.Kind.CHECK_RUN, 0, "build", head, "main");
        Act unheard = app.world.finishRun(shop, run, "failure", Samples.redLog());
        assertThat(unheard.webhooks()).isNotEmpty();
        app.happens(app.world.install(shop, "ann"));

        assertThat(app.ticket().status()).isEqualTo(Status.READY);
    }
}
