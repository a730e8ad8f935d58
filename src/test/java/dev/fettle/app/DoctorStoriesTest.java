package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.fettle.app.doctor.Diagnosis;
import dev.fettle.app.doctor.DiskCheck;
import dev.fettle.app.doctor.EgressCheck;
import dev.fettle.app.doctor.Finding;
import dev.fettle.app.doctor.LocaleCheck;
import dev.fettle.app.doctor.State;
import dev.fettle.app.doctor.ToolsCheck;
import dev.fettle.build.maven.MavenLook;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** One set-up in which all is well, and many in which one thing is not: the doctor names that one, and what to do. */
class DoctorStoriesTest {
    @TempDir
    Path temporary;

    @Test
    void whereAllIsWellTheDoctorSaysSo() throws Exception {
        try (DoctorWorld world = new DoctorWorld(temporary)) {
            Diagnosis diagnosis = world.diagnosis();
            assertThat(wrong(diagnosis, State.BROKEN)).isEmpty();
            assertThat(wrong(diagnosis, State.WARNING)).isEmpty();
            assertThat(wrong(diagnosis, State.UNKNOWN)).isEmpty();
            assertThat(diagnosis.status()).isZero();
            assertThat(diagnosis.text(false))
                    .contains("the forge takes it: App 42, fettle-acme")
                    .contains("the App calls https://fettle.acme.example/webhooks/github, signed")
                    .contains("the forge's last one (push) was taken; the last verified one came")
                    .contains("CI: last heard of")
                    .contains("every page in order");
        }
    }

    @TestFactory
    Stream<DynamicTest> eachFaultIsNamedWithItsFix() {
        return Stream.concat(BrokenSetups.OF_THE_FORGE.stream(), BrokenSetups.OF_THIS_MACHINE.stream())
                .map(story -> dynamicTest(story.name(), () -> told(story)));
    }

    private void told(BrokenSetup story) throws Exception {
        Path folder = Files.createTempDirectory(temporary, "story");
        try (DoctorWorld world = new DoctorWorld(folder)) {
            story.breaking().of(world);
            Diagnosis diagnosis = world.diagnosis();
            String text = diagnosis.text(true);
            assertThat(wrong(diagnosis, story.state())).as(text).isEqualTo(new TreeSet<>(story.checks()));
            if (story.state() == State.WARNING) {
                assertThat(wrong(diagnosis, State.BROKEN)).as(text).isEmpty();
            }
            Finding finding = diagnosis.findings().stream()
                    .filter(each -> each.check().equals(story.checks().get(0)) && each.state() == story.state())
                    .findFirst()
                    .orElseThrow();
            assertThat(finding.seen()).contains(story.seen());
            assertThat(finding.advice()).contains(story.advice());
            assertThat(diagnosis.status()).isEqualTo(story.state() == State.BROKEN ? 1 : diagnosis.status());
        }
    }

    @Test
    void aProxyThatRefusesIsToldFromAForgeThatDoes() throws Exception {
        WireMockServer proxy =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        proxy.start();
        proxy.stubFor(WireMock.any(WireMock.anyUrl())
                .willReturn(WireMock.aResponse().withStatus(403).withBody("<html>Denied by policy</html>")));
        try (DoctorWorld world = new DoctorWorld(temporary)) {
            world.forgeSettings().put("proxy", "http://127.0.0.1:" + proxy.port());
            Finding refused = only(world.diagnosis(), "forge");
            assertThat(refused.state()).isEqualTo(State.BROKEN);
            assertThat(refused.seen()).contains("the proxy http://127.0.0.1:" + proxy.port() + " refuses the way");
            assertThat(refused.advice()).contains("forge.proxy");
            assertThat(world.forge.asked)
                    .as("the forge itself was never reached")
                    .isEmpty();
        } finally {
            proxy.stop();
        }
    }

