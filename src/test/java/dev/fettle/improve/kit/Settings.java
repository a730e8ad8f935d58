package dev.fettle.improve.kit;

import dev.fettle.base.settings.QualityGates;
import dev.fettle.base.settings.RepositorySettings;
import java.util.List;

/** The usual settings of a repository with one thing changed. */
public final class Settings {
    private static final RepositorySettings USUAL = RepositorySettings.DEFAULT;

    private Settings() {}

    public static RepositorySettings with(QualityGates gates) {
        return of(gates, USUAL.requiredGates(), USUAL.reviewsPullRequests());
    }

    public static RepositorySettings requiring(String gate) {
        return of(USUAL.qualityGates(), List.of(gate), USUAL.reviewsPullRequests());
    }

    /** Pull requests of people are reviewed. */
    public static RepositorySettings reviewing() {
        return of(USUAL.qualityGates(), USUAL.requiredGates(), true);
    }

    /** One issue mirrors the backlog. */
    public static RepositorySettings mirrored() {
        return USUAL.withBacklogIssue();
    }

    private static RepositorySettings of(QualityGates gates, List<String> required, boolean reviews) {
        return new RepositorySettings(
                USUAL.enabled(),
                USUAL.mode(),
                USUAL.maxRiskLevel(),
                USUAL.autoApplyMaxRisk(),
                USUAL.requireManualReview(),
                USUAL.sources(),
                gates,
                USUAL.budgets(),
                USUAL.triggerLabel(),
                USUAL.approvalLabel(),
                USUAL.protectedPaths(),
                required,
                USUAL.allowedBots(),
                reviews,
                USUAL.backlogIssue(),
                USUAL.mcpServers());
    }
}
