package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell completes Fettle's commands: bash is asked for real. */
class CompletionCommandTest {
    @TempDir
    Path folder;

    @Test
    void bashKnowsTheCommandsAndTheirOptions() throws Exception {
        assertThat(completed("fettle", "ti")).containsExactly("tickets");
        assertThat(completed("fettle", "tickets", "re")).containsExactlyInAnyOrder("reject", "retry");
        assertThat(completed("fettle", "keys", "add", "--sc")).containsExactly("--scope");
    }

    @Test
    void zshReadsTheSame() {
        assertThat(script("zsh")).startsWith("autoload -U +X bashcompinit").endsWith(script("bash"));
    }

    private List<String> completed(String... words) throws IOException, InterruptedException {
        Path file = folder.resolve("fettle.bash");
        Files.writeString(file, script("bash"));
        String line = String.join(" ", words);
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source '" + file + "'; COMP_WORDS=(" + line + "); COMP_CWORD=" + (words.length - 1)
                                + "; COMP_LINE='" + line
                                + "'; _complete_fettle 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said.lines().map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    private static String script(String shell) {
        StringWriter out = new StringWriter();
        assertThat(Main.commandLine().setOut(new PrintWriter(out)).execute("completion", shell))
                .isZero();
        return out.toString();
    }
}
