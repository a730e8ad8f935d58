package dev.fettle.gate.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.MethodSource;

/** Files by which a repository says what is no secret, and what git ignores. */
class SecretFilesFuzzTest {
    private static final List<String> ALLOWED = List.of("""
            title = "x"
            [extend]
            useDefault = true
            [[rules]]
            id = "a"
            regex = '''abc[0-9]{3}'''
            [[rules.allowlists]]
            paths = ['''(.*?)(jpg|gif)$''', "a\\\\.b"]
            [allowlist]
            regexes = [ "x",
              'y', # comment
            ]
            stopwords = ["client"]
            """);

    private static final List<String> IGNORED =
            List.of("*.log\n!keep.log\n/target/\n**/a/**/b\n[a-z]?.txt\n\\#x\n \\ \n", "a[!b]c\n[[:alpha:]]\n");

    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> allowLists() {
        return Mutations.seeds(ALLOWED);
    }

    @MethodSource
    @FuzzTest
    void allowLists(byte[] input) {
        AllowList.of(text(input));
    }

    static List<Named<byte[]>> ignoreRules() {
        return Mutations.seeds(IGNORED);
    }

    @MethodSource
    @FuzzTest
    void ignoreRules(byte[] input) {
        IgnoreRules.of(text(input));
    }

    @Test
    void whatIsTooLongIsAMistakeOrFitsNothing() {
        String endless = "a".repeat(50_000);
        assertThat(AllowList.of("[allowlist]\nregexes = ['" + endless + "', 'b']\n")
                        .mistakes())
                .containsExactly("a pattern of .gitleaks.toml is longer than 2000 characters");
        assertThat(IgnoreRules.of(endless + "*\n.env\n").ignores(".env")).isTrue();
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
