package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.workspace.Users;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fettle reproduce}, as far as no project is run; what it finds is told in the stories of {@code repair.trace}. */
class ReproduceCommandTest {
    private static final int WRONG_USAGE = 2;

    private static final String CART = "src/main/java/shop/Cart.java";
    private static final String TEXT =
            "package shop;\n\nclass Cart {\n    int total() {\n        throw new IllegalStateException();\n    }\n}\n";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int reproduce(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "reproduce";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }

    @Test
    void aTraceMustBeNamed() {
        assertThat(reproduce(folder.toString())).isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains("--trace");
    }

    @Test
    void theFileMustBeThere() {
        assertThat(reproduce(
                        folder.toString(),
                        "--trace",
                        folder.resolve("crash.txt").toString()))
                .isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains("There is no file");
    }

    @Test
    void andHoldATrace() throws IOException {
        Path file = Files.writeString(folder.resolve("crash.txt"), "It crashed, I do not know where.\n");

        assertThat(reproduce(folder.toString(), "--trace", file.toString())).isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains("No stack trace was found");
    }

    @Test
    void andTheProjectToo() {
        assertThat(reproduce(folder.resolve("nowhere").toString(), "--trace", "-"))
                .isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains("is no folder");
    }

    @Test
    void aTraceOfAReleaseIsFollowedToTheFilesAsTheyLie() throws IOException {
        Path project = released();
        Users.write(project, Map.of(CART, "// One line,\n// and another that nobody committed.\n" + TEXT));

        reproduce(project.toString(), "--trace", trace().toString(), "--revision", "v1");

        assertThat(err.toString())
                .contains("The trace's lines are those of v1 (")
                .contains("Now: Cart.java:5 → Cart.java:7.");
        assertThat(Users.git(project, "status", "--porcelain")).isEqualTo(" M " + CART + "\n");
    }

    @Test
    void aRevisionThatIsNotThereIsSaid() throws IOException {
        assertThat(reproduce(released().toString(), "--trace", trace().toString(), "--revision", "v2"))
                .isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains("--revision v2: there is no revision v2.");
    }

    @Test
    void norHasAFolderWithoutGitOne() throws IOException {
        assertThat(reproduce(folder.toString(), "--trace", trace().toString(), "--revision", "v1"))
                .isEqualTo(WRONG_USAGE);
        assertThat(err.toString()).contains("is not the root of a git repository");
    }

    private Path released() throws IOException {
        Path project = Users.repository(folder.resolve("shop"), Map.of(CART, TEXT));
        Users.git(project, "tag", "v1");
        return project;
    }

    private Path trace() throws IOException {
        return Files.writeString(
                folder.resolve("crash.txt"),
                "java.lang.IllegalStateException: empty\n\tat shop.Cart.total(Cart.java:5)\n");
    }

    @Test
    void theHelpSaysWhatTheStatusMeans() {
        assertThat(reproduce("--help")).isZero();
        assertThat(out.toString())
                .contains("not reproduced; how far it got is said")
                .contains("--time-limit=TIME");
    }
}
