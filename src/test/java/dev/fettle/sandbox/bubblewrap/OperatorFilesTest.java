package dev.fettle.sandbox.bubblewrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.SandboxedTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's settings below /usr are found and covered. */
class OperatorFilesTest extends SandboxedTest {
    @TempDir
    Path machine;

    private Path file(String path) throws IOException {
        Path file = machine.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "canary").toRealPath();
    }

    @Test
    void settingsOfToolsThatNoPackageBroughtAreFound() throws IOException {
        Path unpacked = file("usr/local/apache-maven-3.9.9/conf/settings.xml");
        Path security = file("usr/share/maven/conf/settings-security.xml");
        Path gradle = file("usr/local/lib/gradle-8/gradle.properties");
        Path deep = file("usr/local/lib/java/maven/conf/settings.xml");
        Files.createDirectories(machine.resolve("usr/local/bin"));
        Files.createDirectories(deep.resolve("../../bin").normalize());
        Files.createSymbolicLink(
                machine.resolve("usr/local/bin/mvn"),
                Files.createFile(deep.resolve("../../bin/mvn").normalize()));
        Path npm = file("usr/etc/npmrc").getParent();
        Path scripts = file("usr/local/gradle/init.d/login.gradle").getParent();
        file("usr/local/gradle/bin/gradle");
        file("usr/local/gradle/lib/core.jar");
        Path unrelated = file("usr/share/doc/settings.xml");

        OperatorFiles found = OperatorFiles.below(machine.resolve("usr"));

        assertThat(found.files()).containsExactlyInAnyOrder(unpacked, security, gradle, deep);
        assertThat(found.folders()).containsExactlyInAnyOrder(npm, scripts);
        assertThat(unrelated).exists();
    }

    @Test
    void whatALinkLeadsOutOfThereNeedsNoCover() throws IOException {
        file("etc/maven/settings.xml");
        Files.createDirectories(machine.resolve("usr/share/maven"));
        Files.createSymbolicLink(machine.resolve("usr/share/maven/conf"), machine.resolve("etc/maven"));

        assertThat(OperatorFiles.below(machine.resolve("usr")).files()).isEmpty();
    }

    @Test
    void aCoveredFileIsEmptyAndACoveredFolderHoldsNothing() throws Exception {
        Path etc = Files.createDirectories(machine.resolve("made-up"));
        SyntheticEtc.write(etc, 0);
        Path work = Files.createDirectories(machine.resolve("work"));
        OperatorFiles hidden = new OperatorFiles(
                Set.of(Path.of("/usr/share/common-licenses/GPL-2")), Set.of(Path.of("/usr/share/perl5")));
        assertThat(Path.of("/usr/share/common-licenses/GPL-2")).isNotEmptyFile();
        assertThat(Path.of("/usr/share/perl5")).isNotEmptyDirectory();
        String script =
                "wc -c < /usr/share/common-licenses/GPL-2; ls -A /usr/share/perl5 | wc -l; ls /usr/share | wc -l;"
                        + " umount /usr/share/perl5 2>/dev/null && echo uncovered; touch /usr/share/perl5/x 2>/dev/null &&"
                        + " echo written; true";
        Command command = new Command(List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"), "", List.of());

        List<String> argv = new ArrayList<>(List.of("/usr/bin/bwrap"));
        argv.addAll(List.of(
                new String(BubblewrapArguments.of(command, work, etc, hidden), StandardCharsets.UTF_8).split("\0")));
        argv.addAll(command.argv());
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(process.waitFor()).as("%s", said).isZero();
        assertThat(said).hasSize(3);
        assertThat(said.subList(0, 2)).containsExactly("0", "0");
        assertThat(Integer.parseInt(said.get(2))).isGreaterThan(1);
    }
}
