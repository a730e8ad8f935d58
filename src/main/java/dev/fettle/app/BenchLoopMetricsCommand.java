package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.app.bench.LoopMetricsBench;
import dev.fettle.app.bench.LoopMetricsBench.Called;
import dev.fettle.app.bench.LoopMetricsBench.Judgement;
import dev.fettle.app.bench.LoopMetricsBench.Treatment;
import dev.fettle.build.maven.MavenBuild;
import dev.fettle.sandbox.SandboxLevel;
import dev.fettle.sandbox.TreeRemoval;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle bench loop-metrics}: how often the gate cries wolf, and how often it finds a slow-down by half. */
@Command(
        name = "loop-metrics",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lets the gate loop-metrics judge a small project again and again: with a change that changes nothing, and with one by which the same work is done half as often again.",
            "Both trees are built and run anew each time, as with 'fettle gate'. A run takes half a minute to some minutes, and as long as 12 minutes on a machine that is busy ten times over."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every run was measured", "1:one was not, or there is no sandbox", "2:wrong usage"})
final class BenchLoopMetricsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "10",
            description = "So many of each kind, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--json", description = "A line of JSON for each run, as they end.")
    private boolean json;

    @Mixin
    private SandboxOption sandbox = new SandboxOption();

    @Override
    public Integer call() throws Exception {
        if (runs < 1 || runs > 1000) {
            throw new ParameterException(spec.commandLine(), "--runs is from 1 to 1000.");
        }
        Home home = Home.of(System.getenv());
        PrintWriter err = spec.commandLine().getErr();
        try (SandboxWiring sandboxes = SandboxWiring.of(sandbox.choice(List.of()), home.sandboxes())) {
            sandboxes.warning().ifPresent(err::println);
            err.flush();
            if (sandboxes.level().kind() == SandboxLevel.Kind.REFUSED) {
                return 1;
            }
            Path folder = Files.createTempDirectory("fettle-bench-loop");
            try {
                return summed(judgements(sandboxes, home, folder));
            } finally {
                TreeRemoval.remove(folder);
            }
        }
    }

    private List<Judgement> judgements(SandboxWiring sandboxes, Home home, Path folder) throws IOException {
        InstantSource clock = InstantSource.system();
        LoopMetricsBench bench = new LoopMetricsBench(
                sandboxes,
                new MavenBuild(home.dependencies(), System.getenv()),
                new GitWorkspaces(home.git(), TransportRules.httpsOnly(), clock),
                folder,
                clock);
        List<Judgement> all = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            // In turns, so that both kinds meet the same moods of the machine.
            for (Treatment treatment : Treatment.values()) {
                Judgement judgement = bench.judge(treatment);
                all.add(judgement);
                tell(run, judgement);
            }
        }
        return all;
    }

    private void tell(int run, Judgement one) {
        if (json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(new ObjectMapper()
                    .createObjectNode()
                    .put("treatment", word(one.treatment()))
                    .put("called", word(one.called()))
                    .put("right", one.right())
                    .put("title", one.title())
                    .put("seconds", one.took().toMillis() / 1000.0));
            out.flush();
            return;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                Locale.ROOT,
                "[%d/%d] %-9s %-12s %4d s  %s%n",
                run,
                runs,
                word(one.treatment()),
                word(one.called()),
                one.took().toSeconds(),
                one.title());
        err.flush();
    }

    /** Such runs say nothing either way: none of them is a false alarm, and nothing is found by them. */
    private static String notMeasured(long count) {
        return count == 0 ? "" : ", of which not measured: " + count;
    }

    private int summed(List<Judgement> all) {
        long falseAlarms = count(all, Treatment.NO_CHANGE, Called.SLOWER);
        long found = count(all, Treatment.SLOWER, Called.SLOWER);
        long openOfNone = count(all, Treatment.NO_CHANGE, Called.NOT_MEASURED);
        long openOfSlower = count(all, Treatment.SLOWER, Called.NOT_MEASURED);
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        out.printf("no change:            false alarms %d of %d%s%n", falseAlarms, runs, notMeasured(openOfNone));
        out.printf("1.5 times the work:   found %d of %d%s%n", found, runs, notMeasured(openOfSlower));
        LongSummaryStatistics seconds =
                all.stream().mapToLong(one -> one.took().toSeconds()).summaryStatistics();
        out.printf(
                "a run took:           %d s on average, %d s at most%n",
                Math.round(seconds.getAverage()), seconds.getMax());
        out.flush();
        return openOfNone + openOfSlower == 0 ? 0 : 1;
    }

    private static long count(List<Judgement> all, Treatment treatment, Called called) {
        return all.stream()
                .filter(one -> one.treatment() == treatment && one.called() == called)
                .count();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
