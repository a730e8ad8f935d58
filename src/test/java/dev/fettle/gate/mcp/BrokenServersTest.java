package dev.fettle.gate.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers with one fault each: it is named rightly, at the check where it shows, and nothing else is blamed. */
class BrokenServersTest extends ClinicTest {
    @ParameterizedTest
    @CsvSource({
        "dies-at-start,          START,            DIED_AT_START,            cannot find the configuration",
        "never-answers,          HANDSHAKE,        NO_ANSWER,                6 s",
        "answers-garbage,        HANDSHAKE,        GARBAGE_ON_STDOUT,        It works!",
        "refuses-handshake,      HANDSHAKE,        HANDSHAKE_REFUSED,        not configured",
        "handshake-incomplete,   HANDSHAKE,        HANDSHAKE_INVALID,        protocolVersion",
        "floods,                 HANDSHAKE,        FLOOD,                    16 MiB",
        "one-endless-line,       HANDSHAKE,        FLOOD,                    4 MiB",
        "wrong-version,          PROTOCOL_VERSION, PROTOCOL_VERSION_UNKNOWN, 1999-12-31",
        "dies-in-list,           TOOL_LIST,        DIED_IN_TOOL_LIST,        ''",
        "refuses-list,           TOOL_LIST,        TOOL_LIST_REFUSED,        no database",
        "list-of-nothing,        TOOL_LIST,        TOOL_LIST_INVALID,        ''",
        "two-of-a-name,          TOOL_LIST,        TOOL_LIST_INVALID,        two tools named echo",
        "endless-list,           TOOL_LIST,        TOOL_LIST_INVALID,        50 pages",
        "schema-missing,         INPUT_SCHEMAS,    SCHEMA_MISSING,           tool bare",
        "schema-invalid,         INPUT_SCHEMAS,    SCHEMA_INVALID,           /properties/text/type",
        "schema-of-text,         INPUT_SCHEMAS,    SCHEMA_INVALID,           must be \"object\"",
        "schema-ref,             INPUT_SCHEMAS,    SCHEMA_INVALID,           #/$defs/gone",
        "hidden-invisible,       DESCRIPTIONS,     HIDDEN_TEXT,              U+200B",
        "hidden-comment,         DESCRIPTIONS,     HIDDEN_TEXT,              HTML comment",
        "hidden-order,           DESCRIPTIONS,     HIDDEN_INSTRUCTIONS,      Ignore all previous instructions",
        "hidden-tag,             DESCRIPTIONS,     HIDDEN_INSTRUCTIONS,      IMPORTANT",
        "hidden-call,            DESCRIPTIONS,     HIDDEN_INSTRUCTIONS,      tool_call",
        "hidden-encoded,         DESCRIPTIONS,     HIDDEN_INSTRUCTIONS,      encoded text",
        "hidden-in-schema,       DESCRIPTIONS,     HIDDEN_INSTRUCTIONS,      Never tell the user",
        "hidden-in-instructions, DESCRIPTIONS,     HIDDEN_INSTRUCTIONS,      instructions of the server",
        "dies-in-call,           PROBE,            DIED_IN_CALL,             undefined is not a function",
        "call-never-answered,    PROBE,            PROBE_NO_ANSWER,          echo",
        "call-fails,             PROBE,            PROBE_FAILED,             no such table",
        "call-refused,           PROBE,            PROBE_FAILED,             bad arguments",
        "call-wrong,             PROBE,            PROBE_WRONG_ANSWER,       something else",
        "garbage,                OUTPUT,           GARBAGE_ON_STDOUT,        Listening for requests",
        "does-not-shut-down,     SHUTDOWN,         DOES_NOT_SHUT_DOWN,       still there",
    })
    void eachFaultIsNamed(String fault, Check check, Fault expected, String detail) throws IOException {
        ServerReport report = clinic().only(
                        patience(fault),
                        Clinic.declares("sample", "node", "server.mjs", fault),
                        Clinic.probing("sample"));
        assertThat(report.faults()).as("%s", report.checks()).singleElement().satisfies(result -> {
            assertThat(result.check()).isEqualTo(check);
            assertThat(result.fault()).contains(expected);
            assertThat(result.detail()).contains(detail);
        });
    }

