package dev.fettle.gate.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A person should read why a server ended, not where its runtime was at the time. */
class LastWordsTest {
    @Test
    void theErrorIsToldAndNotTheFramesBehindIt() {
        assertThat(LastWords.of("""
                        node:internal/modules/cjs/loader:1207
                          throw err;
                          ^

                        Error: Cannot find module '/work/dist/missing.js'
                            at Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)
                            at node:internal/main/run_main_module:28:49 {
                          code: 'MODULE_NOT_FOUND',
                        }

                        Node.js v20.20.2
                        """, 100)).isEqualTo("Error: Cannot find module '/work/dist/missing.js'");
        assertThat(LastWords.of("""
                        Traceback (most recent call last):
                          File "server.py", line 3, in <module>
                        ModuleNotFoundError: No module named 'mcp'
                        """, 100)).isEqualTo("ModuleNotFoundError: No module named 'mcp'");
    }

    @Test
    void whereNoLineNamesAnErrorTheLastCharactersAreTold() {
        assertThat(LastWords.of("one\ntwo errors were seen\nbye\n", 8)).isEqualTo("seen\nbye");
        assertThat(LastWords.of("", 8)).isEmpty();
        assertThat(LastWords.of("Error: " + "x".repeat(90), 20)).isEqualTo("Error: " + "x".repeat(13));
    }
}
