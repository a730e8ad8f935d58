package dev.fettle.repair.template;

import dev.fettle.repair.Candidate;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.EditedTexts;
import dev.fettle.repair.Search.Plausible;
import dev.fettle.repair.template.source.SharedEnds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The program with edits that mend some of the wanted tests, from which the search for what is wrong besides begins.
 *
 * @param texts files that read otherwise than in the workspace
 * @param edits how many steps it took
 */
record HalfMended(Map<String, String> texts, int edits) {
    /** Nothing is mended yet. */
    static final HalfMended NOTHING = new HalfMended(Map.of(), 0);

    HalfMended {
        texts = Map.copyOf(texts);
    }

    /** Reads a path as it is now. @param workspace reads it as it was at first */
    Function<String, Optional<String>> over(Function<String, Optional<String>> workspace) {
        return path -> Optional.ofNullable(texts.get(path)).or(() -> workspace.apply(path));
    }

    /** One step further. */
    HalfMended with(Candidate step, Function<String, Optional<String>> workspace) {
        Map<String, String> all = new HashMap<>(texts);
        all.putAll(EditedTexts.of(over(workspace), step));
        return new HalfMended(all, edits + 1);
    }

    /** What was found beyond a step, as candidates that hold the step too. */
    Plausible together(Candidate step, Plausible found, Function<String, Optional<String>> workspace) {
        return new Plausible(
                together(step, found.candidate(), workspace),
                found.score(),
                found.why(),
                found.wordings().stream()
                        .map(other -> together(step, other, workspace))
                        .toList(),
                found.difference(),
                null);
    }

    private Candidate together(Candidate step, Candidate second, Function<String, Optional<String>> workspace) {
        Function<String, Optional<String>> before = over(workspace);
        Function<String, Optional<String>> between = with(step, workspace).over(workspace);
        Set<String> paths = new LinkedHashSet<>();
        step.edits().forEach(edit -> paths.add(edit.path()));
        second.edits().forEach(edit -> paths.add(edit.path()));
        Map<String, String> last = EditedTexts.of(between, second);
        List<Edit> edits = new ArrayList<>();
        for (String path : paths) {
            String was = before.apply(path).orElse("");
            String is = Optional.ofNullable(last.get(path))
                    .or(() -> between.apply(path))
                    .orElse("");
            edits.add(difference(path, was, is));
        }
        return new Candidate(
                second.id(),
                step.rule() + "+" + second.rule(),
                edits,
                step.path(),
                step.line(),
                step.prior() * second.prior(),
                step.summary() + "; " + second.summary());
    }

    /** One edit from the first character that differs to the last. */
    private static Edit difference(String path, String was, String is) {
        SharedEnds shared = SharedEnds.of(was, is);
        return new Edit(
                path,
                shared.head(),
                was.length() - shared.tail(),
                is.substring(shared.head(), is.length() - shared.tail()));
    }
}