    /** Long, but where the fault is that something never comes. */
    private static Patience patience(String fault) {
        Patience patient = Clinic.PATIENT;
        return switch (fault) {
            case "never-answers" -> new Patience(Duration.ofSeconds(6), patient.answer(), patient.leave());
            case "answers-garbage" -> new Patience(Duration.ofSeconds(15), patient.answer(), patient.leave());
            case "call-never-answered" -> new Patience(patient.start(), Duration.ofSeconds(8), patient.leave());
            case "does-not-shut-down" -> Clinic.IMPATIENT_TO_LEAVE;
            default -> patient;
        };
    }

    @Test
    void aGoodServerPassesEveryCheck() throws IOException {
        ServerReport report = clinic().only(
                        Clinic.PATIENT, Clinic.declares("sample", "node", "server.mjs"), Clinic.probing("sample"));
        assertThat(report.checks()).allMatch(check -> check.fault().isEmpty());
        assertThat(report.checks())
                .extracting(CheckResult::check)
                .containsExactly(
                        Check.START,
                        Check.HANDSHAKE,
                        Check.PROTOCOL_VERSION,
                        Check.TOOL_LIST,
                        Check.INPUT_SCHEMAS,
                        Check.DESCRIPTIONS,
                        Check.PROBE,
                        Check.SHUTDOWN);
        assertThat(report.line()).isEqualTo(2);
    }

    @Test
    void aServerMayWaitToBeAskedToEnd() throws IOException {
        ServerReport report = clinic().only(
                        Clinic.PATIENT,
                        Clinic.declares("sample", "node", "server.mjs", "ends-on-sigterm"),
                        Clinic.probing("sample"));
        assertThat(report.broken()).isFalse();
        assertThat(report.result(Check.SHUTDOWN))
                .get()
                .extracting(CheckResult::detail)
                .isEqualTo("on SIGTERM");
    }

    @Test
    void aServerWithoutToolsIsNoFault() throws IOException {
        ServerReport report =
                clinic().only(Clinic.PATIENT, Clinic.declares("sample", "node", "server.mjs", "no-tools"), List.of());
        assertThat(report.broken()).isFalse();
        assertThat(report.result(Check.TOOL_LIST))
                .get()
                .extracting(CheckResult::fault)
                .isEqualTo(java.util.Optional.of(Fault.NO_TOOLS));
    }

    @ParameterizedTest
    @CsvSource({
        "PROGRAM_NOT_INSTALLED,  no-such-program",
        "PROGRAM_MISSING,        ./tools/gone.sh",
        "PROGRAM_NOT_EXECUTABLE, ./server.mjs",
        "CONTAINER_NOT_STARTED,  docker",
    })
    void whatCannotBeStartedIsNotTried(Fault expected, String command) throws IOException {
        ServerReport report = clinic().only(Clinic.PATIENT, Clinic.declares("sample", command), List.of());
        assertThat(report.checks()).singleElement().satisfies(result -> {
            assertThat(result.check()).isEqualTo(Check.START);
            assertThat(result.fault()).contains(expected);
        });
    }

    @Test
    void aPackageThatIsNotHereIsNamed() throws IOException {
        ServerReport report = clinic().only(
                        Clinic.PATIENT,
                        Clinic.declares("sample", "npx", "-y", "@acme/no-such-server@1.0.0"),
                        List.of());
        assertThat(report.tried()).isFalse();
        assertThat(report.obstacle()).get().satisfies(result -> {
            assertThat(result.fault()).contains(Fault.PACKAGE_NOT_LOCAL);
            assertThat(result.detail()).isEqualTo("npm package @acme/no-such-server");
        });
    }

    @Test
    void aServerThatNeedsASecretIsStartedWithoutAndThatIsSaid() throws IOException {
        Map<String, String> files = Map.of(".mcp.json", """
                {"mcpServers": {"sample": {
                  "command": "node", "args": ["server.mjs", "dies-without-token"],
                  "env": {"SERVICE_TOKEN": "${SERVICE_TOKEN}"}}}}
                """);
        ServerReport report = clinic().only(Clinic.PATIENT, files, List.of());
        assertThat(report.withheld()).containsExactly("SERVICE_TOKEN");
        assertThat(report.broken()).isFalse();
        assertThat(report.checks()).singleElement().satisfies(result -> {
            assertThat(result.fault()).contains(Fault.VALUE_WITHHELD);
            assertThat(result.detail())
                    .startsWith("needs SERVICE_TOKEN, not given; died-at-start")
                    .contains("SERVICE_TOKEN is not set");
        });
    }
}
