package dev.fettle.app.config;

import dev.fettle.base.settings.Budgets;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.RepositorySettingsReader;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.base.settings.SettingsException.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code .github/fettle.yml} over the server's values. A repository may choose for itself, but not more than the operator gives:
 * what is switched off stays off, budgets are the smaller of the two, and lists of what is protected or required only grow.
 */
public final class RepositoryFile implements RepositorySettingsReader {
    private final RepositorySettings server;

    public RepositoryFile(RepositorySettings server) {
        this.server = server;
    }

    @Override
    public RepositorySettings read(byte[] yaml) {
        List<Mistake> mistakes = new ArrayList<>();
        Values values = new Values(
                RepositorySettings.PATH,
                mistakes,
                new ConfigTree(RepositorySettings.PATH, mistakes).yaml(yaml).orElse(null));
        values.unwrap("self_improvement");
        RepositorySettings asked = LoopKeys.read("", server, new Reading() {
            @Override
            public <T> T get(Key<T> key) {
                return values.get(key).value();
            }
        });
        if (asked.triggerLabel().equals(asked.approvalLabel())) {
            values.mistake(values.line("approval_label"), "'approval_label' must differ from 'trigger_label'");
        }
        values.refuseTheRest();
        if (!mistakes.isEmpty()) {
            throw new SettingsException(SettingsLoader.sorted(mistakes));
        }
        return within(asked);
    }

    private RepositorySettings within(RepositorySettings asked) {
        Budgets most = server.budgets();
        Budgets wanted = asked.budgets();
        return new RepositorySettings(
                server.enabled() && asked.enabled(),
                asked.mode(),
                asked.maxRiskLevel(),
                asked.autoApplyMaxRisk(),
                asked.requireManualReview(),
                asked.sources(),
                server.qualityGates().within(asked.qualityGates()),
                new Budgets(
                        Math.min(most.attemptsPerTicket(), wanted.attemptsPerTicket()),
                        Math.min(most.openPullRequests(), wanted.openPullRequests()),
                        most.timePerTicket().compareTo(wanted.timePerTicket()) < 0
                                ? most.timePerTicket()
                                : wanted.timePerTicket(),
                        Math.min(most.commentsPerHour(), wanted.commentsPerHour()),
                        Math.min(most.eventsPerHour(), wanted.eventsPerHour())),
                asked.triggerLabel(),
                asked.approvalLabel(),
                both(server.protectedPaths(), asked.protectedPaths()),
                both(server.requiredGates(), asked.requiredGates()),
                asked.allowedBots(),
                asked.reviewsPullRequests(),
                asked.backlogIssue(),
                asked.mcpServers());
    }

    private static List<String> both(List<String> ours, List<String> theirs) {
        Set<String> all = new LinkedHashSet<>(ours);
        all.addAll(theirs);
        return List.copyOf(all);
    }
}
