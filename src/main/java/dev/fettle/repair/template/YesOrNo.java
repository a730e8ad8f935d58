package dev.fettle.repair.template;

import com.google.re2j.Pattern;
import dev.fettle.build.TestOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Failing tests that wait for one of two words: every other edit that changes the answer mends some of them by chance, and whatever gives the one answer oftener mends
 * all that wait for it.
 */
final class YesOrNo {
    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private static final double SEVERAL_EDITS = 0.35;

    private YesOrNo() {}

    /** What is left of the confidence in several edits at once, 0 to 1: of so many pairs there is always one that answers as such tests want. */
    static double beliefInSeveralEdits(List<TestOutcome> red) {
        return isAllTheyAskFor(red) ? SEVERAL_EDITS : 1;
    }

    /** Whether all of them that say what they wait for do so, and one does. Numbers and longer texts are no such words. */
    static boolean isAllTheyAskFor(List<TestOutcome> red) {
        Set<String> words = new TreeSet<>();
        for (TestOutcome outcome : red) {
            TestOutcome.Failure failure = outcome.failure();
            Compared compared =
                    failure == null ? null : Compared.in(failure.message()).orElse(null);
            if (compared != null) {
                words.add(compared.wanted().toLowerCase(Locale.ROOT));
                words.add(compared.met().toLowerCase(Locale.ROOT));
            }
        }
        return words.size() == 2 && words.stream().allMatch(WORD::matches);
    }
}
