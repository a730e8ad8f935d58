package dev.fettle.gate.mutation;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestReport;
import dev.fettle.repair.ClassExchange;
import dev.fettle.repair.ClassExchange.Answer;
import dev.fettle.repair.ClassExchange.Lines;
import dev.fettle.sandbox.Sandbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tries mutants on the tests that run their lines, those that the change points to first, until one of these is red or the time is up. */
final class Trial implements AutoCloseable {
    private final Sandbox sandbox;
    private final Project project;
    private final ClassExchange.Opener opener;
    private final @Nullable TestReport known;
    private final TimeLeft time;
    private final Map<String, ClassExchange> open = new HashMap<>();
    private final List<Fate> fates;
    private boolean everyTestSeen = true;

    /** What became of one mutant. */
    static final class Fate {
        private final Mutant mutant;
        private boolean ran;
        private boolean ranByClaimed;
        private boolean noticed;
        private boolean noticedByClaimed;
        private boolean left;

        Fate(Mutant mutant) {
            this.mutant = mutant;
        }

        Mutant mutant() {
            return mutant;
        }

        /** Whether a test ran its line with it. */
        boolean ran() {
            return ran;
        }

        boolean ranByClaimed() {
            return ranByClaimed;
        }

        boolean noticed() {
            return noticed;
        }

        boolean noticedByClaimed() {
            return noticedByClaimed;
        }

        /** Whether tests that run its line did not get their turn. */
        boolean left() {
            return left;
        }
    }

    /** @param sandbox holds the tree, built */
    Trial(
            Sandbox sandbox,
            Project project,
            ClassExchange.Opener opener,
            @Nullable TestReport known,
            List<Mutant> mutants,
            TimeLeft time) {
        this.sandbox = sandbox;
        this.project = project;
        this.opener = opener;
        this.known = known;
        this.time = time;
        this.fates = mutants.stream().map(Fate::new).toList();
    }

    List<Fate> fates() {
        return fates;
    }

    /** Whether no test was left out for want of time. */
    boolean everyTestSeen() {
        return everyTestSeen;
    }

    /**
     * Tries them all.
     *
     * @param changed names of the modules that the mutants are in
     */
    void run(Set<String> changed, ClaimedTests claimed) {
        List<Project.Module> modules = modules(changed);
        for (Project.Module module : modules) {
            if (!claimed.in(module).isEmpty()) {
                run(module, claimed.in(module), List.of(), true);
            }
        }
        for (Project.Module module : modules) {
            if (fates.stream().anyMatch(fate -> !fate.noticed)) {
                run(module, List.of(), claimed.in(module), false);
            }
        }
    }

    /** Those with tests that can see the changed ones; these first. */
    private List<Project.Module> modules(Set<String> changed) {
        return Stream.concat(
                        project.modules().stream().filter(module -> changed.contains(module.name())),
                        project.modules().stream()
                                .filter(module -> !changed.contains(module.name()))
                                .filter(module -> module.dependsOn().stream().anyMatch(changed::contains)))
                .filter(module -> module.framework() != Project.TestFramework.NONE)
                .toList();
    }

    /**
     * On tests of one module.
     *
     * @param only empty for all
     * @param done classes or tests that had their turn
     */
    private void run(Project.Module module, List<TestId> only, List<TestId> done, boolean claimed) {
        if (time.up()) {
            everyTestSeen &= claimed;
            return;
        }
        ClassExchange exchange =
                open.computeIfAbsent(module.name(), any -> opener.open(sandbox, project, module, known));
        Lines lines = exchange.watch(only, time.left());
        everyTestSeen &= claimed || lines.complete();
        Set<TestId> hadTheirTurn = Set.copyOf(done);
        for (Fate fate : fates) {
            List<TestId> tests = lines.of(fate.mutant.type(), fate.mutant.line()).stream()
                    .filter(test -> !covered(test, hadTheirTurn))
                    .toList();
            if (!fate.noticed && !tests.isEmpty()) {
                run(exchange, fate, tests, claimed);
            }
        }
    }

    private void run(ClassExchange exchange, Fate fate, List<TestId> tests, boolean claimed) {
        if (time.up()) {
            fate.left = true;
            return;
        }
        Answer answer = exchange.run(Map.of(fate.mutant.type(), fate.mutant.bytes()), tests);
        if (answer != Answer.NOTHING_RAN) {
            fate.ran = true;
            fate.ranByClaimed |= claimed;
            fate.noticed = answer == Answer.NOTICED;
            fate.noticedByClaimed |= claimed && fate.noticed;
        }
    }

    private static boolean covered(TestId test, Set<TestId> done) {
        return done.contains(test) || done.contains(new TestId(test.className(), ""));
    }

    @Override
    public void close() {
        open.values().forEach(ClassExchange::close);
    }
}
