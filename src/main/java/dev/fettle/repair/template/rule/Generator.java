package dev.fettle.repair.template.rule;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.source.Constants;
import dev.fettle.repair.template.source.Hints;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.JavaModel;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.Places;
import dev.fettle.repair.template.source.SharedEnds;
import dev.fettle.repair.template.source.SourceAnalysis;
import dev.fettle.repair.template.source.SourceFile;
import dev.fettle.repair.template.source.Surroundings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks every rule about every suspicious place and keeps each distinct change once. */
public final class Generator {
    private final List<Rule> rules;
    private final Map<String, Surroundings> surroundings = new HashMap<>();

    private final Map<String, Integer> failures = new TreeMap<>();

    public Generator(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * All drafts, best rank first, with ids from {@code firstId} on.
     *
     * @param suspicion 0 to 1, by path and line
     * @param hints from the failing tests
     * @param most that are kept
     */
    public List<Draft> drafts(
            SourceAnalysis analysis, Map<String, Map<Integer, Double>> suspicion, Hints hints, int firstId, int most) {
        Map<String, Draft> distinct = new LinkedHashMap<>();
        for (SourceFile file : analysis.files()) {
            Map<Integer, Double> lines = suspicion.getOrDefault(file.path(), Map.of());
            if (!lines.isEmpty()) {
                collect(analysis.model(), file, lines, hints, distinct);
            }
        }
        List<Draft> best = distinct.values().stream()
                .sorted(Comparator.comparingDouble((Draft draft) -> -draft.rank()))
                .limit(most)
                .toList();
        List<Draft> numbered = new ArrayList<>();
        for (Draft draft : best) {
            numbered.add(draft.withId(firstId + numbered.size()));
        }
        return numbered;
    }

    private void collect(
            JavaModel model, SourceFile file, Map<Integer, Double> lines, Hints hints, Map<String, Draft> distinct) {
        Surroundings around = surroundings.computeIfAbsent(file.path(), path -> new Surroundings(model, file));
        for (Place place : Places.of(model, around, Constants.withDeclarations(model, file, lines))) {
            Ingredients in = new Ingredients(place, hints);
            for (Rule rule : rules) {
                attempt(rule, in, file, distinct);
            }
        }
    }

    /** A rule that fails at one place must not cost the others their turn. */
    private void attempt(Rule rule, Ingredients in, SourceFile file, Map<String, Draft> distinct) {
        List<Draft> drafts = new ArrayList<>();
        try {
            rule.candidates(in, new Sink(rule, in.place(), drafts::add));
        } catch (RuntimeException broken) {
            failures.merge(rule.name() + ": " + broken, 1, Integer::sum);
        }
        Shares.of(drafts).forEach(draft -> keep(file, draft, distinct));
    }

    /** What went wrong in rules, with counts; empty in good health. */
    public List<String> failures() {
        return failures.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + " times)")
                .toList();
    }

    private static void keep(SourceFile file, Draft draft, Map<String, Draft> distinct) {
        distinct.merge(key(file, draft.edits()), draft, (one, two) -> one.rank() >= two.rank() ? one : two);
    }

    /** The same for all ways to write the same change. */
    static String key(SourceFile file, List<Edit> edits) {
        StringBuilder key = new StringBuilder(file.path());
        for (Edit edit : edits) {
            String old = file.text().substring(edit.start(), edit.end());
            String text = edit.replacement();
            SharedEnds same = SharedEnds.of(old, text);
            key.append('|')
                    .append(edit.start() + same.head())
                    .append('-')
                    .append(edit.end() - same.tail())
                    .append(':')
                    .append(text, same.head(), text.length() - same.tail());
        }
        return key.toString();
    }
}
