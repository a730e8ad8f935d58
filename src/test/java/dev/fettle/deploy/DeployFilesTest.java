package dev.fettle.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shipped in {@code deploy/} agrees with the build, with the settings, and with itself. {@link ServedAsShippedTest} starts it. */
class DeployFilesTest {
    private static final Pattern RESOURCE =
            Pattern.compile("<directory>\\$\\{project\\.basedir}</directory>.*?</resource>", Pattern.DOTALL);
    private static final Pattern INCLUDE = Pattern.compile("<include>([^<]+)</include>");
    private static final Pattern BELOW = Pattern.compile("\\$\\{project\\.basedir}/([A-Za-z0-9_./-]+)");

    /** What is there only for tests, which the image's build leaves out. */
    private static final Set<String> OF_TESTS = Set.of("node_modules");

    @Test
    void theImageIsBuiltFromAllThatTheBuildTakes() throws IOException {
        Set<String> wanted =
                new TreeSet<>(List.of("pom.xml", ".mvn/jvm.config", "src/main/java", "src/main/resources"));
        String pom = Files.readString(Path.of("pom.xml"));
        Matcher resources = RESOURCE.matcher(pom);
        while (resources.find()) {
            INCLUDE.matcher(resources.group()).results().forEach(each -> wanted.add(each.group(1)));
        }
        BELOW.matcher(pom).results().map(each -> each.group(1)).forEach(wanted::add);
        wanted.removeAll(OF_TESTS);
        wanted.addAll(Shipped.copied());

        assertThat(wanted).contains("app-manifest.yml", "LICENSE");
        for (String path : wanted) {
            assertThat(Path.of(path)).exists();
            assertThat(Shipped.letIn(path)).as(path + " through .dockerignore").isTrue();
        }
    }

    @Test
    void theImageNamesWhereEverythingIs() throws IOException {
        Map<String, String> image = Shipped.image();

        assertThat(image)
                .containsEntry("FETTLE_SERVER_HOST", "0.0.0.0")
                .containsEntry("FETTLE_CONFIG", "/etc/fettle/fettle.json");
        assertThat(Shipped.text("Dockerfile")).contains("VOLUME " + image.get("FETTLE_HOME") + "\n");
        assertThat(image.get("FETTLE_DATA_DIR")).startsWith(image.get("FETTLE_HOME") + "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.nodes.yaml"})
    void eachServiceFindsItsSettingsAndIsPublishedToThisHostAlone(String file) throws IOException {
        Map<String, JsonNode> services = Shipped.services(file);

        assertThat(services).containsKey("setup").hasSizeGreaterThan(1);
        services.forEach((name, service) -> {
            boolean setup = name.equals("setup");
            List<String> mounts = Shipped.strings(service.path("volumes"));
            assertThat(mounts)
                    .as(name)
                    .contains(setup ? "./config:/etc/fettle" : "./config:/etc/fettle:ro")
                    .anyMatch(mount -> mount.endsWith("/var/lib/fettle"));
            assertThat(Shipped.strings(service.path("ports")))
                    .as(name)
                    .allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:8080"));
            // SQLite's library is unpacked there and mapped; Docker's own choice is noexec.
            assertThat(Shipped.strings(service.path("tmpfs")))
                    .as(name)
                    .anyMatch(mount -> mount.startsWith("/tmp:") && mount.endsWith(",exec"));
            assertThat(service.path("read_only").asBoolean()).as(name).isTrue();
        });
        assertThat(Shipped.strings(services.get("setup").path("entrypoint"))).endsWith("setup", "--once");
        assertThat(Shipped.strings(services.get("setup").path("ports"))).isNotEmpty();
        assertThat(Shipped.strings(services.get("setup").path("profiles")))
                .as("only when it is asked for")
                .containsExactly("setup");
    }

