package dev.fettle.probe.crash;

import dev.fettle.probe.Rig;
import java.io.IOException;
import java.util.BitSet;

/** Evaluates expressions and says how near they come. */
final class Runs {
    private static final long TICKS = 300_000;
    private static final long NANOS = 400_000_000L;
    /** What goes round some thousand times may read a long text each time. */
    private static final long DEEP_TICKS = 100_000_000;

    private static final long DEEP_NANOS = 4_000_000_000L;

    /** What calls leave behind in static fields is gone after so many of them. */
    private static final int CALLS_OF_A_WORLD = 15_000;

    private final Rig rig;
    private final Wanted wanted;
    private final Guide guide;
    private World world;
    private int inWorld;
    private long tries;

    Runs(Rig rig, Wanted wanted, Guide guide) throws IOException {
        this.rig = rig;
        this.wanted = wanted;
        this.guide = guide;
        world = new World(rig.fresh(true));
    }

    /** What came of one. */
    static final class Trial {
        final Wanted.Grade grade;
        final int distance;
        final BitSet seen;

        Trial(Wanted.Grade grade, int distance, BitSet seen) {
            this.grade = grade;
            this.distance = distance;
            this.seen = seen;
        }

        /** Smaller is nearer. */
        int score() {
            int bonus = grade == Wanted.Grade.FRAME
                    ? -4
                    : grade == Wanted.Grade.METHOD ? -2 : grade == Wanted.Grade.TYPE ? -1 : 0;
            return distance * 4 + bonus;
        }
    }

    /** Evaluations so far. */
    long tries() {
        return tries;
    }

    World world() {
        return world;
    }

    boolean exhausted() {
        return rig.exhausted();
    }

    /** @param entry the outermost frame that the expression can enter */
    Trial run(Expr expr, int entry) {
        if (++inWorld > CALLS_OF_A_WORLD) {
            renew();
        }
        tries++;
        Throwable thrown = call(world, expr);
        Wanted.Grade grade = thrown == null ? Wanted.Grade.NONE : wanted.grade(thrown);
        BitSet seen = rig.seen();
        return new Trial(grade, guide.distance(seen, entry), seen);
    }

    private @org.jspecify.annotations.Nullable Throwable call(World in, Expr expr) {
        boolean deep = expr.deep();
        return rig.call(in.loader, () -> in.evaluate(expr), deep ? DEEP_TICKS : TICKS, deep ? DEEP_NANOS : NANOS);
    }

    private void renew() {
        rig.putBack();
        inWorld = 0;
        try {
            world = new World(rig.fresh(true));
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /** How near it comes in classes that nothing has used before, the worse of two. */
    Wanted.Grade again(Expr expr) {
        Wanted.Grade worst = Wanted.Grade.EXACT;
        for (int time = 0; time < 2; time++) {
            rig.putBack();
            try {
                Throwable thrown = call(new World(rig.fresh(false)), expr);
                Wanted.Grade grade = thrown == null ? Wanted.Grade.NONE : wanted.grade(thrown);
                worst = grade.compareTo(worst) < 0 ? grade : worst;
            } catch (IOException gone) {
                return Wanted.Grade.NONE;
            }
        }
        return worst;
    }
}
