package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException.Mistake;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.Repository;
import dev.fettle.propose.ConfigurationText;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkItem;
import dev.fettle.work.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the settings file of a pull request that changes it, and shows its mistakes where they are made: once it is merged, nothing would be done for the repository
 * until they are mended. What it says is not followed: only the default branch's is.
 */
public final class ConfigurationReview implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationReview.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final String SUFFIX = " configuration";

    private final Forge forge;
    private final SettingsSource settings;
    private final Outbox outbox;
    private final Transactions transactions;
    private final InstantSource clock;

    public ConfigurationReview(
            Forge forge, SettingsSource settings, Outbox outbox, Transactions transactions, InstantSource clock) {
        this.forge = forge;
        this.settings = settings;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The work that a new head of a pull request makes. */
    static WorkItem item(RepositoryRef repository, long number, String head, InstantSource clock) {
        return new PullHead(repository, number, head).item(SUFFIX, clock.instant());
    }

    /** Whether work is of this kind. */
    public static boolean handles(WorkItem item) {
        return item.key().endsWith(SUFFIX);
    }

    @Override
    public Result work(WorkItem item) {
        PullHead head = PullHead.of(item);
        try {
            read(head);
            return new Result.Done();
        } catch (ForgeException e) {
            return ForgeTrouble.putOff(e, clock.instant().plus(PAUSE)).orElseGet(() -> {
                LOG.warn(
                        "the settings in #{} of {} are not read: {}",
                        head.number(),
                        head.repository().slug(),
                        e.getMessage());
                return new Result.Done();
            });
        }
    }

    private void read(PullHead head) {
        RepositoryRef ref = head.repository();
        Optional<Repository> repository = forge.repository(ref);
        Optional<PullRequest> pull = head.open(forge);
        if (repository.isEmpty()
                || repository.get().archived()
                || pull.isEmpty()
                || !pull.get().baseBranch().equals(repository.get().defaultBranch())) {
            return; // nothing that would come into force
        }
        Optional<byte[]> file = forge.file(ref, RepositorySettings.PATH, head.head());
        Optional<byte[]> now =
                forge.file(ref, RepositorySettings.PATH, repository.get().defaultBranch());
        if (file.isEmpty() || now.isPresent() && Arrays.equals(now.get(), file.get())) {
            return;
        }
        List<Mistake> mistakes = settings.mistakes(file.get());
        List<String> known = now.map(ConfigurationReview::lines).orElse(List.of());
        transactions.inOne(() -> outbox.put(new Writes(clock)
                .check(ref, ConfigurationText.check(head.head(), mistakes, lines(file.get()), known))));
    }

    private static List<String> lines(byte[] file) {
        return new String(file, StandardCharsets.UTF_8).lines().toList();
    }
}
