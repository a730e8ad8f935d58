package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.ReportReader.Incoming;
import dev.fettle.intake.analysis.SarifReports;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an analyser outside does not find any more is gone, as far as what it sends says what it looked at. */
class AnalysisStoriesTest extends ShopTest {
    @BeforeEach
    void switchedOn() {
        loop.settings(new RepositoryFile(RepositorySettings.DEFAULT)
                .read("sources: { code_analysis: true }".getBytes(StandardCharsets.UTF_8)));
    }

    private static String result(String file) {
        return "{\"ruleId\":\"null-return\",\"message\":{\"text\":\"may be null\"},\"locations\":[{\"physicalLocation\":"
                + "{\"artifactLocation\":{\"uri\":\"" + file + "\"},\"region\":{\"startLine\":1}}}]}";
    }

    /** One run: more of its members, then its results. */
    private static String run(String more, String... files) {
        return "{\"tool\":{\"driver\":{\"name\":\"lint\"}}," + more + "\"results\":["
                + Arrays.stream(files).map(AnalysisStoriesTest::result).collect(Collectors.joining(",")) + "]}";
    }

    private void sent(String... runs) {
        String body = "{\"version\":\"2.1.0\",\"runs\":[" + String.join(",", runs) + "]}";
        Incoming incoming = new Incoming(
                RepositoryRef.parse(shop.slug()),
                "/api/v1/sarif",
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                loop.clock.instant());
        loop.stores()
                .reports()
                .accept(
                        IntakeSource.SARIF,
                        new SarifReports(new PatternRedactor(SecretShapes.bundled(), List::of))
                                .read(incoming)
                                .reports());
        loop.settle();
    }

    private List<String> open() {
        return loop.tickets().stream()
                .filter(ticket -> ticket.status() == Status.OPEN)
                .map(ticket -> ticket.filesToModify().get(0))
                .sorted()
                .toList();
    }

    @Test
    void whatTheNextUploadDoesNotHaveIsObsolete() {
        sent(run("", "A.java", "B.java"));
        sent(run("", "B.java"));

        assertThat(open()).containsExactly("B.java");
        assertThat(loop.tickets())
                .filteredOn(ticket -> ticket.status() == Status.FAILED)
                .singleElement()
                .extracting(Ticket::waiting)
                .isEqualTo(WaitingReason.OBSOLETE);
        sent(run("", "A.java", "B.java"));
        assertThat(open()).as("it is back").containsExactly("A.java", "B.java");
        sent(run(""));
        assertThat(open()).as("nothing is found any more").isEmpty();
    }

    @Test
    void anotherToolCategoryOrBranchSaysNothingOfIt() {
        String ofA = "\"automationDetails\":{\"id\":\"module-a/1\"},";
        sent(run(ofA, "A.java"));
        sent(run("\"automationDetails\":{\"id\":\"module-b/1\"},", "B.java"));
        sent(run("\"automationDetails\":{\"id\":\"module-b/2\"},"));
        sent(run("", "C.java").replace("lint", "other"));
        sent(run("", "C.java"));
        sent(run("\"versionControlProvenance\":[{\"branch\":\"topic\"}],"));

        assertThat(open()).containsExactly("A.java", "C.java");
        sent(run("\"automationDetails\":{\"id\":\"module-a/2\"},"));
        assertThat(open()).containsExactly("C.java");
        sent(run(""));
        assertThat(open()).as("the other tool finds it still").containsExactly("C.java");
    }

    @Test
    void aRunThatDidNotSeeEverythingEndsNothing() {
        sent(run("", "A.java", "B.java"));
        sent(run("\"invocations\":[{\"executionSuccessful\":false}],"));
        sent("{\"tool\":{\"driver\":{\"name\":\"lint\"}}}");
        sent(run("", "file:///elsewhere/C.java"));
        sent(run("\"artifacts\":[{\"location\":{\"uri\":\"C.java\"},\"roles\":[\"analysisTarget\"]}],"));
        assertThat(open()).containsExactly("A.java", "B.java");

        sent(run("\"artifacts\":[{\"location\":{\"uri\":\"B.java\"},\"roles\":[\"analysisTarget\"]}],"));
        assertThat(open()).as("of the files that it looked at").containsExactly("A.java");
    }

    @Test
    void modulesThatDoNotSayWhichTheyAreEndNothingOfEachOther() {
        String commit = "\"versionControlProvenance\":[{\"revisionId\":\"aaaaaaaaaa\"}],";
        String next = commit.replace('a', 'b');
        sent(run(commit, "A.java"));
        sent(run(commit, "B.java"));
        assertThat(open()).containsExactly("A.java", "B.java");

        sent(run(next, "A.java"));
        sent(run(next, "B.java"));
        assertThat(open()).containsExactly("A.java", "B.java");
    }

    @Test
    void whatTheToolsBaselineKnowsIsStillThere() {
        sent(run("", "A.java", "B.java"));
        sent(run("", "A.java").replace("\"ruleId\"", "\"baselineState\":\"unchanged\",\"ruleId\""));

        assertThat(open()).containsExactly("A.java");
    }
}