    @Test
    void eachPodFindsItsSettingsAndIsAskedUnderANameThatItKnows() throws IOException {
        int containers = 0;
        for (JsonNode document : Shipped.documents("kubernetes.yaml")) {
            for (JsonNode container : document.at("/spec/template/spec/containers")) {
                containers++;
                // Kubernetes would set FETTLE_SERVER_PORT for a Service called fettle-server.
                assertThat(document.at("/spec/template/spec/enableServiceLinks").asBoolean(true))
                        .isFalse();
                String name = container.path("name").asText();
                List<String> mounts = container.path("volumeMounts").findValuesAsText("mountPath");
                assertThat(mounts).as(name).contains("/etc/fettle", "/var/lib/fettle", "/tmp");
                JsonNode port = container.at("/ports/0");
                assertThat(port.path("containerPort").asInt()).isEqualTo(name.equals("serve") ? 8080 : 8081);
                Map.of("readinessProbe", "/health/ready", "livenessProbe", "/health/live")
                        .forEach((probe, path) -> {
                            JsonNode asks = container.path(probe).path("httpGet");
                            assertThat(asks.path("path").asText()).as(name).isEqualTo(path);
                            assertThat(asks.path("port").asText())
                                    .as(name)
                                    .isEqualTo(port.path("name").asText());
                            assertThat(asks.at("/httpHeaders/0/value").asText())
                                    .as(name)
                                    .isEqualTo("localhost");
                        });
                if (name.equals("work")) {
                    assertThat(Shipped.strings(container.path("args")))
                            .containsSubsequence("work", "--health-host", "0.0.0.0", "--health-port", "8081");
                }
            }
        }
        assertThat(containers).isEqualTo(2);
    }

    @Test
    void aWorkerIsAskedOnThePortThatItIsToldToListenOn() throws IOException {
        JsonNode worker = Shipped.services("compose.nodes.yaml").get("work");

        List<String> command = Shipped.strings(worker.path("command"));
        String port = command.get(command.indexOf("--health-port") + 1);
        assertThat(Shipped.strings(worker.at("/healthcheck/test")))
                .endsWith("http://127.0.0.1:" + port + "/health/live");
    }

    @Test
    void theUnitAndTheCommandBesideItMeanTheSameInstallation() throws IOException {
        String unit = Shipped.text("fettle.service");
        String script = Shipped.text("fettle.sh");

        assertThat(Shipped.unit())
                .containsEntry("FETTLE_HOME", "/var/lib/fettle")
                .containsEntry("FETTLE_CONFIG", "/etc/fettle/fettle.json")
                .containsEntry("FETTLE_DATA_DIR", "/var/lib/fettle/fettle-data")
                .isEqualTo(Shipped.variables(script));
        assertThat(unit).contains("\nStateDirectory=fettle\n", "\nConfigurationDirectory=fettle\n", "\nUser=fettle\n");
        assertThat(unit).containsPattern("ExecStart=/usr/bin/java .*-jar /opt/fettle/fettle\\.jar serve\n");
        assertThat(script).contains("exec sudo -u fettle env", "/usr/bin/java", "-jar /opt/fettle/fettle.jar \"$@\"");
        assertThat(Files.isExecutable(Path.of("deploy/fettle.sh"))).isTrue();
    }

    @Test
    void thePageTellsOfEveryFileAndItsStepsNameThem() throws IOException {
        String page = Shipped.text("README.md");
        try (Stream<Path> files = Files.list(Path.of("deploy"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .filter(name -> !name.equals("config"))
                    .forEach(name -> assertThat(page).contains("`" + name + "`"));
        }
        assertThat(page)
                .contains(
                        "sudo chown 10001 deploy/config",
                        "run --rm --service-ports setup",
                        "sudo install -d -o fettle -g fettle -m 0700 /var/lib/fettle /etc/fettle",
                        "sudo install -m 0755 deploy/fettle.sh /usr/local/bin/fettle",
                        "sudo install -D -m 0644 target/fettle.jar /opt/fettle/fettle.jar");
    }
}
