package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.repair.template.rule.Draft;
import java.util.Map;

/**
 * A candidate that passed everything.
 *
 * @param draft the edits
 * @param traces what the methods did, by test
 */
record Found(Draft draft, Map<TestId, Long> traces) {}
