package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Repository;
import dev.fettle.gate.Gate;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.SecretFindings;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.intake.Event;
import dev.fettle.intake.Signal;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkItem;
import dev.fettle.work.Worker;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.NoSuchCommitException;
import dev.fettle.workspace.Workspaces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for secrets in what was pushed to a default branch. Each kind in each file becomes a ticket that waits for a person; a push without any changes nothing.
 * Fetching may take long, so it is work of its own and does not keep the deliveries waiting.
 */
public final class PushScan implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(PushScan.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int PRIORITY = 80;
    /** Of one push. What lies beyond is logged as not looked at. */
    private static final int MOST_FILES = 1_000;

    private static final int MOST_TICKETS = 20;

    private final Gate secrets;
    private final Forge forge;
    private final Workspaces workspaces;
    private final SettingsSource settingsSource;
    private final Intaking intaking;
    private final Transactions transactions;
    private final InstantSource clock;

    /** @param secrets the gate that finds secrets in a change */
    public PushScan(
            Gate secrets,
            Forge forge,
            Workspaces workspaces,
            SettingsSource settingsSource,
            Intaking intaking,
            Transactions transactions,
            InstantSource clock) {
        this.secrets = secrets;
        this.forge = forge;
        this.workspaces = workspaces;
        this.settingsSource = settingsSource;
        this.intaking = intaking;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The work that a push makes. */
    static WorkItem item(Event.Pushed pushed, InstantSource clock) {
        String key = RepositoryWork.key(pushed.origin().repository(), pushed.before(), pushed.after());
        return new WorkItem(WorkItem.Kind.SCAN, key, "", PRIORITY, clock.instant());
    }

    @Override
    public Result work(WorkItem item) {
        String[] words = RepositoryWork.words(item.key());
        RepositoryRef repository = RepositoryWork.repository(item.key());
        try {
            return scan(repository, words[2], words[3]);
        } catch (NoSuchCommitException e) {
            LOG.info("a push to {} is not looked at: {}", repository.slug(), e.getMessage());
            return new Result.Done();
        } catch (SettingsException e) {
            LOG.warn("the settings of {} have mistakes: {}", repository.slug(), e.getMessage());
            return new Result.Done();
        } catch (ForgeException e) {
            return ForgeTrouble.putOff(e, clock.instant().plus(PAUSE)).orElseGet(() -> {
                LOG.warn("a push to {} is not looked at: {}", repository.slug(), e.getMessage());
                return new Result.Done();
            });
        }
    }

    private Result scan(RepositoryRef ref, String before, String after) {
        Optional<Repository> repository = forge.repository(ref);
        if (repository.isEmpty() || repository.get().archived()) {
            return new Result.Done();
        }
        RepositorySettings settings = settingsSource.of(repository.get());
        if (!settings.enabled() || !settings.qualityGates().secretScan()) {
            return new Result.Done();
        }
        Change change = workspaces.change(forge.remote(ref, Access.READ), before, after, MOST_FILES);
        if (change.files().size() >= MOST_FILES) {
            LOG.warn("{}: only the first {} files of the push of {} are looked at", ref.slug(), MOST_FILES, after);
        }
        Verdict verdict = secrets.judge(new GateInput(change, null, null));
        List<Finding> found = distinct(verdict.findings());
        if (!found.isEmpty()) {
            LOG.warn("{}: {} in {}", ref.slug(), verdict.title(), after);
            transactions.inOne(() -> found.forEach(finding -> take(ref, finding, after, settings)));
        }
        return new Result.Done();
    }

    /** The first of each kind in each file: that is what a ticket stands for. */
    private static List<Finding> distinct(List<Finding> findings) {
        Map<String, Finding> first = new LinkedHashMap<>();
        findings.stream()
                .filter(SecretFindings::stops)
                .forEach(finding -> first.putIfAbsent(finding.kind() + " " + finding.path(), finding));
        return first.values().stream().limit(MOST_TICKETS).toList();
    }

    private void take(RepositoryRef repository, Finding finding, String commit, RepositorySettings settings) {
        Signal signal = new Signal.SecretPushed(
                repository, clock.instant(), finding.kind(), finding.path(), finding.line(), commit);
        intaking.take(signal, Map.of(), settings, false, "pushed with " + commit);
    }
}
