package dev.fettle.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our diff, applied by the real git to the base, gives the tree byte for byte. */
class DiffRoundTripTest {
    @TempDir
    Path folder;

    private Sample sample;

    @BeforeEach
    void aRepository() {
        sample = new Sample(folder);
    }

    static Stream<Arguments> oddFiles() {
        return Stream.of(
                Arguments.of("no newline before", "a\nb", "a\nb\n"),
                Arguments.of("no newline after", "a\nb\n", "a\nb"),
                Arguments.of("no newline on either side", "a\nb", "a\nc"),
                Arguments.of("windows line ends", "a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n"),
                Arguments.of("mixed line ends", "a\r\nb\nc\r\n", "a\nb\r\nc\r\n"),
                Arguments.of("lone carriage returns", "a\rb\rc\n", "a\rB\rc\n"),
                Arguments.of("to nothing", "a\nb\n", ""),
                Arguments.of("from nothing", "", "a\nb\n"),
                Arguments.of("only line ends", "\n\n\n", "\n\n\n\n"),
                Arguments.of("a byte order mark", "\uFEFFa\n", "\uFEFFb\n"),
                Arguments.of("other scripts", "größe = 1 // 日本\n", "größe = 2 // 日本 🦉\n"),
                Arguments.of("lines that look like a diff", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n", "-- a/x\n++ b/x\n@@\n"),
                Arguments.of("trailing blanks", "a  \nb\t\n", "a\nb\t \n"),
                Arguments.of("form feed and friends", "a\fb\u000bc\u0085d\u2028e\n", "a\fb\u000bc\u0085d\u2028f\n"),
                Arguments.of("one very long line", "x".repeat(100_000) + "\n", "y".repeat(100_000) + "\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddFiles")
    void anEditOfAnOddFileSurvives(String what, String before, String after) throws IOException {
        roundTrip(Map.of("src/odd.txt", before, "other.txt", "o\n"), Map.of("src/odd.txt", after));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddFiles")
    void anOddFileCanBeAdded(String what, String before, String after) throws IOException {
        roundTrip(Map.of("other.txt", "o\n"), Map.of("new/odd.txt", before, "new/odd2.txt", after));
    }

    static Stream<String> oddNames() {
        return Stream.of(
                "with space.txt",
                "two  spaces/a b.txt",
                "quo\"te.txt",
                "ünïcode/日本.txt",
                "-dash",
                "a'b",
                "#x",
                "{y}",
                "$z",
                "semi;colon",
                "b/a/b.txt",
                "b/",
                "emoji🦉");
    }

    @ParameterizedTest
    @MethodSource("oddNames")
    void aFileOfAnOddNameSurvives(String name) throws IOException {
        String path = name.endsWith("/") ? name + "x" : name;
        roundTrip(Map.of(path, "one\ntwo\n"), Map.of(path, "one\n2\n", path + ".new", "n\n"));
    }

    @Test
    void aDeletionAndAModeSurvive() throws IOException {
        sample.person(Map.of("gone.txt", "a\nb", "mvnw", "#!/bin/sh\n", "keep", "k\n"));
        try (Workspace workspace = sample.main()) {
            Files.delete(workspace.root().resolve("gone.txt"));
            workspace.write(Map.of("mvnw", "#!/bin/sh\nexit\n"));
            Files.setPosixFilePermissions(
                    workspace.root().resolve("keep"),
                    java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            applies(workspace);
        }
    }

    @Test
    void randomEditsSurvive() throws IOException {
        Random random = new Random(20261122);
        for (int round = 0; round < 25; round++) {
            Map<String, String> before = new LinkedHashMap<>();
            Map<String, String> after = new LinkedHashMap<>();
            for (int file = 0; file < 4; file++) {
                String text = text(random, 40);
                before.put("f" + file, text);
                after.put("f" + file, mutated(random, text));
            }
            roundTrip(before, after);
        }
    }

    @Test
    void aBinaryFileIsMarkedNotShown() throws IOException {
        sample.person(Map.of("a.txt", "a\n"));
        try (Workspace workspace = sample.main()) {
            Files.write(workspace.root().resolve("logo.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1});
            assertThat(workspace.change().files()).singleElement().satisfies(file -> {
                assertThat(file.unifiedDiff()).endsWith("Binary files /dev/null and b/logo.png differ\n");
                assertThat(file.after()).isNull();
                assertThat(file.added()).isZero();
            });
        }
    }

    private void roundTrip(Map<String, String> before, Map<String, String> after) throws IOException {
        sample.person(before);
        try (Workspace workspace = sample.main()) {
            workspace.write(after);
            applies(workspace);
        }
    }

    private void applies(Workspace workspace) throws IOException {
        String diff = workspace.change().unifiedDiff();
        Path patch = Files.writeString(Files.createTempFile(folder, "round", ".diff"), diff);
        try (Workspace fresh = sample.workspaces.checkout(sample.remote, workspace.base())) {
            Users.git(fresh.root(), "apply", "--whitespace=nowarn", patch.toString());
            assertThat(contents(fresh.root())).as(diff).isEqualTo(contents(workspace.root()));
            assertThat(fresh.change().unifiedDiff()).as("modes too").isEqualTo(diff);
        }
    }

    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new java.util.TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        int lines = random.nextInt(most);
        for (int i = 0; i < lines; i++) {
            text.append("line ").append(random.nextInt(6)).append(random.nextInt(9) == 0 ? "\r\n" : "\n");
        }
        return random.nextBoolean() ? text.toString() : text.append("end").toString();
    }

    private static String mutated(Random random, String text) {
        StringBuilder mutated = new StringBuilder();
        for (String line : text.split("(?<=\n)", -1)) {
            switch (random.nextInt(6)) {
                case 0 -> {}
                case 1 -> mutated.append("new ").append(line);
                case 2 -> mutated.append("inserted\n").append(line);
                default -> mutated.append(line);
            }
        }
        return mutated.toString();
    }
}
