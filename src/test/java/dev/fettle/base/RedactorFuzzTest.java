package dev.fettle.base;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.MethodSource;

/** What may stand around a secret. */
class RedactorFuzzTest {
    private static final String TOKEN = "ghp_" + "w7Yk2Lq9Zr4TbXn8".repeat(2) + "Vc3M";

    private final PatternRedactor redactor = new PatternRedactor(SecretShapes.bundled(), List::of);

    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> redaction() {
        return Mutations.seeds(
                "password=hunter2hunter2 mona@octo.example +49 30 901820 4111 1111 1111 1111 10.0.0.7",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----\nAuthorization: Bearer abcdefghijklmnopqrstuvwxyz\n",
                "{\"apiKey\": \"AIza" + "SyA1234567890abcdefghijklmnopqrstuvw\"} aws_secret_access_key = x");
    }

    /** Any text is read, and a secret on a line of its own is gone. */
    @MethodSource
    @FuzzTest
    void redaction(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8) + "\n" + TOKEN + "\n";
        assertThat(redactor.redact(text)).doesNotContain(TOKEN);
    }
}
