package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.app.bench.Cases;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.store.Stores;
import dev.fettle.workspace.Users;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fettle fix} as a person calls it: real builds, the real sandbox, the real engine; as few runs as the promises need. */
class FixCommandTest {
    private static final String PAGES = "src/main/java/print/Pages.java";
    private static final String ID = "exception_1753747283_4821";
    private static final Instant SEEN = Instant.parse("2026-07-28T23:14:43Z");

    @TempDir
    private Path temporary;

    private Path folder;
    private Path result;

    private record Said(int status, String out, String err) {}

    @BeforeEach
    void aProjectWithOneRedTest() {
        folder = new Cases(temporary)
                .in(List.of(Path.of("src/test/corpus/off-by-one-pages.case")))
                .get(0)
                .folder();
        result = temporary.resolve("fix.json");
    }

    private Said fix(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("fix"));
        List.of(words).forEach(word -> all.add(word.toString()));
        int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(Files.readString(result));
    }

    @Test
    void aRedTestIsMendedOnABranchAndTheTreeIsNeverChanged() throws IOException {
        Users.write(folder, Map.of(".github/fettle.yml", "quality_gates:\n  loop_metrics: false\n"));
        Users.repository(folder, Map.of());

        Said said = fix(folder, "--json", result, "--time-limit", "30m");

        assertThat(said.status()).as(said.out() + said.err()).isZero();
        JsonNode json = json();
        assertThat(json.fieldNames())
                .toIterable()
                .contains(
                        "outcome",
                        "reason",
                        "patch",
                        "test_patch",
                        "red",
                        "green",
                        "rule",
                        "engine",
                        "candidates_tried",
                        "candidates_plausible",
                        "seconds",
                        "gates",
                        "risk");
        assertThat(json.path("outcome").asText()).isEqualTo("fixed");
        assertThat(json.path("reason").asText()).isEmpty();
        assertThat(json.path("patch").asText()).contains("+        return texts.get(texts.size() - 1);");
        assertThat(json.path("test_patch").asText()).as("its test was there").isEmpty();
        assertThat(json.path("red").path(0).path("test").asText()).isEqualTo("print.PagesTest#lastPageOfTheBook");
        assertThat(json.path("red").path(0).path("message").asText()).contains("Index 3 out of bounds");
        assertThat(json.path("green").path(0).path("status").asText()).isEqualTo("PASSED");
        assertThat(json.path("rule").asText()).isNotEmpty();
        assertThat(json.path("engine").asText()).isEqualTo("template");
        assertThat(json.path("candidates_plausible").asInt()).isPositive();
        assertThat(json.path("candidates_tried").asInt())
                .isGreaterThanOrEqualTo(json.path("candidates_plausible").asInt());
        assertThat(json.path("seconds").fieldNames()).toIterable().contains("reproduce", "localise", "prove", "gates");
        assertThat(json.path("gates").findValuesAsText("gate"))
                .as("the repository's own settings are in force")
                .contains("tests", "test-integrity", "policy")
                .doesNotContain("loop-metrics");
        assertThat(json.path("risk").path("level").asInt()).isBetween(1, 10);

        String branch = json.path("branch").asText();
        assertThat(branch).isEqualTo("improvement/" + json.path("ticket").asText());
        assertThat(Users.git(folder, "diff", "--name-only", "main", branch)).isEqualTo(PAGES + "\n");
        assertThat(Users.git(folder, "status", "--porcelain")).isEmpty();
        assertThat(Users.git(folder, "branch", "--show-current")).isEqualTo("main\n");
        assertThat(said.out())
                .contains("fixed: ")
                .contains("tests ")
                .contains("risk " + json.path("risk").path("level").asInt() + "/10")
                .contains("branch " + branch + " (look: git show " + branch + ")");
    }

    @Test
    void aTicketsTraceIsWorkedOnAndLeftWhereNothingSaysWhatIsRight() throws IOException {
        Files.delete(folder.resolve("src/test/java/print/PagesTest.java"));
        Users.repository(folder, Map.of());
        Path config = Files.writeString(temporary.resolve("fettle.json"), "{\"data_dir\": \"data\"}");
        backlogWith(crash());

        Said said = fix(folder, "--ticket", ID, "--config", config, "--apply", "--json", result, "--time-limit", "30m");

        assertThat(said.status()).as(said.out() + said.err()).isEqualTo(3);
        JsonNode json = json();
        assertThat(json.path("ticket").asText()).isEqualTo(ID);
        assertThat(json.path("reason").asText()).isEqualTo("RIGHT_BEHAVIOUR_UNKNOWN");
        assertThat(json.path("patch").asText("no")).isEmpty();
        assertThat(Users.git(folder, "status", "--porcelain", "-uall")).isEmpty();
        assertThat(Users.git(folder, "branch", "--list", "improvement/*")).isEmpty();
    }

    @Test
    @Tag("slow") // a whole repair more, for its last step
    void aBranchThatCannotBeMadeLosesNoFix() throws IOException {
        Users.repository(folder, Map.of());
        Files.writeString(folder.resolve(".git/refs/heads/improvement"), "in the way of the branch's folder");

        Said said = fix(folder, "--json", result, "--time-limit", "30m");

        assertThat(said.status()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("no branch: cannot make the branch improvement/", "may not be allowed to write");
        assertThat(json().path("patch").asText()).contains("texts.size() - 1");
    }

    @Test
    @Tag("slow") // a whole repair more, of which the command's other stories show all but its end
    void theFixGoesIntoTheFolderWhenAskedAndABranchOfItsNameIsLeftAsItIs() throws IOException {
        Users.repository(folder, Map.of());
        Users.git(folder, "branch", "improvement/" + ID);
        Path config = Files.writeString(temporary.resolve("fettle.json"), "{\"data_dir\": \"data\"}");
        backlogWith(redTest());

        Said said = fix(folder, "--ticket", ID, "--config", config, "--apply", "--json", result, "--time-limit", "30m");

        assertThat(said.status()).as(said.out() + said.err()).isZero();
        assertThat(Users.git(folder, "status", "--porcelain", "-uall")).isEqualTo(" M " + PAGES + "\n");
        Path patch = Files.writeString(
                temporary.resolve("fix.diff"), json().path("patch").asText());
        Users.git(folder, "apply", "-R", patch.toString());
        assertThat(Users.git(folder, "status", "--porcelain", "-uall"))
                .as("the patch is what was changed")
                .isEmpty();
        assertThat(Users.git(folder, "rev-parse", "improvement/" + ID))
                .isEqualTo(Users.git(folder, "rev-parse", "main"));
        assertThat(json().path("branch").asText()).isEmpty();
        assertThat(json().path("branch_note").asText())
                .contains("a branch improvement/" + ID + " stands at another commit already");
    }

    @Test
    void whereEverythingIsGreenItAbstains() throws IOException {
        Users.write(
                folder, Map.of(PAGES, Files.readString(folder.resolve(PAGES)).replace("size());", "size() - 1);")));
        Users.repository(temporary, Map.of());

        Said said = fix(folder, "--json", "-");

        assertThat(said.err())
                .as("before the long work begins")
                .contains("No branch will be made: " + folder + " is a part of the repository at " + temporary);

        JsonNode json = new ObjectMapper().readTree(said.out());
        assertThat(said.status()).isEqualTo(3);
        assertThat(json.path("outcome").asText()).isEqualTo("abstained");
        assertThat(json.path("reason").asText()).isEqualTo("NOT_RED");
        assertThat(json.path("sentence").asText()).isNotEmpty();
        assertThat(json.path("patch").asText("no")).isEmpty();
        assertThat(json.path("risk").isNull()).isTrue();
    }

    @Test
    void aBrokenPomIsTheProjectsOwnFaultAndAMissingParentMayBeThisMachines() throws IOException {
        Users.write(folder, Map.of("pom.xml", "<project><nothing"));

        Said said = fix(folder, "--json", result, "--time-limit", "30m");

        assertThat(said.status()).isEqualTo(3);
        assertThat(said.out())
                .startsWith("abstained: DOES_NOT_BUILD. ")
                .contains("pom.xml cannot be read as a pom: ")
                .contains("What would help: Make it build");
        assertThat(json().path("outcome").asText()).isEqualTo("abstained");
        assertThat(json().path("seconds").fieldNames()).toIterable().contains("checkout", "prepare");

        Users.write(folder, Map.of("pom.xml", """
                        <project>
                          <modelVersion>4.0.0</modelVersion>
                          <parent><groupId>nobody.has</groupId><artifactId>this</artifactId><version>1</version></parent>
                          <artifactId>child</artifactId>
                        </project>
                        """));
        said = fix(folder, "--json", result);
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out())
                .startsWith("failed: ENVIRONMENT. ")
                .contains("nobody.has:this")
                .contains("fettle doctor");
        assertThat(json().path("outcome").asText()).isEqualTo("failed");
    }

    @Test
    void aProjectOfAnotherBuildToolIsToldSo() throws IOException {
        Files.delete(folder.resolve("pom.xml"));
        Users.write(folder, Map.of("build.gradle", "plugins { id 'java' }"));

        Said said = fix(folder);

        assertThat(said.status()).isEqualTo(3);
        assertThat(said.out()).contains("NOT_SUPPORTED", "There is build.gradle, of Gradle.");
        Users.write(folder, Map.of("server/pom.xml", "<project/>"));
        assertThat(fix(folder).out()).contains("A pom.xml lies in: server.");
    }

    @Test
    void wrongUsageSaysWhatToDo() throws IOException {
        assertThat(fix(temporary.resolve("nowhere")).err()).contains("is no folder");
        assertThat(fix(folder, "--json", temporary.resolve("no/such/result.json"))
                        .err())
                .as("before the work, not after it")
                .contains("cannot be written: there is no folder " + temporary.resolve("no/such"));
        assertThat(fix(folder, "--dry-run", "--apply").err()).contains("exclude each other");
        assertThat(fix(folder, "--ticket", ID, "--test", "A").err()).contains("--ticket says all that is wrong");
        assertThat(fix(folder, "--finding", "ArrayEquals").err()).contains("--finding must be RULE:FILE");
        Path config = Files.writeString(temporary.resolve("fettle.json"), "{\"data_dir\": \"data\"}");
        assertThat(fix(folder, "--ticket", ID, "--config", config).err()).contains("There is no ticket " + ID);
        Users.write(folder, Map.of(".github/fettle.yml", "qualty_gates:\n  secret_scan: false\n"));
        Said said = fix(folder);
        assertThat(said.err()).contains("qualty_gates");
        assertThat(said.status()).isEqualTo(2);
    }

    private void backlogWith(Ticket ticket) {
        try (Stores stores = Stores.open(temporary.resolve("data"), InstantSource.system(), text -> text)) {
            stores.backlog().add(ticket, again -> again, "a program reported it");
        }
    }

    private static Ticket redTest() {
        String test = "print.PagesTest#lastPageOfTheBook";
        return ticket(new Evidence.CiFailure("CI", "0".repeat(40), "main", List.of(test), "", 1, SEEN, SEEN));
    }

    private static Ticket crash() {
        String trace = "java.lang.ArrayIndexOutOfBoundsException: Index 3 out of bounds for length 3\n"
                + "\tat java.base/java.util.ImmutableCollections$ListN.get(ImmutableCollections.java:680)\n"
                + "\tat print.Pages.last(Pages.java:19)\n"
                + "\tat print.Main.main(Main.java:5)\n";
        return ticket(new Evidence.ExceptionSeen(
                "java.lang.ArrayIndexOutOfBoundsException",
                "Index 3 out of bounds for length 3",
                5,
                SEEN,
                SEEN,
                trace));
    }

    private static Ticket ticket(Evidence evidence) {
        return new Ticket(
                ID,
                RepositoryRef.parse("acme/print"),
                "exception:last",
                "Mend ArrayIndexOutOfBoundsException in Pages.last",
                "",
                Category.BUG_FIX,
                Priority.HIGH,
                Status.OPEN,
                List.of(evidence),
                "",
                "",
                List.of(PAGES),
                4,
                3,
                null,
                Map.of(),
                5,
                SEEN,
                SEEN);
    }
}
