package dev.fettle.build.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fettle.build.JUnitXml;
import dev.fettle.build.TestReport;
import dev.fettle.build.TestRun;
import dev.fettle.sandbox.Execution;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run of Maven is taken for, by what it printed. */
class MavenLogTest {
    /** As Surefire 2.22 prints it where a test asks for more memory than there can be; JUnit 5 does not catch that. */
    private static final String BROKEN_OFF = """
            [INFO] Tests run: 240, Failures: 0, Errors: 0, Skipped: 0
            [INFO] BUILD FAILURE
            [ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:2.22.2:test (default-test) on project cart: There are test failures.
            [ERROR]
            [ERROR] Please refer to /tmp/cart/target/surefire-reports for the individual test results.
            [ERROR] There was an error in the forked process
            [ERROR] Requested array size exceeds VM limit
            [ERROR] org.apache.maven.surefire.booter.SurefireBooterForkException: There was an error in the forked process
            """;

    @Test
    void aSuiteThatBreaksOffIsNoProjectThatDoesNotBuild() {
        TestRun run = new MavenLog(exited(1, BROKEN_OFF)).tested(new JUnitXml.Reading(new TestReport(List.of()), 0));

        assertEquals(TestRun.End.ENVIRONMENT, run.end());
        assertTrue(run.diagnosis().contains("Requested array size exceeds VM limit"), run.diagnosis());
    }

    private static Execution exited(int status, String printed) {
        return new Execution(Execution.End.EXITED, status, printed, "", false, Duration.ofSeconds(1));
    }
}
