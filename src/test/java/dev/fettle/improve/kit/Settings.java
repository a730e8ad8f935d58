package dev.fettle.improve.kit;

import dev.fettle.base.settings.QualityGates;
import dev.fettle.base.settings.RepositorySettings;
import java.util.List;

/** The usual settings of a repository with one thing changed. */
public final class Settings {
    private static final RepositorySettings USUAL = RepositorySettings.DEFAULT;

    private Settings() {}

    public static RepositorySettings with(QualityGates gates) {
        return of(gates, USUAL.requiredGates(), USUAL.reviewsPullRequests(), false);
    }

    public static RepositorySettings requiring(String gate) {
        return of(USUAL.qualityGates(), List.of(gate), USUAL.reviewsPullRequests(), false);
    }

    /** Pull requests of people are reviewed. */
    public static RepositorySettings reviewing() {
        return of(USUAL.qualityGates(), USUAL.requiredGates(), true, false);
    }

    /** One issue mirrors the backlog. */
    public static RepositorySettings mirrored() {
        return of(USUAL.qualityGates(), USUAL.requiredGates(), USUAL.reviewsPullRequests(), true);
    }

    private static RepositorySettings of(QualityGates gates, List<String> required, boolean reviews, boolean mirrored) {
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
                mirrored,
                USUAL.mcpServers());
    }
}
