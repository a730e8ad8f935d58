package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Repository;
import dev.fettle.intake.Installations;
import dev.fettle.work.Transactions;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which repositories the App is installed on, as the forge lists them now: what a lost webhook did not tell is made good. */
public final class InstalledRepositories {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledRepositories.class);

    private final Forge forge;
    private final Installations installations;
    private final RepositoryNames names;
    private final Transactions transactions;

    public InstalledRepositories(
            Forge forge, Installations installations, RepositoryNames names, Transactions transactions) {
        this.forge = forge;
        this.installations = installations;
        this.names = names;
        this.transactions = transactions;
    }

    /** Looks once. Where the forge cannot be asked, everything stays as it was. */
    public void look() {
        try {
            if (forge.self().appId() != 0) {
                look(forge.repositories());
            }
        } catch (ForgeException e) {
            LOG.info("installations are listed later: {}", e.getMessage());
        }
    }

    /** The same, when the forge has listed them just now. */
    void look(List<Repository> listed) {
        if (forge.self().appId() != 0) {
            transactions.inOne(() -> note(listed));
        }
    }

    private void note(List<Repository> listed) {
        Set<RepositoryRef> before = Set.copyOf(installations.repositories());
        listed.stream()
                .filter(each -> each.installationId() != 0)
                .collect(Collectors.groupingBy(
                        Repository::installationId,
                        TreeMap::new,
                        Collectors.mapping(Repository::ref, Collectors.toList())))
                .forEach((id, refs) -> {
                    installations.suspend(id, false);
                    installations.add(id, refs);
                    // One that is new here may have been another installation's, or have had another name.
                    refs.stream().filter(ref -> !before.contains(ref)).forEach(names::follow);
                });
        Set<String> there = listed.stream().map(each -> each.ref().key()).collect(Collectors.toSet());
        for (RepositoryRef known : installations.repositories()) {
            if (!there.contains(known.key())) {
                installations.of(known).ifPresent(id -> installations.remove(id, List.of(known)));
            }
        }
    }
}
