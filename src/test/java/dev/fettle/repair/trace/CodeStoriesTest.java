package dev.fettle.repair.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.StackTraceParser;
import dev.fettle.build.TestId;
import dev.fettle.improve.kit.FolderSandboxes;
import dev.fettle.improve.kit.HandClock;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Progress;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.ReportedCode;
import dev.fettle.repair.Reproducer;
import dev.fettle.repair.Reproducer.NotReproduced;
import dev.fettle.repair.Reproducer.Reproduced;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.repair.TraceTestWriter;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issues that show code, and what becomes of it. The program compiles, and its tests run, as anywhere. */
class CodeStoriesTest {
    private static final String TRACE = """

            java.lang.StringIndexOutOfBoundsException: begin 0, end 1, length 0
            \tat java.base/java.lang.String.substring(String.java:4604)
            \tat house.Initials.of(Initials.java:5)
            \tat house.Desk.print(Desk.java:70)
            """;

    private final HandClock clock = new HandClock();
    private Path tree;

    @TempDir
    private Path folder;

    @BeforeEach
    void aProgram() throws IOException {
        tree = folder.resolve("tree");
        write("src/main/java/house/Initials.java", """
                package house;

                public class Initials {
                    public static String of(String name) {
                        return name.trim().substring(0, 1);
                    }

                    public static int count(java.util.List<String> names) {
                        return names.size() + 1;
                    }
                }
                """);
        write("src/test/java/house/PlainTest.java", """
                package house;

                import org.junit.jupiter.api.Test;

                class PlainTest {
                  @Test
                  void isFine() {}
                }
                """);
    }

