package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.SandboxSelection;
import dev.fettle.sandbox.TestSandboxes;
import dev.fettle.workspace.Users;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code fettle gate --quick} on a person's repository. */
class GateCommandTest {
    private static final String TEST =
            "class ATest {\n    @Test\n    void a() {\n        assertEquals(1, 2);\n    }\n}\n";

    private static final String WORKFLOW = ".github/workflows/x.yml";
    /** Code of whoever opens a pull request would run with the repository's secrets. */
    private static final String RIGHTS_FOR_STRANGERS = "on: pull_request_target\n";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aBranchOfARepository() throws IOException {
        Users.repository(folder, Map.of("src/test/java/ATest.java", TEST, "A.java", "class A {}\n"));
        Users.git(folder, "checkout", "-q", "-b", "topic");
    }

    @Test
    void aGoodBranchPasses() throws IOException {
        commit(Map.of("A.java", "class A { int x; }\n"));
        assertThat(gate()).isZero();
        assertThat(out.toString())
                .contains("1 changed file, +1 -1")
                .contains("PASS     policy")
                .contains("passed" + System.lineSeparator())
                .contains("only the difference was judged (--quick)");
    }

    @Test
    void aWeakenedTestFailsWithItsLine() throws IOException {
        commit(Map.of("src/test/java/ATest.java", TEST.replace("    @Test", "    @Disabled\n    @Test")));
        assertThat(gate()).isEqualTo(1);
        assertThat(out.toString())
                .contains("failed: test-integrity" + System.lineSeparator())
                .contains("FAIL     test-integrity")
                .contains("src/test/java/ATest.java:2 disabled");
    }

    @Test
    void whatIsNotCommittedCountsToo() throws IOException {
        Users.write(folder, Map.of(WORKFLOW, RIGHTS_FOR_STRANGERS));
        assertThat(gate()).isEqualTo(1);
        assertThat(gate("--head", "HEAD")).as("the commit alone").isZero();
    }

    @Test
    void onlyWhatTheBranchDidIsJudged() throws IOException {
        commit(Map.of("A.java", "class A { int x; }\n"));
        Users.git(folder, "checkout", "-q", "main");
        commit(Map.of("CODEOWNERS", "* @acme\n"));
        Users.git(folder, "checkout", "-q", "topic");
        assertThat(gate("--base", "main")).isZero();
    }

    @Test
    void commitsOfABranchAreHeldAgainstWhatTheRepositoryAsksFor() throws IOException {
        Users.git(folder, "checkout", "-q", "main");
        commit(Map.of("CONTRIBUTING.md", "Sign your work: git commit -s\n"));
        Users.git(folder, "checkout", "-q", "-B", "topic");
        commit(Map.of("A.java", "class A { int x; }\n"));
        assertThat(gate()).isEqualTo(1);
        assertThat(out.toString())
                .contains("FAIL     policy          1 of 1 commit without a sign-off, allowed 0")
                .contains("sign-off: '");
        out.getBuffer().setLength(0);
        assertThat(gate("--sarif")).isEqualTo(1);
        assertThat(SarifSchema.complaints(out.toString())).isEmpty();
        JsonNode result = new ObjectMapper().readTree(out.toString()).at("/runs/0/results/0");
        assertThat(result.path("ruleId").asText()).isEqualTo("policy/sign-off");
        assertThat(result.has("locations")).as("a commit is no file").isFalse();

        Users.git(folder, "commit", "-q", "--amend", "-s", "--no-edit");
        assertThat(gate()).isZero();
    }

