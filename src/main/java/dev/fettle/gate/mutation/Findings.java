package dev.fettle.gate.mutation;

import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.mutation.Trial.Fate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is said of the mutants that were tried: when a change stops, and when a person is asked to look. */
final class Findings {
    /** Below so many, that none was noticed may be chance: some mutants change nothing that anybody could see, but not five out of five. */
    static final int FEW = 5;

    private static final int MOST = 10;

    private Findings() {}

    /**
     * Weighs.
     *
     * @param every whether no test and no mutant was left out
     */
    static SpotCheck of(List<Fate> fates, boolean every) {
        List<Fate> tried = fates.stream()
                .filter(fate -> fate.ran() && (fate.noticed() || !fate.left()))
                .toList();
        long left =
                fates.stream().filter(fate -> fate.left() && !fate.noticed()).count();
        List<Fate> unnoticed = tried.stream().filter(fate -> !fate.noticed()).toList();
        List<String> details = new ArrayList<>();
        if (left > 0 || !every) {
            details.add("The time was up before every mutant had met every test: "
                    + (left > 0 ? left + " were not tried." : "what no test noticed is not held against the change."));
        }
        if (tried.isEmpty()) {
            return new SpotCheck(left > 0 ? "mutants not tried: the time was up" : "", List.of(), List.of(), details);
        }
        String title = "tests notice " + (tried.size() - unnoticed.size()) + " of " + tried.size() + " mutants";
        if (!every) {
            return new SpotCheck(title, List.of(), List.of(), details);
        }
        List<Fate> claimed = tried.stream().filter(Fate::ranByClaimed).toList();
        if (unnoticed.size() == tried.size() && tried.size() >= FEW && !claimed.isEmpty()) {
            return new SpotCheck(title, List.of(nothing(tried)), places(unnoticed), details);
        }
        edges(unnoticed, details);
        List<Finding> doubts = new ArrayList<>();
        if (claimed.size() >= FEW && claimed.stream().noneMatch(Fate::noticedByClaimed)) {
            doubts.add(onlyOthers(claimed));
        }
        doubts.addAll(
                places(unnoticed.stream().filter(fate -> !fate.mutant().edge()).toList()));
        return new SpotCheck(title, List.of(), doubts, details);
    }

    private static Finding nothing(List<Fate> tried) {
        Mutant first = tried.get(0).mutant();
        return new Finding(
                first.path(),
                first.line(),
                "nothing-noticed",
                "Tests run the changed lines and notice none of " + tried.size()
                        + " mutants of them: they would pass whatever these lines did.");
    }

    private static Finding onlyOthers(List<Fate> claimed) {
        Mutant first = claimed.get(0).mutant();
        return new Finding(
                first.path(),
                first.line(),
                "claims-nothing",
                "The tests that come with the change run its lines and notice none of " + claimed.size()
                        + " mutants of them; what notices is older.");
    }

    /** One finding a line. */
    private static List<Finding> places(List<Fate> unnoticed) {
        Map<String, List<Mutant>> lines = new LinkedHashMap<>();
        unnoticed.forEach(fate -> lines.computeIfAbsent(
                        fate.mutant().path() + ":" + fate.mutant().line(), any -> new ArrayList<>())
                .add(fate.mutant()));
        return lines.values().stream()
                .limit(MOST)
                .map(line -> new Finding(line.get(0).path(), line.get(0).line(), "unnoticed", message(line)))
                .toList();
    }

    private static String message(List<Mutant> line) {
        return "No test notices when "
                + line.stream().map(Mutant::words).distinct().collect(Collectors.joining(", or when ")) + ".";
    }

    private static void edges(List<Fate> unnoticed, List<String> details) {
        unnoticed.stream()
                .map(Fate::mutant)
                .filter(Mutant::edge)
                .map(mutant -> mutant.path() + ":" + mutant.line())
                .distinct()
                .limit(MOST)
                .forEach(place -> details.add("No test has a value at the edge of the comparison in " + place + "."));
    }
}
