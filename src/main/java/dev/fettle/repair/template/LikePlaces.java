package dev.fettle.repair.template;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.source.SharedEnds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The same mistake in like places of neighbouring lines, as copying makes it: all of them mended at once. Two in one line are {@link Pairs#twins}. */
final class LikePlaces {
    /** Lines without such a place between two of them. */
    private static final int GAP = 3;

    /** Of one of them: a declaration names its kind twice. */
    private static final int MOST_EDITS = 2;

    private static final int FEWEST = 2;
    private static final int MOST = 5;
    private static final int ALL = 800;
    /** How likely the others are wrong too, given the first. */
    private static final double TOGETHER = 0.4;

    private LikePlaces() {}

    /**
     * Candidates of one rule that change their places in the same way, together.
     *
     * @param drafts best first
     * @param texts of the files by path
     * @return best first
     */
    static List<Draft> of(List<Draft> drafts, int firstId, Function<String, Optional<String>> texts) {
        Map<String, List<Draft>> alike = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            if (draft.edits().size() <= MOST_EDITS) {
                texts.apply(draft.path())
                        .flatMap(text -> change(draft, text))
                        .ifPresent(change -> alike.computeIfAbsent(
                                        draft.path() + ' ' + draft.rule() + ' ' + change, key -> new ArrayList<>())
                                .add(draft));
            }
        }
        List<Draft> together = new ArrayList<>();
        alike.values()
                .forEach(group -> neighbours(group).forEach(near -> join(near).ifPresent(together::add)));
        List<Draft> numbered = Pairs.numbered(together, firstId);
        return numbered.subList(0, Math.min(numbered.size(), ALL));
    }

    /** What is done to a place, without what the place says; empty for what is put between. */
    private static Optional<String> change(Draft draft, String text) {
        StringBuilder all = new StringBuilder();
        for (Edit edit : draft.edits()) {
            Optional<String> one = change(edit, text);
            if (one.isEmpty()) {
                return one;
            }
            all.append(one.get()).append('|');
        }
        return Optional.of(all.toString());
    }

    private static Optional<String> change(Edit edit, String text) {
        if (edit.end() > text.length() || edit.start() == edit.end()) {
            return Optional.empty();
        }
        String before = text.substring(edit.start(), edit.end());
        String after = edit.replacement();
        int at = after.indexOf(before);
        if (at >= 0) {
            return Optional.of(after.substring(0, at) + '\u00a7' + after.substring(at + before.length()));
        }
        SharedEnds shared = SharedEnds.of(before, after);
        return Optional.of(before.substring(shared.head(), before.length() - shared.tail())
                + '\u2192'
                + after.substring(shared.head(), after.length() - shared.tail()));
    }

    /** Those that stand close to the next, in the order of the file; a lone line is left to the twins. */
    private static List<List<Draft>> neighbours(List<Draft> group) {
        List<Draft> ordered = new ArrayList<>(group);
        ordered.sort(Comparator.comparingInt(draft -> draft.edits().get(0).start()));
        List<List<Draft>> all = new ArrayList<>();
        List<Draft> near = new ArrayList<>();
        for (Draft draft : ordered) {
            if (!near.isEmpty() && draft.line() - near.get(near.size() - 1).line() > GAP) {
                all.add(near);
                near = new ArrayList<>();
            }
            near.add(draft);
        }
        all.add(near);
        all.removeIf(some -> some.size() < FEWEST
                || some.size() > MOST
                || some.size() == FEWEST && some.get(0).line() == some.get(1).line());
        return all;
    }

    private static Optional<Draft> join(List<Draft> near) {
        Optional<Draft> joined = Optional.of(near.get(0));
        for (Draft other : near.subList(1, near.size())) {
            joined = joined.flatMap(so -> Pairs.join(so, other));
        }
        double prior = near.stream().mapToDouble(Draft::prior).min().orElse(0);
        double nearness = near.stream().mapToDouble(Draft::nearness).min().orElse(0);
        return joined.map(all -> all.ranked(TOGETHER * prior, nearness));
    }
}