    @Test
    void whatACommitHadAndALaterOneTookOutIsStillInTheBranch() throws IOException {
        String token = "ghp_" + "Zb4q0nTXe7Lk".repeat(3);
        commit(Map.of("A.java", "class A { String t = \"" + token + "\"; }\n"));
        commit(Map.of("A.java", "class A { String t = System.getenv(\"T\"); }\n"));
        assertThat(gate()).isEqualTo(1);
        assertThat(out.toString())
                .contains("FAIL     secret-scan     1 secret in added lines and commits")
                .contains(
                        "has at A.java:1 what looks like a secret of the kind github-token, and a later one takes it out")
                .doesNotContain(token);
        assertThat(gate("--base", "HEAD", "--head", "HEAD~0"))
                .as("not the fault of what comes after")
                .isZero();

        Users.git(folder, "checkout", "-q", "-B", "topic", "main");
        commit(Map.of(".env", "A=1\n"));
        Users.git(folder, "rm", "-q", ".env");
        Users.git(folder, "commit", "-q", "-m", "Take it out");
        assertThat(gate()).isEqualTo(1);
        assertThat(out.toString()).contains("has the file .env");

        Users.git(folder, "checkout", "-q", "-B", "topic", "main");
        Users.write(folder, Map.of("A.java", "class A { int x; }\n"));
        Users.git(folder, "commit", "-q", "-a", "-m", "Log in with " + token);
        assertThat(gate()).isEqualTo(1);
        assertThat(out.toString()).contains("has in its message").doesNotContain(token);
    }

    @Test
    void whatAMergeBringsByItselfIsInTheBranchToo() throws IOException {
        String token = "ghp_" + "Zb4q0nTXe7Lk".repeat(3);
        commit(Map.of("A.java", "class A { int x; }\n"));
        Users.git(folder, "checkout", "-q", "-b", "side", "main");
        commit(Map.of("B.java", "class B {}\n"));
        Users.git(folder, "checkout", "-q", "topic");
        Users.git(folder, "merge", "-q", "--no-commit", "--no-ff", "side");
        commit(Map.of("B.java", "class B { String t = \"" + token + "\"; }\n"));
        commit(Map.of("B.java", "class B {}\n"));
        assertThat(gate()).isEqualTo(1);
        assertThat(out.toString())
                .contains("has at B.java:1 what looks like a secret of the kind github-token")
                .doesNotContain(token);

        Users.git(folder, "checkout", "-q", "-B", "topic", "main");
        commit(Map.of("A.java", "class A { int x; }\n"));
        Users.git(folder, "merge", "-q", "--no-ff", "-m", "Merge side", "side");
        assertThat(gate()).as("a merge that brings nothing: " + out).isZero();
    }

    @Test
    void aSecretOfTheBaseAndOneThatOnlyMovesAreNoFaultOfABranch() throws IOException {
        String token = "ghp_" + "Zb4q0nTXe7Lk".repeat(3);
        String text = "class B {\n    int one;\n    int two;\n    String t = \"" + token + "\";\n    int three;\n}\n";
        Users.git(folder, "checkout", "-q", "main");
        commit(Map.of("B.java", text));
        Users.git(folder, "checkout", "-q", "-B", "topic");
        Users.git(folder, "mv", "B.java", "C.java");
        Users.git(folder, "commit", "-q", "-m", "Move it");
        commit(Map.of("A.java", "class A { int x; }\n"));
        assertThat(gate()).as(out.toString()).isZero();
    }

