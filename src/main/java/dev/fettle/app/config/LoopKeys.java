package dev.fettle.app.config;

import dev.fettle.base.settings.Budgets;
import dev.fettle.base.settings.Mode;
import dev.fettle.base.settings.QualityGates;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.Sources;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The keys that a server (under {@code self_improvement}) and a repository's file share. */
final class LoopKeys {
    private static final ValueType<String> LABEL = ValueType.text(50);
    private static final ValueType<List<String>> GLOBS = ValueType.list(ValueType.text(200), 200);
    private static final ValueType<List<String>> GATES = ValueType.list(
            ValueType.matching(
                    Pattern.compile("[a-z][a-z0-9-]{0,39}"), "must be a gate's id, such as coverage or mcp-doctor"),
            50);
    private static final ValueType<List<String>> LOGINS = ValueType.list(
            ValueType.matching(
                    Pattern.compile("[A-Za-z0-9_-]{1,60}(\\[bot\\])?"), "must be a login, such as renovate[bot]"),
            100);

    /** The section of MCP servers. */
    static final String MCP_SERVERS = "mcp_servers";

    private LoopKeys() {}

    /**
     * Reads them all.
     *
     * @param section that they stand in, with a dot at its end; "" for the top
     * @param fallback what holds where nothing is written
     */
    static RepositorySettings read(String section, RepositorySettings fallback, Reading from) {
        return new RepositorySettings(
                from.get(new Key<>(
                        section + "enabled", ValueType.flag(), fallback.enabled(), "SELF_IMPROVEMENT_ENABLED")),
                from.get(new Key<>(section + "mode", ValueType.oneOf(Mode.class), fallback.mode())),
                from.get(new Key<>(
                        section + "max_risk_level",
                        ValueType.whole(1, 10),
                        fallback.maxRiskLevel(),
                        "IMPROVEMENT_MAX_RISK_LEVEL")),
                from.get(new Key<>(
                        section + "auto_apply_max_risk",
                        ValueType.whole(0, 10),
                        fallback.autoApplyMaxRisk(),
                        "IMPROVEMENT_AUTO_APPLY_MAX_RISK")),
                from.get(
                        new Key<>(section + "require_manual_review", ValueType.flag(), fallback.requireManualReview())),
                sources(section + "sources.", fallback.sources(), from),
                gates(section + "quality_gates.", fallback.qualityGates(), from),
                budgets(section + "budgets.", fallback.budgets(), from),
                from.get(new Key<>(section + "trigger_label", LABEL, fallback.triggerLabel())),
                from.get(new Key<>(section + "approval_label", LABEL, fallback.approvalLabel())),
                from.get(new Key<>(section + "protected_paths", GLOBS, fallback.protectedPaths())),
                from.get(new Key<>(section + "required_gates", GATES, fallback.requiredGates())),
                from.get(new Key<>(section + "allowed_bots", LOGINS, fallback.allowedBots())),
                from.get(new Key<>(section + "review_pull_requests", ValueType.flag(), fallback.reviewsPullRequests())),
                from.get(new Key<>(section + "backlog_issue", ValueType.flag(), fallback.backlogIssue())),
                from.get(new Key<>(section + MCP_SERVERS, new McpServersValue(), fallback.mcpServers())));
    }

    private static Sources sources(String section, Sources fallback, Reading from) {
        return new Sources(
                from.get(new Key<>(section + "exceptions", ValueType.flag(), fallback.exceptions())),
                from.get(new Key<>(section + "performance", ValueType.flag(), fallback.performance())),
                from.get(new Key<>(section + "user_feedback", ValueType.flag(), fallback.userFeedback())),
                from.get(new Key<>(section + "code_analysis", ValueType.flag(), fallback.codeAnalysis())));
    }

    private static QualityGates gates(String section, QualityGates fallback, Reading from) {
        return new QualityGates(
                from.get(new Key<>(section + "mcp_doctor", ValueType.flag(), fallback.mcpDoctor())),
                from.get(new Key<>(section + "secret_scan", ValueType.flag(), fallback.secretScan())),
                from.get(new Key<>(section + "loop_metrics", ValueType.flag(), fallback.loopMetrics())),
                from.get(new Key<>(section + "test_coverage", ValueType.fraction(0, 1), fallback.testCoverage())),
                seconds(section + "mutation_seconds", fallback.mutationTime(), from),
                seconds(section + "max_suite_seconds", fallback.maxSuiteTime(), from),
                from.get(new Key<>(
                        section + "max_suite_memory_mib",
                        ValueType.whole(0, 1_000_000),
                        fallback.maxSuiteMebibytes())));
    }

    private static Duration seconds(String path, Duration fallback, Reading from) {
        return Duration.ofSeconds(from.get(new Key<>(path, ValueType.whole(0, 3_600), (int) fallback.toSeconds())));
    }

    private static Budgets budgets(String section, Budgets fallback, Reading from) {
        return new Budgets(
                from.get(new Key<>(
                        section + "attempts_per_ticket", ValueType.whole(1, 10), fallback.attemptsPerTicket())),
                from.get(
                        new Key<>(section + "open_pull_requests", ValueType.whole(1, 50), fallback.openPullRequests())),
                Duration.ofMinutes(from.get(new Key<>(section + "minutes_per_ticket", ValueType.whole(1, 240), (int)
                        fallback.timePerTicket().toMinutes()))),
                from.get(new Key<>(section + "comments_per_hour", ValueType.whole(1, 500), fallback.commentsPerHour())),
                from.get(
                        new Key<>(section + "events_per_hour", ValueType.whole(1, 100_000), fallback.eventsPerHour())));
    }
}
