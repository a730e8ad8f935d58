package dev.fettle.improve.kit;

import dev.fettle.build.TestOutcome;
import dev.fettle.repair.Budget;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Cost;
import dev.fettle.repair.Patcher;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.Reproduction;
import dev.fettle.repair.Search;
import dev.fettle.repair.Suspect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Knows one fix: where the file that the red test names has a minus, it may have to be a plus. */
public final class MinusBecomesPlus implements Patcher {
    private boolean broken;
    private boolean doubtful;
    private String said = "";
    private int saidLine;
    private Duration given = Duration.ZERO;

    /** From now on it throws, as only our own mistakes do. */
    public void breakDown() {
        broken = true;
    }

    /** From now on it mends one place and says that it mended another. */
    public void claims(String path, int line) {
        said = path;
        saidLine = line;
    }

    /** From now on it is not sure that the tests are red each time. */
    public void doubts() {
        doubtful = true;
    }

    /** How long its last search might have taken. */
    public Duration given() {
        return given;
    }

    @Override
    public String name() {
        return "minus";
    }

    @Override
    public double confidenceNeeded() {
        return 0.5;
    }

    @Override
    public Search search(Problem problem, Reproduction reproduction, Budget budget, Progress progress) {
        progress.stage(Stage.PATCH);
        given = budget.wallTime();
        if (broken) {
            throw new IllegalStateException("a mistake of ours");
        }
        TestOutcome.Failure failure = reproduction.red().get(0).failure();
        String path = failure == null ? "" : failure.message().split(" ", 2)[0];
        String text = problem.workspace().read(path).orElse("");
        int minus = text.indexOf(" - ");
        int line = 1
                + (int) text.substring(0, Math.max(0, minus))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        List<Suspect> suspects = List.of(new Suspect(path, line, 0.9, "named by the failing test"));
        if (minus < 0) {
            return new Search(List.of(), 0, suspects, 0, 0, 0, Map.of(), List.of("no minus in " + path));
        }
        Candidate candidate = new Candidate(
                1,
                "minus-plus",
                List.of(new Candidate.Edit(path, minus + 1, minus + 2, "+")),
                said.isEmpty() ? path : said,
                said.isEmpty() ? line : saidLine,
                0.5,
                "'-' becomes '+'");
        Search.Plausible plausible = new Search.Plausible(candidate, 1, List.of("it is the only one"));
        return new Search(
                List.of(plausible),
                0.9,
                suspects,
                1,
                1,
                1,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Cost.NONE,
                doubtful ? Set.of(reproduction.red().get(0).id()) : Set.of());
    }
}