    @Test
    void jsonHasTheSameVerdicts() throws IOException {
        commit(Map.of(WORKFLOW, RIGHTS_FOR_STRANGERS));
        assertThat(gate("--json")).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("passed").asBoolean(true)).isFalse();
        assertThat(json.path("quick").asBoolean()).isTrue();
        assertThat(json.path("gates").findValuesAsText("gate"))
                .containsExactly("test-integrity", "secret-scan", "policy");
        JsonNode policy = json.path("gates").path(2);
        assertThat(policy.path("outcome").asText()).isEqualTo("fail");
        assertThat(policy.path("findings").path(0).path("path").asText()).isEqualTo(WORKFLOW);
    }

    @Test
    void markdownHasThemAsTheCheckRuns() throws IOException {
        commit(Map.of(WORKFLOW, RIGHTS_FOR_STRANGERS));
        assertThat(gate("--markdown")).isEqualTo(1);
        assertThat(out.toString())
                .contains("**1 required gate failed: policy**")
                .contains("Only the difference was judged (`--quick`): no tests")
                .contains("| policy | fail |");
    }

    @Test
    void serversAreStartedOnlyWhenAskedFor(@TempDir Path base) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/node")), "Node is not at /usr/bin/node");
        try (SandboxSelection sandboxes = TestSandboxes.strongest(base)) {
            assumeTrue(
                    sandboxes.level().kind() != SandboxLevel.Kind.REFUSED,
                    () -> sandboxes.level().proof());
        }
        commit(Map.of(
                ".mcp.json", "{\"mcpServers\": {\"own\": {\"command\": \"node\", \"args\": [\"own.mjs\"]}}}\n",
                "own.mjs", "process.exit(1);\n"));
        assertThat(gate()).isZero();
        assertThat(out.toString()).doesNotContain("mcp-doctor");
        assertThat(gate("--mcp")).isEqualTo(1);
        assertThat(out.toString())
                .contains("FAIL     mcp-doctor      1 MCP server, 1 broken by this change")
                .contains(".mcp.json:1 died-at-start: own, start, new with this change: It ended before it answered");
        assertThat(gate("--mcp", "--head", "HEAD")).isEqualTo(2);
        assertThat(err.toString()).contains("leave out --head");
    }

    @Test
    void sarifHasEveryFindingWithItsRule() throws IOException {
        commit(Map.of(
                WORKFLOW,
                RIGHTS_FOR_STRANGERS,
                "conf/a b.properties",
                "# shop\ndb.password=" + "t0pS3cret" + "Zw9x8y7\n"));
        assertThat(gate("--sarif")).isEqualTo(1);
        assertThat(SarifSchema.complaints(out.toString())).isEmpty();
        JsonNode log = new ObjectMapper().readTree(out.toString());
        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        JsonNode run = log.path("runs").path(0);
        JsonNode rules = run.path("tool").path("driver").path("rules");
        assertThat(run.path("tool").path("driver").path("name").asText()).isEqualTo("Fettle");
        assertThat(rules.findValuesAsText("id"))
                .contains("test-integrity", "secret-scan", "policy", "policy/ci-rights")
                .doesNotHaveDuplicates();
        assertThat(run.path("results")).hasSize(3);
        for (JsonNode result : run.path("results")) {
            assertThat(rules.path(result.path("ruleIndex").asInt()).path("id").asText())
                    .isEqualTo(result.path("ruleId").asText());
            assertThat(result.path("level").asText()).isEqualTo("error");
            assertThat(result.path("message").path("text").asText()).isNotEmpty();
            assertThat(result.path("partialFingerprints")).isNotEmpty();
        }
        JsonNode secret = run.path("results").path(0);
        assertThat(secret.path("ruleId").asText()).isEqualTo("secret-scan/assigned-secret");
        JsonNode place = secret.path("locations").path(0).path("physicalLocation");
        assertThat(place.path("artifactLocation").path("uri").asText()).isEqualTo("conf/a%20b.properties");
        assertThat(place.path("region").path("startLine").asInt()).isEqualTo(2);
        assertThat(out.toString()).as("never a value").doesNotContain("Zw9x8y7");
    }

    @Test
    void theAllowListOfWhatIsJudgedCounts() throws IOException {
        commit(Map.of(".gitleaks.toml", "[allowlist]\npaths = ['''^fixtures/''']\n"));
        commit(Map.of("fixtures/a.properties", "db.password=" + "t0pS3cret" + "Zw9x8y7\n"));
        assertThat(gate("--base", "HEAD~1")).isZero();
        assertThat(gate("--base", "HEAD~1", "--head", "HEAD")).isZero();
        commit(Map.of("src/a.properties", "db.password=" + "t0pS3cret" + "Zw9x8y7\n"));
        assertThat(gate("--base", "HEAD~1")).isEqualTo(1);
    }

    @Test
    void wrongUsageSaysWhatToDo(@TempDir Path empty) {
        assertThat(gate("--base", "nosuch")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no revision");
        assertThat(gate("--json", "--markdown")).isEqualTo(2);
        assertThat(run("gate", empty.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is not the root of a git repository");
    }

    private void commit(Map<String, String> files) throws IOException {
        Users.write(folder, files);
        Users.git(folder, "add", "-A");
        Users.git(folder, "commit", "-q", "-m", "Change");
    }

    private int gate(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "gate";
        arguments[1] = "--quick";
        System.arraycopy(options, 0, arguments, 2, options.length);
        arguments[options.length + 2] = folder.toString();
        return run(arguments);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine fettle = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return fettle.execute(arguments);
    }
}
