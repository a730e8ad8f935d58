package dev.fettle.probe.crash;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The search through one entry: calls of one method or constructor. */
final class Hunt {
    private static final int MOST_COMBINATIONS = 1_200;
    private static final int POPULATION = 30;
    private static final int NOVELTIES = 400;
    private static final int ALIKE = 4;

    final Member entry;
    /** The frame that the entry is; the number of frames for one outside the trace. */
    final int frame;

    final Access access;
    private final Runs runs;
    private final Generator generator;
    final FewValues few;
    private final Mutator mutator;
    private final Harvest harvest;
    private final Random random;
    private final List<One> population = new ArrayList<>();
    private final List<Expr> novelties = new ArrayList<>();
    private final BitSet covered = new BitSet();
    private @Nullable Expr found;
    private @Nullable Expr almost;
    private int nearest = Integer.MAX_VALUE;
    private int failures;
    private boolean begun;

    /** One that is worth changing. */
    private static final class One {
        final Expr expr;
        final int score;
        final int signature;

        One(Expr expr, int score, int signature) {
            this.expr = expr;
            this.score = score;
            this.signature = signature;
        }
    }

    Hunt(
            Member entry,
            int frame,
            Access access,
            Runs runs,
            Generator generator,
            FewValues few,
            Mutator mutator,
            Harvest harvest,
            Random random) {
        this.entry = entry;
        this.frame = frame;
        this.access = access;
        this.runs = runs;
        this.generator = generator;
        this.few = few;
        this.mutator = mutator;
        this.harvest = harvest;
        this.random = random;
    }

    /** What throws exactly what is wanted, each time; null as long as there is none. */
    @Nullable
    Expr found() {
        return found;
    }

    /** What throws it at the frame, though reached by another way. */
    @Nullable
    Expr almost() {
        return almost;
    }

    /** The best distance seen. */
    int nearest() {
        return nearest;
    }

    /** Whether it had its first look. */
    boolean begun() {
        return begun;
    }

    /** Calls that the project's tests make, and all combinations of a few values. */
    void first(Search.Clock clock) {
        begun = true;
        for (Call call : harvest.calls(entry)) {
            if (found != null || clock.over()) {
                return;
            }
            if (Reach.reaches(call, access, runs.world())) {
                look(call);
            }
        }
        List<List<Expr>> pools = new ArrayList<>();
        if (entry.hasReceiver()) {
            List<Expr> receivers = new ArrayList<>();
            for (Expr each : few.of(TypeRef.of(entry.subject))) {
                if (!(each instanceof Null)) {
                    receivers.add(each);
                }
            }
            pools.add(receivers);
        }
        entry.generic.forEach(type -> pools.add(few.of(type)));
        combine(pools, clock);
    }

    private void combine(List<List<Expr>> pools, Search.Clock clock) {
        int[] at = new int[pools.size()];
        for (List<Expr> pool : pools) {
            if (pool.isEmpty()) {
                return;
            }
        }
        for (int i = 0; i < MOST_COMBINATIONS && found == null && !clock.over(); i++) {
            List<Expr> parts = new ArrayList<>();
            for (int p = 0; p < at.length; p++) {
                parts.add(pools.get(p).get(at[p]));
            }
            look(new Call(entry, parts));
            if (!next(at, pools)) {
                return;
            }
        }
    }

    private static boolean next(int[] at, List<List<Expr>> pools) {
        for (int i = at.length - 1; i >= 0; i--) {
            if (++at[i] < pools.get(i).size()) {
                return true;
            }
            at[i] = 0;
        }
        return false;
    }

    /** So many tries more. */
    void more(int tries, Search.Clock clock) {
        for (int i = 0; i < tries && found == null && !clock.over(); i++) {
            look(next());
        }
    }

    private Expr next() {
        int kind = random.nextInt(10);
        if (kind < 5 && !population.isEmpty()) {
            int at = Math.min(random.nextInt(population.size()), random.nextInt(population.size()));
            return mutator.mutate(population.get(at).expr, novelties);
        }
        if (kind < 7 && !novelties.isEmpty()) {
            return mutator.mutate(novelties.get(random.nextInt(novelties.size())), novelties);
        }
        return generator.call(entry, 1 + random.nextInt(Generator.DEPTH));
    }

    private void look(Expr expr) {
        Runs.Trial trial = runs.run(expr, frame);
        nearest = Math.min(nearest, trial.distance);
        if (trial.grade == Wanted.Grade.EXACT && failures < 20) {
            if (runs.again(expr) == Wanted.Grade.EXACT) {
                found = expr;
                return;
            }
            failures++;
        }
        boolean better = almost == null || expr.size() < almost.size();
        if (trial.grade == Wanted.Grade.FRAME && better && failures < 40) {
            if (runs.again(expr).compareTo(Wanted.Grade.FRAME) >= 0) {
                almost = expr;
            } else {
                failures++;
            }
        }
        keep(expr, trial);
    }

    private void keep(Expr expr, Runs.Trial trial) {
        BitSet fresh = (BitSet) trial.seen.clone();
        fresh.andNot(covered);
        if (!fresh.isEmpty()) {
            covered.or(trial.seen);
            if (novelties.size() < NOVELTIES) {
                novelties.add(expr);
            } else {
                novelties.set(random.nextInt(NOVELTIES), expr);
            }
        }
        One one = new One(expr, trial.score(), trial.seen.hashCode());
        int alike = 0;
        for (One other : population) {
            alike += other.signature == one.signature && other.score == one.score ? 1 : 0;
        }
        if (alike >= ALIKE) {
            if (random.nextInt(4) > 0) {
                return;
            }
            for (int i = 0; i < population.size(); i++) {
                if (population.get(i).signature == one.signature && population.get(i).score == one.score) {
                    population.remove(i);
                    break;
                }
            }
        }
        int at = Collections.binarySearch(
                population,
                one,
                (a, b) -> a.score != b.score
                        ? Integer.compare(a.score, b.score)
                        : Integer.compare(a.expr.size(), b.expr.size()));
        population.add(at < 0 ? -at - 1 : at, one);
        if (population.size() > POPULATION) {
            population.remove(population.size() - 1);
        }
    }
}
