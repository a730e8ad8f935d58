package dev.fettle.gate;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.TestRun;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Progress;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tree before and the tree after a change, each with one sandbox that gates share: what the first of them built, the next ones measure. A gate that must not
 * stand on what another one ran asks for a fresh sandbox. For one thread at a time.
 */
public final class TwoTrees implements Trees, AutoCloseable {
    private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

    private final Sandboxes sandboxes;
    private final Map<Side, Tree> trees;
    private final InstantSource clock;
    private final Instant deadline;
    private final Progress progress;
    private final Map<Side, Sandbox> shared = new EnumMap<>(Side.class);
    private final Map<Side, TestRun> suites = new EnumMap<>(Side.class);

    /** Before or after the change. */
    public enum Side {
        BASE,
        HEAD;

        /** For a sentence. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One of the two.
     *
     * @param root a folder that only we write to
     * @param texts files that read otherwise than in the folder
     * @param removed files of the folder that are not part of the tree
     */
    public record Tree(BuildTool tool, Project project, Path root, Map<String, String> texts, List<String> removed) {
        public Tree {
            texts = Map.copyOf(texts);
            removed = List.copyOf(removed);
        }

        /** A tree that is the folder. */
        public Tree(BuildTool tool, Project project, Path root) {
            this(tool, project, root, Map.of(), List.of());
        }
    }

    /**
     * Two trees.
     *
     * @param limit of all that is run, from now on
     * @param progress hears what is run
     */
    public TwoTrees(Sandboxes sandboxes, Tree base, Tree head, Duration limit, InstantSource clock, Progress progress) {
        this.sandboxes = sandboxes;
        this.trees = Map.of(Side.BASE, base, Side.HEAD, head);
        this.clock = clock;
        this.deadline = clock.instant().plus(limit);
        this.progress = progress;
    }

    /**
     * The two of a repair: the workspace as it lies, with the patch applied, and the same with the patch taken back.
     *
     * @param change the patch; text only, as a repair makes it
     */
    public static TwoTrees ofPatch(
            Sandboxes sandboxes,
            Problem problem,
            Change change,
            Duration limit,
            InstantSource clock,
            Progress progress) {
        Map<String, String> before = new LinkedHashMap<>();
        List<String> added = new ArrayList<>();
        for (FileChange file : change.files()) {
            if (file.before() != null) {
                before.put(file.path(), file.before());
            } else {
                added.add(file.path());
            }
        }
        Path root = problem.workspace().root();
        return new TwoTrees(
                sandboxes,
                new Tree(problem.tool(), problem.project(), root, before, added),
                new Tree(problem.tool(), problem.project(), root),
                limit,
                clock,
                progress);
    }

    /** How a side is built. */
    public Tree tree(Side side) {
        return java.util.Objects.requireNonNull(trees.get(side));
    }

    /** What is left of the time; zero when it is up. */
    public Duration left() {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The limit of one run that begins now. */
    public Duration runLimit() {
        Duration left = left();
        return left.compareTo(LONGEST_RUN) < 0 ? left : LONGEST_RUN;
    }

    /** Tells a person what is done now. */
    public void note(String text) {
        progress.note(text);
    }

    /** A fresh sandbox with the tree in it; the caller closes it. */
    public Sandbox fresh(Side side) {
        Tree tree = tree(side);
        Sandbox sandbox = sandboxes.fresh(Quota.PROJECT);
        try {
            TreeLayout.lay(sandbox, "", tree.root(), tree.texts(), tree.removed());
            return sandbox;
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    /**
     * A fresh sandbox with the tree in it, compiled: with the files that a build left in the shared one, where one ran there. What else that run left is not in it.
     *
     * @param limit of compiling, where that is needed
     */
    public Compiled compiled(Side side, Duration limit) {
        Tree tree = tree(side);
        Sandbox sandbox = fresh(side);
        try {
            Sandbox built = shared.get(side);
            if (built != null && BuildOutput.copy(tree.project(), built, sandbox)) {
                return new Compiled(sandbox, TestRun.End.PASSED);
            }
            return new Compiled(
                    sandbox, tree.tool().compile(sandbox, tree.project(), limit).end());
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    /**
     * A tree that was compiled.
     *
     * @param sandbox closed with this
     * @param end of its build
     */
    public record Compiled(Sandbox sandbox, TestRun.End end) implements AutoCloseable {
        @Override
        public void close() {
            sandbox.close();
        }
    }

    /** The sandbox that gates share; closed with this. */
    public Sandbox shared(Side side) {
        return shared.computeIfAbsent(side, this::fresh);
    }

    /**
     * The whole suite of a side, as the project's own build runs it, in a sandbox that nothing had run in. Run once, then remembered. The first of the two has half of the
     * time: one that never ends leaves enough to see that the other does.
     */
    public TestRun suite(Side side) {
        TestRun known = suites.get(side);
        if (known != null) {
            return known;
        }
        boolean used = shared.containsKey(side);
        Duration half = left().dividedBy(2);
        Duration most = suites.isEmpty() && half.compareTo(runLimit()) < 0 ? half : runLimit();
        note("whole suite of the " + side.word());
        TestRun run;
        if (used) {
            try (Sandbox fresh = fresh(side)) {
                run = tree(side).tool().test(fresh, tree(side).project(), List.of(), most);
            }
        } else {
            run = tree(side).tool().test(shared(side), tree(side).project(), List.of(), most);
        }
        suites.put(side, run);
        return run;
    }

    @Override
    public void close() {
        shared.values().forEach(Sandbox::close);
        shared.clear();
    }
}