    @Test
    void whereMavenIsMissingItIsNamed() {
        Map<String, String> environment = Map.of("PATH", temporary.toString());
        List<Finding> findings = tools(environment, new MavenLook(environment, temporary.resolve("maven")), "v20.1.0");
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.state()).isEqualTo(State.BROKEN);
            assertThat(finding.seen()).contains("Maven is not found");
            assertThat(finding.advice()).contains("apt-get install maven");
        });
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.state()).isEqualTo(State.NOT_NEEDED);
            assertThat(finding.seen()).contains("Node is not on the PATH");
        });
    }

    private static List<Finding> tools(Map<String, String> environment, MavenLook maven, String node) {
        return new ToolsCheck(environment, maven, program -> Optional.of(node).filter(said -> !said.isEmpty())).look();
    }

    @Test
    void aNodeThatIsTooOldOrThatTheSandboxDoesNotShowIsNamedAndSoIsAJavaHomeThatIsNone() throws Exception {
        Path node = Files.createFile(temporary.resolve("node"));
        assertThat(node.toFile().setExecutable(true)).isTrue();
        Map<String, String> environment = Map.of("PATH", temporary.toString(), "JAVA_HOME", "/nowhere/jdk");
        MavenLook maven = new MavenLook(environment, temporary.resolve("maven"));

        assertThat(tools(environment, maven, "v12.22.12")).anySatisfy(finding -> {
            assertThat(finding.state()).isEqualTo(State.WARNING);
            assertThat(finding.seen()).contains("Node v12.22.12", "is too old");
            assertThat(finding.advice()).contains("install Node 18 or later below /usr");
        });
        assertThat(tools(environment, maven, ""))
                .anySatisfy(finding -> assertThat(finding.seen()).isEqualTo(node + " does not run in the sandbox"));
        assertThat(tools(environment, maven, "v18.0.0")).anySatisfy(finding -> {
            assertThat(finding.state()).isEqualTo(State.GOOD);
            assertThat(finding.seen()).contains("Node v18.0.0");
        });
        assertThat(tools(environment, maven, "v18.0.0")).anySatisfy(finding -> {
            assertThat(finding.state()).isEqualTo(State.WARNING);
            assertThat(finding.seen()).contains("JAVA_HOME is /nowhere/jdk, which is no JDK");
        });
    }

    @Test
    void aProxyOfTheEnvironmentThatDoesNotAnswerIsNamedWithoutItsPassword() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Map<String, String> environment =
                Map.of("PATH", "/nowhere", "https_proxy", "http://ann:hidden-word@127.0.0.1:" + port);
        List<Finding> findings =
                new EgressCheck(new MavenLook(environment, temporary.resolve("maven")), environment).look();

        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.state()).isEqualTo(State.WARNING);
            assertThat(finding.seen()).contains("https_proxy leads to 127.0.0.1:" + port + ", where no proxy answers");
            assertThat(finding.advice()).contains("forge.proxy", "~/.m2/settings.xml");
        });
        assertThat(findings.toString()).doesNotContain("hidden-word");
    }

    @Test
    void settingsOfMavenThatCannotBeReadAreNamedWithTheirFile() throws Exception {
        Path settings = Files.createDirectories(temporary.resolve(".m2")).resolve("settings.xml");
        Files.writeString(settings, "<settings><mirrors></settings>");
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "HOME", temporary.toString());

        assertThat(new EgressCheck(new MavenLook(environment), environment).look())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.state()).isEqualTo(State.BROKEN);
                    assertThat(finding.seen()).contains(settings.toString());
                    assertThat(finding.advice()).isEqualTo("Correct the file that is named.");
                });
    }

    /** As where no inode is left: room there is, but no file can be made. To who is no root it may not be written at all. */
    @Test
    void aFolderThatHasRoomAndTakesNoFileIsBroken() {
        assertThat(new DiskCheck(Map.of("data", Path.of("/proc")), path -> 50L << 30).look())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.state()).isEqualTo(State.BROKEN);
                    assertThat(finding.seen()).contains("/proc");
                });
    }

    @Test
    void aLocaleThatCannotNameFilesIsBroken() {
        assertThat(new LocaleCheck(FileNames.trouble("ANSI_X3.4-1968")).look())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.state()).isEqualTo(State.BROKEN);
                    assertThat(finding.advice()).contains("LC_ALL=C.UTF-8");
                });
    }

    @Test
    void whereNoForgeIsConfiguredNothingAboutOneIsWrong() throws Exception {
        try (DoctorWorld world = new DoctorWorld(temporary)) {
            world.settings.remove("forge");
            BrokenSetups.removeAll(world.data);
            Diagnosis diagnosis = world.diagnosis();
            assertThat(diagnosis.status()).as(diagnosis.text(true)).isZero();
            assertThat(only(diagnosis, "forge").seen()).contains("fettle setup");
            assertThat(Files.exists(world.data))
                    .as("a doctor makes no database")
                    .isFalse();
        }
    }

    @Test
    void mistakesOfTheSettingsKeepNothingElseFromBeingLookedAt() throws Exception {
        try (DoctorWorld world = new DoctorWorld(temporary)) {
            world.forgeSettings().put("unheard_of", 1);
            world.forge.permissions.remove("issues");
            world.clock = () -> Instant.now().plus(Duration.ofSeconds(20));
            Diagnosis diagnosis = world.diagnosis();
            assertThat(wrong(diagnosis, State.BROKEN)).containsExactly("configuration", "permissions");
            assertThat(wrong(diagnosis, State.WARNING)).containsExactly("clock");
        }
    }

    /** Both may be a stranger's: who only looks at a clone must not run it. */
    @Test
    void theServersThatAFolderDeclaresRunInASandboxWhateverItsSettingsSay() throws Exception {
        Path mark = temporary.resolve("mark");
        try (DoctorWorld world = new DoctorWorld(temporary)) {
            world.settings.putObject("sandbox").put("mode", "none");
            Files.writeString(
                    temporary.resolve(".mcp.json"),
                    "{\"mcpServers\": {\"own\": {\"command\": \"sh\", \"args\": [\"-c\", \"touch " + mark + "\"]}}}");
            world.looked = Set.of("mcp");

            assertThat(world.diagnosis().text(true)).contains("mcp");
            assertThat(mark).doesNotExist();
        }
    }

    private static Finding only(Diagnosis diagnosis, String check) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> wrong(Diagnosis diagnosis, State state) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.state() == state)
                .map(Finding::check)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
