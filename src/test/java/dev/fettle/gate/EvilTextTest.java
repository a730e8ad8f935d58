package dev.fettle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.SecretShapes;
import dev.fettle.gate.integrity.TestIntegrityGate;
import dev.fettle.gate.policy.ChangePolicy;
import dev.fettle.gate.policy.PolicyGate;
import dev.fettle.gate.secret.SecretScanGate;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts made to keep a pattern busy: a gate that reads one ends all the same. Without an end a job would be stuck, and others with it. */
class EvilTextTest {
    private static final int LONG = 100_000;
    private static final List<Gate> GATES = List.of(
            new SecretScanGate(SecretShapes.bundled()), new PolicyGate(ChangePolicy.DEFAULT), new TestIntegrityGate());

    static Stream<String> evilTexts() {
        return Stream.of(
                "a".repeat(LONG),
                " ".repeat(LONG) + "x",
                "(".repeat(LONG),
                "assertEquals(" + "a,".repeat(LONG / 2),
                "assertEquals(".repeat(LONG / 13),
                "assertThat(".repeat(LONG / 11) + ");",
                "assertThat(x)" + ".isEqualTo(".repeat(LONG / 11),
                "@Test ".repeat(LONG / 6),
                "@Test void a() { " + "if (x) ".repeat(LONG / 7),
                "@ParameterizedTest @CsvSource({" + "\"a,b\",".repeat(LONG / 6),
                "catch (".repeat(LONG / 7),
                "try { " + "x(); ".repeat(LONG / 5) + "} catch (Exception e) {" + " ".repeat(LONG),
                "password = " + "\"a".repeat(LONG / 2),
                "key=" + "=".repeat(LONG),
                "-----BEGIN RSA PRIVATE KEY-----" + "A".repeat(LONG),
                "https://" + "a:".repeat(LONG / 2) + "@b",
                "eyJ" + "a.".repeat(LONG / 2),
                "/*".repeat(LONG / 2),
                "\"\\".repeat(LONG / 2),
                "<plugin>".repeat(LONG / 8),
                "<configuration><x>".repeat(LONG / 18) + "</x>",
                "return return ".repeat(LONG / 14),
                "0.".repeat(LONG / 2),
                "\t \t ".repeat(LONG / 4) + "}");
    }

    @ParameterizedTest
    @MethodSource("evilTexts")
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aGateThatReadsItEnds(String evil) {
        for (String path : List.of("src/test/java/com/acme/PriceTest.java", "pom.xml", "src/main/java/A.java")) {
            Change change = Changes.modified(path, "class A {}\n", "class A {}\n" + evil + "\n");
            for (Gate gate : GATES) {
                assertThat(gate.judge(Judged.persons(change)).gate()).isEqualTo(gate.id());
            }
        }
    }
}
