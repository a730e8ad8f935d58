package dev.fettle.repair.template;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Draft.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Two edits as one candidate. */
final class Pairs {
    private static final int PARTNERS = 500;
    private static final int CLOSE_SINGLES = 120;
    /** Edits so many lines apart belong to one thought. */
    private static final int CLOSE = 4;

    private Pairs() {}

    /** Each half-way candidate with the best of the others, best first. */
    static List<Draft> greedy(List<Draft> halfWay, List<Draft> all, int firstId) {
        List<Draft> pairs = new ArrayList<>();
        for (Draft half : halfWay) {
            all.stream().limit(PARTNERS).forEach(other -> join(half, other).ifPresent(pairs::add));
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

    private static List<Draft> numbered(List<Draft> pairs, int firstId) {
        pairs.sort(Comparator.comparingDouble(pair -> -pair.rank()));
        List<Draft> numbered = new ArrayList<>();
        for (Draft pair : pairs) {
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
