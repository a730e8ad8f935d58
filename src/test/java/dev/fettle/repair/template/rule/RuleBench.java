package dev.fettle.repair.template.rule;

import dev.fettle.repair.template.schema.VariantCompiler;
import dev.fettle.repair.template.source.CompilerSettings;
import dev.fettle.repair.template.source.Hints;
import dev.fettle.repair.template.source.SourceAnalysis;
import dev.fettle.repair.template.source.TextDifference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.tools.JavaFileManager;
import javax.tools.ToolProvider;

/** Source in, what the rules make of it out. */
final class RuleBench {
    static final String PATH = "src/main/java/Example.java";
    private static final CompilerSettings SETTINGS = new CompilerSettings(List.of(), 17, true);
    private static final JavaFileManager FILES =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);

    /** As of failing tests that waited for one exception and met another, or for a text that lacked a bracket. */
    private static final Hints SURPRISED = new Hints(
            List.of("java.lang.IllegalStateException"),
            List.of("java.lang.NumberFormatException"),
            List.of(new TextDifference("[a, b", "", "]", "")));

    private RuleBench() {}

    static SourceAnalysis analysis(String source) {
        SourceAnalysis analysis = SourceAnalysis.of(SETTINGS, Map.of(PATH, source), FILES);
        if (!analysis.errors().isEmpty()) {
            throw new IllegalArgumentException(analysis.errors().toString());
        }
        return analysis;
    }

    /** Drafts that do not compile: rule, what it does, what javac says. */
    static List<String> rejected(String source, List<Draft> drafts) {
        Map<Integer, String> rejected = new HashMap<>();
        new VariantCompiler(SETTINGS, analysis(source), FILES)
                .compile(drafts)
                .forEach(batch -> rejected.putAll(batch.rejected()));
        return drafts.stream()
                .filter(draft -> rejected.containsKey(draft.id()))
                .map(draft -> draft.rule() + " " + draft.summary() + ": " + rejected.get(draft.id()))
                .toList();
    }

    static List<Draft> drafts(String source, List<Rule> rules) {
        return drafts(source, rules, everyLine(source));
    }

    private static Map<Integer, Double> everyLine(String source) {
        Map<Integer, Double> all = new HashMap<>();
        for (int line = 1; line <= source.lines().count(); line++) {
            all.put(line, 1.0);
        }
        return all;
    }

    static List<Draft> drafts(String source, List<Rule> rules, Map<Integer, Double> suspicion) {
        return drafts(source, rules, suspicion, Hints.NONE);
    }

    static List<Draft> drafts(String source, List<Rule> rules, Map<Integer, Double> suspicion, Hints hints) {
        return new Generator(rules).drafts(analysis(source), Map.of(PATH, suspicion), hints, 1, 100_000);
    }

    /** What the members become, white space made equal. */
    static Set<String> outcomes(String members, Rule rule) {
        String source = asClass(members);
        return drafts(source, List.of(rule), everyLine(source), SURPRISED).stream()
                .map(draft -> plain(Edits.apply(source, draft.edits())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a rule makes its example's mended form of its broken one. */
    static boolean mends(Rule rule) {
        return outcomes(rule.example().before(), rule)
                .contains(plain(asClass(rule.example().after())));
    }

    static String asClass(String members) {
        return "class Example {\n" + members + "\n}\n";
    }

    static String plain(String source) {
        return source.replaceAll("\\s+", "");
    }

    static Rule rule(String name) {
        return Rules.all().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
