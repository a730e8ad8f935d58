package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.repair.run.VariantResult.Answers;
import dev.fettle.repair.template.rule.Draft;
import java.util.Map;

/**
 * A candidate that passed everything.
 *
 * @param draft the edits
 * @param traces what the methods did, by test
 * @param answers of the condition that it brings
 * @param number how manieth of those that were tried it was, 1 for the first
 */
record Found(Draft draft, Map<TestId, Long> traces, Answers answers, int number) {
    /** So many equal answers say that the tests never see it answered otherwise. */
    private static final int MANY = 3;

    /** Whether its condition was always answered the same: as far as the tests go it might be a constant. */
    boolean decidesNothing() {
        return isOneSided() && answers.held() + answers.failed() >= MANY;
    }

    /** Whether it has a condition that was answered, seldom or often, and never both ways. */
    boolean isOneSided() {
        return (answers.held() == 0) != (answers.failed() == 0);
    }
}
