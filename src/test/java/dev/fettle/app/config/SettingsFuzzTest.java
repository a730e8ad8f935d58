package dev.fettle.app.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a repository's settings file holds: settings, or mistakes with their lines. */
class SettingsFuzzTest {
    private static final List<String> FILES = List.of("""
            enabled: true
            mode: draft
            max_risk_level: 5
            quality_gates:
              test_coverage: 0.9
              loop_metrics: false
            sources: {exceptions: true, code_analysis: false}
            protected_paths:
              - "db/migrations/**"
              - 'a b'
            budgets:
              time_per_ticket: 10m
            """, """
            # comment
            base: &b [1, 2, {a: b}]
            other: *b
            <<: *b
            text: |
              lines
            ? complex
            : value
            !!int "3": ~
            """);

    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> filesOfRepositories() {
        return Mutations.seeds(FILES);
    }

    @MethodSource
    @FuzzTest
    void filesOfRepositories(byte[] input) {
        try {
            new RepositoryFile(RepositorySettings.DEFAULT).read(input);
        } catch (SettingsException e) {
            // its contract
        }
    }
}
