package dev.fettle.improve;

import dev.fettle.propose.PatchFacts;
import dev.fettle.repair.BlastRadius;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Patch;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Search;
import dev.fettle.repair.Suspect;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.PathHistory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Measures what the risk of a patch is told from. */
final class Measuring {
    private final InstantSource clock;
    private final RuleRecords records;

    Measuring(InstantSource clock, RuleRecords records) {
        this.clock = clock;
        this.records = records;
    }

    PatchFacts of(Problem problem, Patch patch, Search search) {
        BlastRadius blast = BlastRadius.of(problem.workspace(), problem.project(), patch.change(), clock);
        return new PatchFacts(
                blast.methods().isEmpty() ? Optional.empty() : Optional.of(blast),
                history(problem, patch),
                tests(patch.candidate(), search.suspects()),
                records.of(patch.rule()));
    }

    /** Of the file that holds the fix: where lines go, of these; where lines only come, of the one above them. */
    private static Optional<PathHistory> history(Problem problem, Patch patch) {
        String path = patch.candidate().path();
        return patch.change().files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .flatMap(file -> problem.workspace().history(path, oldLines(file)));
    }

    private static List<Integer> oldLines(FileChange file) {
        if (!file.removedLines().isEmpty()) {
            return file.removedLines().stream().map(FileChange.Line::number).toList();
        }
        int above = file.addedLines().isEmpty() ? 1 : file.addedLines().get(0).number() - 1;
        return List.of(Math.max(1, above));
    }

    /** The line of the fix, as the search saw it run. */
    private static OptionalInt tests(Candidate candidate, List<Suspect> suspects) {
        return suspects.stream()
                .filter(suspect -> suspect.path().equals(candidate.path()) && suspect.line() == candidate.line())
                .map(Suspect::tests)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .findFirst();
    }
}
