package dev.fettle.improve.scan;

import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.Check;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Repository;
import dev.fettle.improve.RedRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is red on the head of the default branch, others' checks only. */
public final class RedChecks implements ScanSource {
    private final Forge forge;
    private final RedRuns runs;

    public RedChecks(Forge forge, RedRuns runs) {
        this.forge = forge;
        this.runs = runs;
    }

    @Override
    public String name() {
        return "ci";
    }

    @Override
    public boolean on(RepositorySettings settings) {
        return true;
    }

    @Override
    public boolean ofTheTree() {
        return false;
    }

    @Override
    public boolean delivered() {
        return true;
    }

    @Override
    public Looked look(Place place) {
        Repository repository = place.onForge().orElseThrow();
        List<Sighting> sightings = new ArrayList<>();
        List<Left> left = new ArrayList<>();
        for (Check check : forge.checks(repository.ref(), place.commit())) {
            if (check.ours() || check.state() != Check.State.RED) {
                continue;
            }
            CiRun run = check.run();
            CiRun named = new CiRun(
                    run.kind(),
                    run.id(),
                    run.name(),
                    run.headSha(),
                    run.headBranch().isEmpty() ? repository.defaultBranch() : run.headBranch());
            Optional<RedRuns.Red> red = runs.read(repository.ref(), named, true);
            if (red.isPresent() && red.get().attempted()) {
                sightings.add(new Sighting(red.get().signal(), true));
            } else {
                String what = red.map(RedRuns.Red::diagnosis).orElse("no log of " + run.name());
                left.add(new Left(name(), ScanReason.NOT_A_CODE_FAILURE, what));
            }
        }
        return new Looked(sightings, left, false);
    }
}
