package dev.fettle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a machine made for the test: a folder of a few programs, and Maven, npm and apt-get played by scripts. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final int LACKING = 69;
    private static final int BUILD_FAILED = 70;

    /** What any Unix has; nothing else is found unless a test puts it there. */
    private static final List<String> UNIX = List.of(
            "sh",
            "sed",
            "grep",
            "head",
            "tail",
            "dirname",
            "readlink",
            "mkdir",
            "rm",
            "cat",
            "find",
            "tr",
            "cmp",
            "cp",
            "tee",
            "sleep",
            "mv",
            "touch",
            "chmod",
            "sort");

    @TempDir
    private Path machine;

    private Path project;
    private Path bin;

    private record Run(int status, String out, String err) {}

    @BeforeEach
    void aMachineWithAJdkAndAProject() throws IOException {
        project = Files.createDirectories(machine.resolve("a project"));
        bin = Files.createDirectories(machine.resolve("bin"));
        for (String program : UNIX) {
            program(program, "exec " + onThisMachine(program) + " \"$@\"");
        }
        program("id", "echo 1000");
        program("uname", "echo Linux");
        Files.copy(Path.of("fettle"), project.resolve("fettle"));
        Files.createDirectories(project.resolve(".mvn"));
        Files.createDirectories(project.resolve("src"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Files.writeString(project.resolve("app-manifest.yml"), "name: Fettle");
        Files.writeString(project.resolve("package-lock.json"), "{}");
        Files.createDirectories(project.resolve("target"));
    }

    @Test
    void passesEveryCommandToTheJarAndGivesBackItsStatus() throws Exception {
        program("bwrap", "");
        program("setpriv", "");
        program("mvn", "");
        jarThatEchoes(project.resolve("target/fettle.jar"));

        Run run = fettle("fix", "some where", "--json");

        assertThat(run.out()).isEqualTo("[fix, some where, --json]\n");
        assertThat(run.status()).isEqualTo(3);
    }

    @Test
    void worksThroughALinkFromAnotherFolder() throws Exception {
        jarThatEchoes(project.resolve("target/fettle.jar"));
        Path links = Files.createDirectories(machine.resolve("links"));
        Files.createSymbolicLink(links.resolve("first"), Path.of("../a project/fettle"));
        Files.createSymbolicLink(machine.resolve("second"), links.resolve("first"));

        assertThat(run(machine, machine.resolve("second").toString(), "status").out())
                .isEqualTo("[status]\n");
    }

    @Test
    void buildsWhenASourceIsNewerThanTheJarAndOnlyThen() throws Exception {
        jarThatEchoes(machine.resolve("new.jar"));
        program("mvn", "echo built; cp '" + machine.resolve("new.jar") + "' target/fettle.jar");

        assertThat(fettle("status").err()).contains("building");
        assertThat(fettle("status").err()).isEmpty();
        touchInTheFuture(Files.writeString(project.resolve("src/New.java"), ""));
        assertThat(fettle("status").err()).contains("building");
    }

    /** It is in the jar, too. */
    @Test
    void buildsWhenTheAppsManifestIsNewer() throws Exception {
        program("mvn", "");
        jarThatEchoes(project.resolve("target/fettle.jar"));
        assertThat(fettle("status").err()).isEmpty();
        touchInTheFuture(project.resolve("app-manifest.yml"));
        assertThat(fettle("status").err()).contains("building");
    }

    @Test
    void anOldNodeIsSaidBeforeTheTestsMeetIt() throws Exception {
        aMachineThatCanVerify("echo 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0'");
        program("node", "echo v18.19.0");

        Run run = fettle("verify");

        assertThat(run.status()).isEqualTo(LACKING);
        assertThat(run.err()).contains("node is 18; 20 or more is needed").doesNotContain("npm ci");
    }

    @Test
    void elsewhereThanOnLinuxItSaysWhatDoesNotWorkBeforeItBuilds() throws Exception {
        program("uname", "echo Darwin");
        program("mvn", "");
        jarThatEchoes(project.resolve("target/fettle.jar"));

        Run run = fettle("demo", "--exit");
        assertThat(run.err())
                .startsWith("fettle: 'demo' builds and runs a project's code")
                .contains("--sandbox");
        assertThat(run.out()).as("the jar has the last word").isEqualTo("[demo, --exit]\n");
        assertThat(fettle("scan", "here").err()).isEmpty();
    }

    @Test
    void aBuildThatFailsShowsMavensErrorsAndItsLog() throws Exception {
        program("mvn", "echo '[INFO] chatter'; echo '[ERROR] no such thing'; exit 1");

        Run run = fettle("status");

        assertThat(run.status()).isEqualTo(BUILD_FAILED);
        assertThat(run.err())
                .contains("[ERROR] no such thing")
                .contains("build.log")
                .doesNotContain("chatter");
        assertThat(project.resolve("target/.building")).doesNotExist();
    }

    @Test
    void aLockWhoseOwnerDiedStopsNobody() throws Exception {
        jarThatEchoes(machine.resolve("new.jar"));
        program("mvn", "cp '" + machine.resolve("new.jar") + "' target/fettle.jar");
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createDirectories(project.resolve("target/.building"));
        Files.writeString(project.resolve("target/.building/pid"), Long.toString(gone.pid()));

        assertThat(fettle("status").out()).isEqualTo("[status]\n");
    }

    @Test
    void withoutRootItPrintsTheExactCommandAndStops() throws Exception {
        program("apt-get", "echo must not run >&2");

        Run run = fettle("verify");

        assertThat(run.status()).isEqualTo(LACKING);
        assertThat(run.err())
                .contains("lacks: maven git bubblewrap setpriv")
                .contains(
                        "sudo apt-get update && sudo apt-get install -y --no-install-recommends maven git bubblewrap util-linux")
                .doesNotContain("must not run");
    }

    @Test
    void onAnotherLinuxItNamesThatOnesCommand() throws Exception {
        program("dnf", "echo must not run >&2");

        assertThat(fettle("demo", "--exit").err()).contains("sudo dnf install -y maven");
        jarThatEchoes(project.resolve("target/fettle.jar"));
        program("mvn", "");
        assertThat(fettle("demo", "--exit").err()).contains("sudo dnf install -y bubblewrap util-linux");
    }

    @Test
    void asRootOnDebianItSaysWhatItInstallsAndInstallsIt() throws Exception {
        jarThatEchoes(project.resolve("target/fettle.jar"));
        program("id", "echo 0");
        program("mvn", "");
        program("setpriv", "");
        program(
                "apt-get",
                "echo \"apt-get $*\" >&2; case $* in *install*) cp '" + bin + "/mvn' '" + bin + "/bwrap';; esac");

        Run run = fettle("demo");

        assertThat(run.err().lines())
                .containsSubsequence(
                        "apt-get update -qq",
                        "fettle: installing bubblewrap (apt-get install)",
                        "apt-get install -y -qq --no-install-recommends bubblewrap");
        assertThat(run.out()).isEqualTo("[demo]\n");
    }

    @Test
    void verifyEndsWithTheCountsOfTheTests() throws Exception {
        aMachineThatCanVerify(
                "echo '[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1 s -- in A'",
                "echo '[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 1'",
                "echo '[INFO] BUILD SUCCESS'");

        Run run = fettle("verify");

        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).last().isEqualTo("[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 1");
    }

    @Test
    void askedForHelpVerifyTouchesNothing() throws Exception {
        Run run = fettle("verify", "--help");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("./fettle verify", "Maven");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void verifyGoesOnWithoutABrowserAndSaysWhatIsSkipped() throws Exception {
        aMachineThatCanVerify("echo 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0'");

        assertThat(fettle("verify").err()).contains("in a browser are skipped", "verified");
        program("chromium", "");
        assertThat(fettle("verify").err()).doesNotContain("in a browser are skipped");
    }

    @Test
    void verifyFailsAsMavenFails() throws Exception {
        aMachineThatCanVerify("echo '[ERROR] Tests run: 7, Failures: 1, Errors: 0, Skipped: 1'", "exit 1");

        Run run = fettle("verify");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("NOT verified");
        assertThat(run.out().lines()).last().isEqualTo("[ERROR] Tests run: 7, Failures: 1, Errors: 0, Skipped: 1");
    }

    @Test
    void verifyWithoutATestIsAFailure() throws Exception {
        aMachineThatCanVerify("echo '[INFO] BUILD SUCCESS'");

        Run run = fettle("verify");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no test ran");
    }

    @Test
    void fuzzingRunsEachReaderByItselfAndFailsWhereSomethingWasFound() throws Exception {
        aMachineThatCanVerify("""
                case "$*" in
                  *AFuzzTest#one*) echo "Done 12 runs in 3 second(s) $JAZZER_FUZZ" ;;
                  *AFuzzTest#two*) echo '== Java Exception: java.lang.IllegalStateException: x'; exit 1 ;;
                esac
                echo "$*" >> asked""");
        Path tests = Files.createDirectories(project.resolve("src/test/java/a"));
        Files.writeString(tests.resolve("AFuzzTest.java"), """
                    @MethodSource
                    @FuzzTest
                    void one(byte[] input) {
                    }

                    @MethodSource
                    @FuzzTest
                    void two(byte[] input) throws IOException {
                    }
                """);

        Run all = fettle("bench", "fuzz", "--seconds", "3");
        Run one = fettle("bench", "fuzz", "--only", "ONE", "--seconds", "4");

        assertThat(all.status()).isEqualTo(1);
        assertThat(all.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "AFuzzTest#one 12 runs, nothing found",
                        "AFuzzTest#two FOUND == Java Exception: java.lang.IllegalStateException: x");
        assertThat(one.status()).isZero();
        assertThat(Files.readAllLines(project.resolve("asked")))
                .filteredOn(line -> line.contains("max_duration"))
                .hasSize(2)
                .first()
                .asString()
                .contains("max_duration=3s");
        assertThat(project.resolve("target/fuzz/AFuzzTest#one.log")).content().contains("second(s) 1");
    }

    @Test
    void fuzzingWhatIsNotThereNamesWhatIs() throws Exception {
        Path tests = Files.createDirectories(project.resolve("src/test/java/a"));
        Files.writeString(tests.resolve("AFuzzTest.java"), "@FuzzTest\n    void one(byte[] input) {\n");

        Run unknown = fettle("bench", "fuzz", "--only", "three");
        Run wrong = fettle("bench", "fuzz", "--seconds", "soon");

        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("no reader's name holds 'three'", "AFuzzTest#one");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("usage: ./fettle bench fuzz");
    }

    @Test
    void verifyAsksNpmOnceForAsLongAsTheLockFileStays() throws Exception {
        aMachineThatCanVerify("echo 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0'");

        assertThat(fettle("verify").err()).contains("npm ci --ignore-scripts");
        assertThat(fettle("verify").err()).doesNotContain("npm ci");
        Files.writeString(project.resolve("package-lock.json"), "{\"changed\": true}");
        assertThat(fettle("verify").err()).contains("npm ci --ignore-scripts");
    }

    @Test
    void aJavaHomeThatDoesNotFitIsSaidAndPassedOver() throws Exception {
        jarThatEchoes(project.resolve("target/fettle.jar"));
        jdk("jdk-11", "11.0.2");
        Files.createSymbolicLink(bin.resolve("javac"), jdk("jdk-17", "17.0.1").resolve("bin/javac"));

        Run run = run(
                machine.resolve("jdk-11"), project, project.resolve("fettle").toString(), "status");

        assertThat(run.err()).contains("jdk-11 is no JDK of 17 or more");
        assertThat(run.out()).isEqualTo("[status]\n");
    }

    @Test
    void theServersMemoryIsWrittenToNoFileHoweverItEnds() throws Exception {
        jarThatEchoes(project.resolve("target/fettle.jar"));
        program("bwrap", "");
        program("setpriv", "");
        program("mvn", "");

        // As wide as this machine lets it be, before the launcher says otherwise.
        Run run = run(
                machine,
                bin.resolve("sh").toString(),
                "-c",
                "ulimit -S -c $(ulimit -H -c); exec '" + project.resolve("fettle") + "' serve " + Echo.LIMITS);

        assertThat(run.out())
                .containsPattern("Max core file size +0 +0 ")
                .contains("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null", "-XX:-HeapDumpOnOutOfMemoryError");
    }

    @Test
    void filesMayHaveAnyNameThoughNoLocaleIsSet() throws Exception {
        jarThatEchoes(project.resolve("target/fettle.jar"));
        Files.createFile(Files.createDirectories(machine.resolve("Übung")).resolve("naïve"));

        Run run = fettle(
                "status", Echo.EXISTS, machine.resolve("Übung").resolve("naïve").toString());

        assertThat(run.out()).endsWith("there\n");
        for (String file : List.of("deploy/Dockerfile", "deploy/fettle.service", "deploy/fettle.sh")) {
            assertThat(Files.readString(Path.of(file))).as(file).containsPattern("(LANG|LC_ALL)=C\\.UTF-8");
        }
    }

    @Test
    void noOtherWayToStartItLeavesItsMemoryBehind() throws Exception {
        for (String file : List.of("deploy/Dockerfile", "deploy/fettle.service")) {
            assertThat(Files.readString(Path.of(file)))
                    .contains(
                            "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/null", "-XX:-HeapDumpOnOutOfMemoryError");
        }
        assertThat(Files.readString(Path.of("deploy/Dockerfile"))).contains("ulimit -c 0");
        assertThat(Files.readString(Path.of("deploy/fettle.service"))).contains("LimitCORE=0");
        for (String file : List.of("deploy/compose.yaml", "deploy/compose.nodes.yaml")) {
            assertThat(Files.readString(Path.of(file))).containsPattern("ulimits:\\s+core: 0");
        }
    }

    private void aMachineThatCanVerify(String... maven) throws IOException {
        program("bwrap", "");
        program("setpriv", "");
        program("git", "");
        program("node", "echo v22.11.0");
        program("npm", "echo \"npm $*\"; mkdir -p node_modules");
        program("mvn", String.join("\n", maven));
    }

    private Run fettle(String... arguments) throws Exception {
        return run(
                machine,
                Stream.concat(Stream.of(project.resolve("fettle").toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private Run run(Path folder, String... command) throws Exception {
        return run(Path.of(System.getProperty("java.home")), folder, command);
    }

    private Run run(Path javaHome, Path folder, String... command) throws Exception {
        Path out = machine.resolve("out");
        Path err = machine.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("the launcher ended")
                .isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** A JDK of the version that it says, whichever runs in it. */
    private Path jdk(String name, String version) throws IOException {
        Path home = machine.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        String real = System.getProperty("java.home") + "/bin/java";
        executable(home.resolve("bin/java"), "exec '" + real + "' \"$@\"");
        executable(home.resolve("bin/javac"), "exit 1");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private void program(String name, String script) throws IOException {
        executable(bin.resolve(name), script);
    }

    private static void executable(Path file, String script) throws IOException {
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path onThisMachine(String program) {
        return Stream.of("/usr/bin", "/bin")
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + program + " on this machine"));
    }

    /** A source that is newer than any jar, however coarse the file system's clock. */
    private static void touchInTheFuture(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
    }

    private static void jarThatEchoes(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
        String entry = Echo.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                var in = Echo.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(in.readAllBytes());
        }
        // As if built after everything that the test has written.
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
    }

    /** Stands for the whole of Fettle: prints its arguments and ends with 3. */
    static final class Echo {
        static final String LIMITS = "--limits";
        static final String EXISTS = "--exists";

        public static void main(String[] arguments) throws IOException {
            System.out.println(List.of(arguments));
            if (List.of(arguments).contains(LIMITS)) {
                System.out.println(ManagementFactory.getRuntimeMXBean().getInputArguments());
                System.out.println(Files.readString(Path.of("/proc/self/limits")));
            }
            if (List.of(arguments).contains(EXISTS)) {
                System.out.println(Files.exists(Path.of(arguments[arguments.length - 1])) ? "there" : "not there");
            }
            System.exit(3);
        }
    }
}
