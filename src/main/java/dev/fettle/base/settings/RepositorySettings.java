package dev.fettle.base.settings;

import java.util.List;

/**
 * What is in force for one repository: the server's values, overridden by {@code .github/fettle.yml} of its default branch.
 *
 * @param maxRiskLevel tickets above it wait for a person, 1 to 10
 * @param autoApplyMaxRisk pull requests up to it, inclusive, may be merged in mode AUTO, 0 to 10
 * @param triggerLabel makes an issue a ticket
 * @param approvalLabel lets a waiting ticket go on
 * @param protectedPaths globs that no patch may touch, besides those that are always protected
 * @param requiredGates ids of gates that must pass, besides {@code tests}, {@code test-integrity}, {@code secret-scan} and {@code policy}
 * @param allowedBots logins of bots that may trigger
 * @param reviewsPullRequests whether pull requests of people are looked at too, and get one review a head
 * @param backlogIssue whether one pinned issue mirrors the backlog
 * @param mcpServers more about the MCP servers that the gate {@code mcp-doctor} starts
 */
public record RepositorySettings(
        boolean enabled,
        Mode mode,
        int maxRiskLevel,
        int autoApplyMaxRisk,
        boolean requireManualReview,
        Sources sources,
        QualityGates qualityGates,
        Budgets budgets,
        String triggerLabel,
        String approvalLabel,
        List<String> protectedPaths,
        List<String> requiredGates,
        List<String> allowedBots,
        boolean reviewsPullRequests,
        boolean backlogIssue,
        List<McpServer> mcpServers) {
    /** The label that switches Fettle off for an issue. */
    public static final String OFF_LABEL = "fettle:off";

    /** On an issue that waits for an answer of people. Fettle puts it there and takes it off. */
    public static final String NEEDS_INFO_LABEL = "fettle:needs-info";

    /** Where a repository keeps its own settings. */
    public static final String PATH = ".github/fettle.yml";

    /** The defaults: enabled, draft pull requests, maximum risk 7, automatic merge up to 5 but a review is required. */
    public static final RepositorySettings DEFAULT = new RepositorySettings(
            true,
            Mode.DRAFT,
            7,
            5,
            true,
            Sources.DEFAULT,
            QualityGates.DEFAULT,
            Budgets.DEFAULT,
            "fettle",
            "fettle:approved",
            List.of(),
            List.of(),
            List.of(),
            false,
            false,
            List.of());

    /** The same, with the issue that mirrors the backlog. */
    public RepositorySettings withBacklogIssue() {
        return copy(enabled, true);
    }

    /** The same, where nothing is done. */
    public RepositorySettings switchedOff() {
        return copy(false, backlogIssue);
    }

    private RepositorySettings copy(boolean nowEnabled, boolean nowBacklogIssue) {
        return new RepositorySettings(
                nowEnabled,
                mode,
                maxRiskLevel,
                autoApplyMaxRisk,
                requireManualReview,
                sources,
                qualityGates,
                budgets,
                triggerLabel,
                approvalLabel,
                protectedPaths,
                requiredGates,
                allowedBots,
                reviewsPullRequests,
                nowBacklogIssue,
                mcpServers);
    }

    public RepositorySettings {
        protectedPaths = List.copyOf(protectedPaths);
        requiredGates = List.copyOf(requiredGates);
        allowedBots = List.copyOf(allowedBots);
        mcpServers = List.copyOf(mcpServers);
    }
}
