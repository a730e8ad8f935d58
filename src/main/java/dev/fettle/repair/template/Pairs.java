package dev.fettle.repair.template;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Draft.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Two edits as one candidate. */
final class Pairs {
    private static final int CLOSE_SINGLES = 120;

    private static final int MOST_OF_A_LINE = 6;

    /** Edits so many lines apart belong to one thought. */
    private static final int CLOSE = 4;

    private static final int MOST_TWINS = 10;
    private static final int ALL_TWINS = 2_500;
    /** How likely the second mistake is, given the first. */
    private static final double TWIN = 0.4;

    private static final Set<String> MOVES = Set.of("off-by-one", "term-addition");
    private static final Pattern COMPARES = Pattern.compile("[^<>=!&|;]*([<>]=?|[=!]=)[^<>=!&|;]*");

    private Pairs() {}

    /**
     * The same mistake twice in one line, such as both indices of a cell: candidates of one rule two by two. They stand among the single ones, since whoever
     * errs in one place of a line often errs in the other.
     *
     * @param drafts best first
     * @param texts of the files by path
     */
    static List<Draft> twins(List<Draft> drafts, int firstId, Function<String, Optional<String>> texts) {
        Map<String, List<Draft>> ofLines = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            List<Draft> group = ofLines.computeIfAbsent(
                    draft.path() + ':' + draft.line() + ' ' + draft.rule(), key -> new ArrayList<>());
            if (group.size() < MOST_TWINS) {
                group.add(draft);
            }
        }
        List<Draft> twins = new ArrayList<>();
        for (List<Draft> group : ofLines.values()) {
            for (int i = 0; i < group.size(); i++) {
                for (int j = i + 1; j < group.size(); j++) {
                    Draft two = group.get(j);
                    if (moveOneComparison(group.get(i), two, texts)) {
                        continue;
                    }
                    join(group.get(i), two)
                            .map(pair -> pair.ranked(TWIN * two.prior(), two.nearness()))
                            .ifPresent(twins::add);
                }
            }
        }
        List<Draft> numbered = numbered(twins, firstId);
        return numbered.subList(0, Math.min(numbered.size(), ALL_TWINS));
    }

    /** Both sides of one comparison moved: that is one mistake, and as two it fits whatever the tests happen to bring. */
    private static boolean moveOneComparison(Draft one, Draft two, Function<String, Optional<String>> texts) {
        if (!MOVES.contains(one.rule())) {
            return false;
        }
        Edit first = one.edits().get(0);
        Edit second = two.edits().get(0);
        int from = Math.min(first.end(), second.end());
        int to = Math.max(first.start(), second.start());
        return from <= to
                && texts.apply(one.path())
                        .filter(text -> to <= text.length())
                        .filter(text ->
                                COMPARES.matcher(text.substring(from, to)).matches())
                        .isPresent();
    }

    /** A half-way candidate with each of the others that touches other text. */
    static List<Draft> of(Draft halfWay, List<Draft> others) {
        return others.stream().flatMap(other -> join(halfWay, other).stream()).toList();
    }

    /**
     * The best few candidates of each place two by two, wherever the places are.
     *
     * @param all best first
     * @param most singles that are paired
     */
    static List<Draft> apart(List<Draft> all, int most, int firstId) {
        Map<String, Integer> ofPlaces = new HashMap<>();
        List<Draft> best = all.stream()
                .filter(draft -> ofPlaces.merge(draft.path() + ':' + draft.line(), 1, Integer::sum) <= MOST_OF_A_LINE)
                .limit(most)
                .toList();
        List<Draft> pairs = new ArrayList<>();
        for (int i = 0; i < best.size(); i++) {
            for (int j = i + 1; j < best.size(); j++) {
                join(best.get(i), best.get(j)).ifPresent(pairs::add);
            }
        }
        return numbered(pairs, firstId);
    }

    /** The best candidates two by two, where both stand close together. */
    static List<Draft> close(List<Draft> all, int firstId) {
        List<Draft> best = all.stream().limit(CLOSE_SINGLES).toList();
        List<Draft> pairs = new ArrayList<>();
        for (int i = 0; i < best.size(); i++) {
            for (int j = i + 1; j < best.size(); j++) {
                if (best.get(i).path().equals(best.get(j).path())
                        && Math.abs(best.get(i).line() - best.get(j).line()) <= CLOSE) {
                    join(best.get(i), best.get(j)).ifPresent(pairs::add);
                }
            }
        }
        return numbered(pairs, firstId);
    }

    /** Best first, numbered. */
    static List<Draft> numbered(List<Draft> pairs, int firstId) {
        List<Draft> ordered = new ArrayList<>(pairs);
        ordered.sort(Comparator.comparingDouble(pair -> -pair.rank()));
        List<Draft> numbered = new ArrayList<>();
        for (Draft pair : ordered) {
            numbered.add(pair.withId(firstId + numbered.size()));
        }
        return numbered;
    }

    /** Empty when they touch the same text. */
    static Optional<Draft> join(Draft one, Draft two) {
        List<Edit> edits = new ArrayList<>(one.edits());
        for (Edit edit : two.edits()) {
            for (Edit other : one.edits()) {
                boolean apart =
                        !edit.path().equals(other.path()) || edit.end() < other.start() || other.end() < edit.start();
                if (!apart) {
                    return Optional.empty();
                }
            }
            edits.add(edit);
        }
        edits.sort(Comparator.comparing(Edit::path).thenComparingInt(Edit::start));
        Set<Trait> traits = EnumSet.of(Trait.PAIR);
        traits.addAll(one.traits());
        traits.addAll(two.traits());
        return Optional.of(new Draft(
                0,
                one.rule() + "+" + two.rule(),
                edits,
                Math.min(one.line(), two.line()),
                one.prior() * two.prior(),
                one.nearness() * two.nearness(),
                Math.sqrt(one.suspiciousness() * two.suspiciousness()),
                one.summary() + "; " + two.summary(),
                traits));
    }
}
