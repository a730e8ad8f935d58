package dev.fettle.app.bench;

import dev.fettle.build.BuildTool;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.loop.LoopMetricsGate;
import dev.fettle.gate.loop.RunLimits;
import dev.fettle.repair.Progress;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gate {@code loop-metrics} as a person's change meets it, over and over on one small project: both trees built and run anew each time. */
public final class LoopMetricsBench {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** As the verdict's title says it. */
    private static final Pattern PAIRS = Pattern.compile(" of the base .* in (\\d+) pairs?\\b");

    /** With fewer nothing can be shown. */
    private static final int LEAST_PAIRS = 3;

    private final Sandboxes sandboxes;
    private final BuildTool tool;
    private final GitWorkspaces workspaces;
    private final InstantSource clock;
    private final Path base;

    /**
     * Writes the project.
     *
     * @param folder for it; empty
     */
    public LoopMetricsBench(
            Sandboxes sandboxes, BuildTool tool, GitWorkspaces workspaces, Path folder, InstantSource clock)
            throws IOException {
        this.sandboxes = sandboxes;
        this.tool = tool;
        this.workspaces = workspaces;
        this.clock = clock;
        this.base = folder;
        for (Map.Entry<String, String> file : SlowSample.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static final Set<String> COSTS = Set.of("slower", "larger");

    /** What is done to the project. */
    public enum Treatment {
        /** Nothing that a compiler would see: whatever is called slower or larger is a false alarm. */
        NO_CHANGE,
        /** One and a half times the work. */
        SLOWER
    }

    /** How the gate judged. */
    public enum Called {
        /** Slower, or larger. */
        SLOWER,
        /** Neither. */
        UNCHANGED,
        /** It could not tell: fewer than three pairs of runs were made in the time that there is. */
        NOT_MEASURED
    }

    /**
     * One judgement.
     *
     * @param title of the verdict
     */
    public record Judgement(Treatment treatment, Called called, String title, Duration took) {
        /** Whether it says what is so. */
        public boolean right() {
            return called == (treatment == Treatment.SLOWER ? Called.SLOWER : Called.UNCHANGED);
        }
    }

    /** Lets the gate judge once. */
    public Judgement judge(Treatment treatment) {
        Instant begun = clock.instant();
        try (Workspace head = workspaces.snapshot(base)) {
            head.write(Map.of(
                    SlowSample.SOURCE, treatment == Treatment.SLOWER ? SlowSample.slower() : SlowSample.unchanged()));
            try (TwoTrees trees = new TwoTrees(
                    sandboxes,
                    new Tree(tool, tool.prepare(base), base),
                    new Tree(tool, tool.prepare(head.root()), head.root()),
                    LIMIT,
                    clock,
                    Progress.SILENT)) {
                Verdict verdict =
                        new LoopMetricsGate(RunLimits.NONE).judge(new GateInput(head.change(), head, null, trees));
                return new Judgement(
                        treatment, called(verdict), verdict.title(), Duration.between(begun, clock.instant()));
            }
        }
    }

    private static Called called(Verdict verdict) {
        if (verdict.findings().stream().anyMatch(finding -> COSTS.contains(finding.kind()))) {
            return Called.SLOWER;
        }
        Matcher pairs = PAIRS.matcher(verdict.title());
        boolean enough = pairs.find() && Integer.parseInt(pairs.group(1)) >= LEAST_PAIRS;
        return enough ? Called.UNCHANGED : Called.NOT_MEASURED;
    }
}
