package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.settings.ServerSettings.Http;
import dev.fettle.repair.RepairReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main job, whole: server, signed webhooks, sandbox, engine, gates, pull requests. */
class DemoCommandTest {
    @Test
    void theThreeCasesComeOutAsTheyShould() throws IOException {
        StringWriter out = new StringWriter();
        Set<Path> before = folders();

        int status = Main.commandLine().setOut(new PrintWriter(out)).execute("demo", "--exit", "--time-limit", "9m");

        assertThat(out.toString())
                .contains("[booking] pull request #")
                .contains("[contacts] pull request #")
                .contains("[pricing] nothing is proposed")
                .contains("NO_FIX_FOUND: ")
                .contains("3 of 3 cases came out as they should");
        assertThat(status).isZero();
        assertThat(folders()).as("nothing is left").isEqualTo(before);
    }

    /** A machine that cannot build the sample has not shown that Fettle abstains. */
    @ParameterizedTest
    @EnumSource(RepairReason.class)
    void theThirdCaseIsRightForItsOwnReasonAlone(RepairReason reason) {
        assertThat(DemoCase.PRICING.cameOut(false, reason.name() + ": " + reason.sentence()))
                .isEqualTo(reason == RepairReason.NO_FIX_FOUND);
        assertThat(DemoCase.BOOKING.cameOut(false, reason.name() + ": " + reason.sentence()))
                .isFalse();
    }

    @Test
    void aPullRequestIsRightWhereOneMustComeAndWrongWhereNoneMay() {
        assertThat(DemoCase.BOOKING.cameOut(true, "")).isTrue();
        assertThat(DemoCase.PRICING.cameOut(true, "")).isFalse();
        assertThat(DemoCase.PRICING.cameOut(false, ""))
                .as("given up without an attempt")
                .isFalse();
    }

    /** The links in Fettle's comments lead to where the pages are, whatever the port turned out to be. */
    @Test
    void theLocalForgesLinksLeadToThePagesThatAreServed() {
        assertThat(ForgeWiring.pages(new Http("127.0.0.1", 0, ""), "http://127.0.0.1:40001"))
                .isEqualTo("http://127.0.0.1:40001");
        assertThat(ForgeWiring.pages(new Http("0.0.0.0", 8080, ""), "")).isEqualTo("http://127.0.0.1:8080");
        assertThat(ForgeWiring.pages(new Http("0.0.0.0", 8080, "https://fettle.example"), "http://127.0.0.1:8080"))
                .isEqualTo("https://fettle.example");
    }

    private static Set<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(Home.of(System.getenv()).data())) {
            return all.filter(folder -> folder.getFileName().toString().startsWith("demo-"))
                    .collect(Collectors.toSet());
        }
    }
}
