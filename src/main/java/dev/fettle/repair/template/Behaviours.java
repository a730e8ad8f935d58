package dev.fettle.repair.template;

import dev.fettle.build.TestId;
import dev.fettle.repair.Difference;
import dev.fettle.repair.Observed;
import dev.fettle.repair.run.Observation.End;
import dev.fettle.repair.run.Observation.Outcome;
import dev.fettle.repair.template.Evidence.Input;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Draft.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plausible candidates by what they do. Those that did the same in every method of every test and on every input tried are one behaviour
 * in many words. Four things say which behaviour is right:
 *
 * <ul>
 *   <li>several rules that arrive at it, each counting half of the one before it, since they share ingredients and place;
 *   <li>it keeps what the original does on inputs near those of green tests (after PATCH-SIM: Xiong et al., "Identifying Patch Correctness
 *       in Test-Based Program Repair", ICSE 2018), counted on inputs where candidates differ;
 *   <li>it does not crash, or run on, where the original and most rivals return;
 *   <li>what crashed in a failing test does not crash any more when it is called so again.
 * </ul>
 */
final class Behaviours {
    private static final double NEXT_RULE = 0.5;
    /** What is left of the weight of a behaviour that keeps nothing: not much is taken, since near a green test's input the defect may lie too. */
    private static final double KEEPS_NOTHING = 0.85;
    /** … and of one that crashes again and again; once leaves the root of it. */
    private static final double CRASHES = 0.3;

    /** … and of one that only keeps the failing test from calling what crashes: whoever else calls it like that is not helped. */
    private static final double GOES_ROUND = 0.5;

    private static final int MANY_GUESSES = 3;

    private static final String REMOVAL = "statement-removal";
    /** No test asks for what a removed statement did, and somebody wrote it for something. */
    private static final double REMOVES = 0.4;

    private final Evidence evidence;
    private final List<Behaviour> all;

    /**
     * One behaviour.
     *
     * @param wordings best first
     * @param weight above 0
     * @param why in a few words each
     */
    record Behaviour(List<Found> wordings, double weight, List<String> why) {
        /** The candidate that stands for it. */
        Found best() {
            return wordings.get(0);
        }
    }

    /**
     * Groups candidates.
     *
     * @param ordered best first
     * @param score of one candidate for itself
     */
    Behaviours(List<Found> ordered, ToDoubleFunction<Found> score, Evidence evidence) {
        this.evidence = evidence;
        List<List<Found>> groups = new ArrayList<>();
        for (Found one : ordered) {
            groups.stream()
                    .filter(group -> same(group.get(0), one))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Found> group = new ArrayList<>();
                        groups.add(group);
                        return group;
                    })
                    .add(one);
        }
        List<Draft> rivals = groups.stream().map(group -> group.get(0).draft()).toList();
        List<Input> telling = evidence.telling(rivals);
        all = groups.stream()
                .map(group -> weigh(group, score, rivals, telling))
                .sorted(Comparator.comparingDouble(behaviour -> -behaviour.weight()))
                .toList();
    }

    /** Best first. */
    List<Behaviour> all() {
        return all;
    }

    private boolean same(Found one, Found two) {
        boolean any = false;
        for (Map.Entry<TestId, Long> entry : one.traces().entrySet()) {
            Long other = two.traces().get(entry.getKey());
            if (other != null && !other.equals(entry.getValue())) {
                return false;
            }
            any |= other != null;
        }
        if (!evidence.knows(one.draft()) && !evidence.knows(two.draft())) {
            return any;
        }
        return any && evidence.same(one.draft(), two.draft());
    }

    private Behaviour weigh(
            List<Found> wordings, ToDoubleFunction<Found> score, List<Draft> rivals, List<Input> telling) {
        double weight = 0;
        double share = 1;
        List<String> rules = new ArrayList<>();
        for (Found one : wordings) {
            if (!rules.contains(one.draft().rule())) {
                rules.add(one.draft().rule());
                weight += share * score.applyAsDouble(one);
                share *= NEXT_RULE;
            }
        }
        List<String> why = new ArrayList<>();
        if (rules.size() > 1) {
            why.add(rules.size() + " rules arrive at it");
        }
        Draft draft = wordings.get(0).draft();
        if (removes(wordings) && !draft.traits().contains(Trait.DELETES)) {
            weight *= REMOVES;
            why.add("does what removing a statement would do");
        }
        weight *= keeping(draft, telling, why) * crashing(draft, rivals, telling, why);
        if (evidence.firmness(draft) < 1) {
            why.add("other values in its place pass as well");
        }
        if (goesRound(draft, telling)) {
            weight *= GOES_ROUND;
            why.add("what crashed still does where it is called so");
        }
        return new Behaviour(plainestFirst(wordings, why), weight, why);
    }

    /**
     * Where several words in one condition do as well, and no test ever sees it answered otherwise, then which of them is right is anybody's guess, and all that the tests
     * say is that what it decides over must go. A wording that says so comes first.
     */
    private static List<Found> plainestFirst(List<Found> wordings, List<String> why) {
        long guesses = wordings.stream().filter(Found::decidesNothing).count();
        Optional<Found> plainest = wordings.stream()
                .filter(one -> one.draft().traits().contains(Trait.DELETES))
                .findFirst();
        if (!wordings.get(0).decidesNothing() || guesses < MANY_GUESSES || plainest.isEmpty()) {
            return List.copyOf(wordings);
        }
        why.add(guesses + " ways to write a condition that decides nothing do the same");
        return Stream.concat(plainest.stream(), wordings.stream().filter(one -> one != plainest.get()))
                .toList();
    }

    /** Whether as far as anybody can see it leaves out a whole statement, in whatever words. */
    private static boolean removes(List<Found> wordings) {
        return wordings.stream().anyMatch(one -> one.draft().rule().equals(REMOVAL));
    }

    private static double keeping(Draft draft, List<Input> telling, List<String> why) {
        int all = 0;
        int kept = 0;
        for (Input input : telling) {
            Outcome now = input.of(draft);
            if (input.kept() && Evidence.returned(input) && now != null) {
                all++;
                kept += now.equals(input.original()) ? 1 : 0;
            }
        }
        if (all == 0) {
            return 1;
        }
        why.add("keeps " + kept + " of " + all + " results near green tests");
        return KEEPS_NOTHING + (1 - KEEPS_NOTHING) * kept / all;
    }

    private static double crashing(Draft draft, List<Draft> rivals, List<Input> telling, List<String> why) {
        int crashes = 0;
        for (Input input : telling) {
            Outcome now = input.of(draft);
            if (now != null && now.crashes() && Evidence.returned(input) && mostReturn(rivals, input)) {
                if (crashes == 0) {
                    why.add("on an input where others return it " + words(now));
                }
                crashes++;
            }
        }
        // One may be an input that the method need not take; many are not all of that kind.
        return Math.pow(CRASHES, crashes / (crashes + 1.0));
    }

    /** Whether a call that crashed in a failing test, made once more with this candidate, crashes as before, where with a rival it returns. */
    private boolean goesRound(Draft draft, List<Input> telling) {
        return telling.stream().anyMatch(input -> {
            Outcome original = input.original();
            return evidence.isOfFailingTest(input)
                    && original != null
                    && original.crashes()
                    && original.equals(input.of(draft))
                    && input.seen().outcomes().values().stream().anyMatch(outcome -> outcome.end() == End.RETURNED);
        });
    }

    private static boolean mostReturn(List<Draft> rivals, Input input) {
        List<Outcome> seen = rivals.stream()
                .flatMap(rival -> Stream.ofNullable(input.of(rival)))
                .toList();
        return 2 * seen.stream().filter(one -> one.end() == End.RETURNED).count() >= seen.size();
    }

    /** The simplest input on which a behaviour differs from another, one from which both return where there is any. */
    Optional<Difference> difference(Behaviour chosen, Behaviour other) {
        return evidence.inputs().stream()
                .filter(input -> differ(input, chosen, other))
                .min(Comparator.comparing((Input input) -> !bothReturn(input, chosen, other))
                        .thenComparing(input -> !Evidence.returned(input))
                        .thenComparingInt(input -> input.seen().call().length())
                        .thenComparing(input -> input.seen().call()))
                .map(input -> new Difference(
                        input.seen().call(),
                        words(input.of(chosen.best().draft())),
                        words(input.of(other.best().draft())),
                        words(input.original())));
    }

    /** The simplest call in a failing test, as the test makes it, of which something else came out before. */
    Optional<Observed> observed(Behaviour behaviour) {
        return evidence.inputs().stream()
                .filter(input -> !input.kept() && input.seen().change() == 0)
                .map(input -> new Observed(
                        input.seen().call(),
                        words(input.original()),
                        words(input.of(behaviour.best().draft()))))
                .filter(seen -> !seen.before().isEmpty()
                        && !seen.after().isEmpty()
                        && !seen.before().equals(seen.after()))
                .min(Comparator.comparingInt((Observed seen) -> seen.call().length())
                        .thenComparing(Observed::call));
    }

    private static boolean differ(Input input, Behaviour one, Behaviour two) {
        Outcome first = input.of(one.best().draft());
        Outcome second = input.of(two.best().draft());
        return first != null && second != null && !words(first).equals(words(second));
    }

    private static boolean bothReturn(Input input, Behaviour one, Behaviour two) {
        return Stream.of(one, two)
                .flatMap(
                        behaviour -> Stream.ofNullable(input.of(behaviour.best().draft())))
                .allMatch(outcome -> outcome.end() == End.RETURNED);
    }

    private static String words(@Nullable Outcome outcome) {
        if (outcome == null) {
            return "";
        }
        String end = switch (outcome.end()) {
            case ENDLESS -> "does not end";
            case THREW ->
                "throws " + outcome.result().substring(outcome.result().lastIndexOf('.') + 1);
            case RETURNED -> outcome.result();
        };
        if (end.isEmpty() && outcome.effects().isEmpty()) {
            return "changes nothing";
        }
        return end + (end.isEmpty() || outcome.effects().isEmpty() ? "" : ", ") + outcome.effects();
    }
}
