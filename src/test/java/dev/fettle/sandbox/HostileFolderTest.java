package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The escape suite, the folder seen from the host: links, pipes and monsters that foreign code leaves in it. */
class HostileFolderTest extends SandboxedTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void row46_aReportThatIsALinkToAFileOfTheHostIsNotRead(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret"), "decoy");
        said(sh(
                "mkdir -p target; ln -s \"$1\" target/TEST-a.xml; ln -s \"$2\" linked; echo ok > target/TEST-b.xml",
                secret.toString(),
                elsewhere.toString()));

        Collected collected = sandbox.collect(List.of("**/TEST-*.xml", "linked/secret", "linked/**"), 1000);

        assertThat(collected.files()).containsOnlyKeys("target/TEST-b.xml");
        assertThat(collected.refused()).contains("target/TEST-a.xml");
    }

    @Test
    @Timeout(20)
    void row47_aReportThatIsAPipeIsRefusedAndHangsNobody() {
        said(
                sh(
                        "mkfifo TEST-pipe.xml; mkdir TEST-folder.xml; perl -MSocket -e 'socket(S, PF_UNIX, SOCK_STREAM, 0); bind(S, pack_sockaddr_un(\"TEST-socket.xml\"))'"));

        Collected collected = sandbox.collect(List.of("TEST-*.xml"), 1000);

        assertThat(collected.files()).isEmpty();
        assertThat(collected.refused()).containsExactlyInAnyOrder("TEST-pipe.xml", "TEST-socket.xml");
    }

    @Test
    @Timeout(60)
    void aReportSwappedForAPipeOrALinkWhileItIsReadHangsNobodyAndShowsNothing(@TempDir Path elsewhere)
            throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret"), "decoy");
        sandbox.write("swap.pl", bytes("""
                use POSIX; $| = 1; print "up\\n";
                open(my $f, '>', 'plain'); print $f 'plain'; close $f; POSIX::mkfifo('pipe', 0666); symlink($ARGV[0], 'link');
                while (1) { for my $kind ('plain', 'pipe', 'link') { unlink 'next'; link($kind, 'next') or symlink($ARGV[0], 'next'); rename('next', 'report') } }
                """));
        try (LiveProcess swapping = sandbox.start(command("/usr/bin/perl", "swap.pl", secret.toString()), LIMITS)) {
            assertThat(swapping.stdout().readNBytes(3)).isEqualTo(bytes("up\n"));
            for (int i = 0; i < 3_000; i++) {
                byte[] read = sandbox.collect(List.of("report"), 1000).files().getOrDefault("report", bytes("plain"));
                assertThat(new String(read, StandardCharsets.UTF_8)).isIn("plain", "");
            }
            assertThat(swapping.isAlive()).isTrue();
        }
    }

    @Test
    void row48_atreeThatResistsRemovalIsGoneAfterwards() {
        said(perl("""
                mkdir "line\\nbreak\\e[31m"; mkdir "\\xff\\xfe"; open(my $f, '>', "\\xff\\xfe/\\x01"); mkdir '-rf'; mkdir 'closed'; mkdir 'closed/inner'; chmod 0, 'closed/inner'; chmod 0, 'closed';
                for (1 .. 200) { mkdir 'd' x 200; chdir 'd' x 200 } print 'deep';
                """));
        Path box = sandbox.directory().resolve("../..").normalize();

        assertThat(sandbox.collect(List.of("**/*.xml"), 1000).files()).isEmpty();
        sandbox.close();

        assertThat(box).doesNotExist();
    }

    @Test
    void whatTheHostWritesNeverGoesThroughALinkThatForeignCodePlanted(@TempDir Path elsewhere) throws IOException {
        Path victim = Files.writeString(elsewhere.resolve("victim"), "untouched");
        said(sh("ln -s \"$1\" folder; ln -s \"$2\" file; mkdir real", elsewhere.toString(), victim.toString()));

        assertThatThrownBy(() -> sandbox.write("folder/new", bytes("x"))).isInstanceOf(UncheckedIOException.class);
        sandbox.write("file", bytes("ours"));
        Path tree = Files.createDirectories(elsewhere.resolve("tree/folder"));
        Files.writeString(tree.resolve("victim"), "copied");
        sandbox.copyIn(elsewhere.resolve("tree"), "");

        assertThat(victim).hasContent("untouched");
        assertThat(elsewhere.resolve("new")).doesNotExist();
        assertThat(said(sh("cat file folder/victim; [ -L folder ] || echo real")))
                .isEqualTo("ourscopiedreal");
    }

    @Test
    void aPathThatLeadsOutIsRefused() {
        for (String target : List.of("../x", "a/../../x", "/etc/x", "a\0b", "")) {
            assertThatThrownBy(() -> sandbox.write(target, bytes("x")))
                    .as(target)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aTreeIsCopiedInWithItsProgramsAndItsOwnLinksAndBelongsToTheJob(@TempDir Path source) throws IOException {
        Files.createDirectories(source.resolve("a/b"));
        Path script = Files.writeString(source.resolve("a/run"), "#!/bin/sh\necho ran\n");
        script.toFile().setExecutable(true);
        Files.createSymbolicLink(source.resolve("a/b/inside"), Path.of("../run"));
        Files.createSymbolicLink(source.resolve("a/outside"), Path.of("../../../etc/passwd"));
        Files.createSymbolicLink(source.resolve("absolute"), Path.of("/etc/passwd"));

        sandbox.copyIn(source, "project");
        sandbox.copyIn(script, "project/second");

        assertThat(
                        said(
                                sh(
                                        "cd project; ./a/b/inside; ./second; ls a; [ -e absolute ] || echo none; rm -r a && echo mine > a")))
                .isEqualTo("ran\nran\nb\nrun\nnone");
    }

    @Test
    void whatIsCopiedOntoAFolderIsMergedWithIt(@TempDir Path source) throws IOException {
        said(sh("mkdir -p src/main; echo old > src/main/A; echo kept > src/main/B"));
        Files.createDirectories(source.resolve("src/main"));
        Files.writeString(source.resolve("src/main/A"), "new\n");
        Files.writeString(source.resolve("C"), "more\n");

        sandbox.copyIn(source, "");

        assertThat(said(sh("cat src/main/A src/main/B C"))).isEqualTo("new\nkept\nmore");
    }

    @Test
    void aFileAboveTheSizeAskedForIsNamedNotRead() {
        said(sh("head -c 2000 /dev/zero > big; head -c 1000 /dev/zero > small; chmod 000 small"));

        Collected collected = sandbox.collect(List.of("*"), 1000);

        assertThat(collected.refused()).containsExactly("big");
        assertThat(collected.files()).containsOnlyKeys("small");
    }
}