    private void write(String path, String text) throws IOException {
        Path file = tree.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Reproducer.Outcome issue(String text) {
        return issue(text, true);
    }

    private Reproducer.Outcome issue(String text, boolean byAWriter) {
        try (Workspace workspace =
                new GitWorkspaces(folder.resolve("git"), TransportRules.httpsOnly(), clock).snapshot(tree)) {
            JavacBuild tool = new JavacBuild();
            Problem problem = new Problem(
                            workspace,
                            tool,
                            tool.prepare(tree),
                            List.of(),
                            StackTraceParser.parse(text).orElse(null),
                            Map.of())
                    .showing(ReportedCode.of(7, text, byAWriter).orElse(null));
            TraceTestWriter nothingFound = (any, limit, progress) ->
                    new TraceTestWriter.Outcome(Optional.empty(), RepairReason.NOT_REPRODUCED, "No call throws it.");
            return new Reproducer(
                            new FolderSandboxes(folder.resolve("cells")),
                            (any, limit) -> Optional.empty(),
                            nothingFound,
                            new SnippetTests(),
                            clock)
                    .reproduce(problem, Duration.ofMinutes(5), Progress.SILENT);
        }
    }

    private static WrittenTest written(Reproducer.Outcome outcome) {
        assertThat(outcome).isInstanceOf(Reproduced.class);
        return Objects.requireNonNull(((Reproduced) outcome).reproduction().written());
    }

    private static NotReproduced not(Reproducer.Outcome outcome) {
        assertThat(outcome).isInstanceOf(NotReproduced.class);
        return (NotReproduced) outcome;
    }

    @Test
    void statementsBecomeATestInTheProjectsStyle() {
        WrittenTest test = written(issue("""
                The count is wrong:

                ```java
                List<String> names = new ArrayList<>();
                names.add("Ann");
                assertEquals(1, Initials.count(names));
                ```
                """));

        assertThat(test.path()).isEqualTo("src/test/java/house/InitialsIssue7Test.java");
        assertThat(test.id()).isEqualTo(new TestId("house.InitialsIssue7Test", "issue7"));
        assertThat(test.note()).isEqualTo("Made of the code that issue #7 shows.");
        assertThat(test.source()).isEqualTo("""
                package house;

                import static org.junit.jupiter.api.Assertions.assertEquals;

                import java.util.ArrayList;
                import java.util.List;
                import org.junit.jupiter.api.Test;

                /** What issue #7 shows. */
                class InitialsIssue7Test {
                  @Test
                  void issue7() throws Exception {
                    List<String> names = new ArrayList<>();
                    names.add("Ann");
                    assertEquals(1, Initials.count(names));
                  }
                }
                """);
    }

    @Test
    void aWholeTestIsTakenAsItIs() {
        WrittenTest test = written(issue("""
                ```
                import static org.junit.jupiter.api.Assertions.assertEquals;
                import org.junit.jupiter.api.Test;
                import house.Initials;

                public class EmptyNameTest {
                    @Test
                    public void emptyNameHasNoInitial() {
                        assertEquals("", Initials.of(""));
                    }
                }
                ```
                It says:
                ```
                """ + TRACE + "```\n"));

        assertThat(test.id()).isEqualTo(new TestId("house.EmptyNameTest", "emptyNameHasNoInitial"));
        assertThat(test.source()).startsWith("package house;\n").contains("assertEquals(\"\", Initials.of(\"\"));");
    }

    @Test
    void theBodyOfAMainMethodAndATestMethodAloneDoAsWell() {
        String main = """
                ```java
                public class Main {
                    public static void main(String[] args) {
                        if (Initials.count(java.util.List.of()) != 0) throw new AssertionError("not 0");
                        assert Initials.count(java.util.List.of()) == 0;
                    }
                }
                ```
                """;
        assertThat(written(issue(main)).source()).contains("void issue7() throws Exception {\n    if (Initials.count");
        String method = """
                ```java
                @Test
                public void counts() {
                    Assertions.assertEquals(0, Initials.count(List.of()));
                }
                ```
                """;
        assertThat(written(issue(method)).id().method()).isEqualTo("counts");
    }

    @Test
    void codeThatFailsInAnotherWayIsNotUsed() {
        NotReproduced not = not(issue("""
                It throws an IllegalStateException when the name is empty.
                ```java
                assertEquals("", Initials.of(""));
                ```
                """));

        assertThat(not.reason()).isEqualTo(RepairReason.OTHER_FAILURE);
        assertThat(not.detail())
                .contains("Block 1 of the issue's code: fails with java.lang.StringIndexOutOfBoundsException")
                .contains("it names IllegalStateException");
    }

    /** The JDK's own frames say nothing of the place. */
    @Test
    void codeThatFailsElsewhereIsNotUsedThoughTheJdkThrowsTheSame() {
        NotReproduced not = not(issue("""
                ```java
                assertEquals("A", new ArrayList<String>().get(0) + Initials.of("Ann"));
                ```

                java.lang.IndexOutOfBoundsException: Index 0 out of bounds for length 0
                \tat java.base/jdk.internal.util.Preconditions.outOfBounds(Preconditions.java:64)
                \tat java.base/jdk.internal.util.Preconditions.checkIndex(Preconditions.java:266)
                \tat java.base/java.util.Objects.checkIndex(Objects.java:359)
                \tat java.base/java.util.ArrayList.get(ArrayList.java:427)
                \tat house.Desk.print(Desk.java:70)
                """));

        assertThat(not.detail())
                .contains("fails with java.lang.IndexOutOfBoundsException, not with the")
                .contains("of the issue's trace at its place");
    }

    @Test
    void codeThatDoesNotCompileOrPassesSaysHowFarItCame() {
        NotReproduced not = not(issue("""
                ```java
                assertEquals(2, Initials.total(List.of()));
                ```
                and
                ```java
                assertEquals("A", Initials.of("Ann"));
                ```
                and
                ```java
                assertEquals(2, Unknown.total());
                ```
                """));

        assertThat(not.reason()).isEqualTo(RepairReason.NOT_REPRODUCED);
        assertThat(not.detail().lines())
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("Block 1 of the issue's code: does not compile: "),
                        one -> assertThat(one).isEqualTo("Block 2 of the issue's code: passes."),
                        one -> assertThat(one)
                                .isEqualTo("Block 3 of the issue's code: names no class of this project."));
    }

    @Test
    void codeThatAssertsNothingShowsTheFailureAndNotWhatIsRight() {
        NotReproduced not = not(issue("""
                ```java
                Initials.of("");
                ```
                """ + TRACE));

        assertThat(not.reason()).isEqualTo(RepairReason.NOT_REPRODUCED);
        assertThat(not.detail())
                .contains("fails as the issue says, with java.lang.StringIndexOutOfBoundsException; it asserts nothing")
                .contains("No call throws it.");
    }

    @Test
    void whoCouldNotPushATestDoesNotPushItByAnIssue() {
        NotReproduced not = not(issue("""
                ```java
                assertEquals(0, Initials.count(List.of()));
                ```
                """, false));

        assertThat(not.reason()).isEqualTo(RepairReason.RIGHT_BEHAVIOUR_UNKNOWN);
        assertThat(not.detail()).contains("its author has no write access");
    }

    @Test
    void tracesAndOtherLanguagesAreNoCode() {
        assertThat(ReportedCode.of(1, "```\n" + TRACE + "```\n```python\nf(); g();\n```\n", true))
                .isEmpty();
        assertThat(ReportedCode.of(1, "no fence; at all", true)).isEmpty();
        assertThat(ReportedCode.of(1, "~~~ java\nint x = 1;\n", true)
                        .orElseThrow()
                        .blocks())
                .containsExactly("int x = 1;\n");
    }
}
