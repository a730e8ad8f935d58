package dev.fettle.gate.mutation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pitest.bytecode.analysis.ClassTree;
import org.pitest.classinfo.ClassName;
import org.pitest.mutationtest.build.CompoundInterceptorFactory;
import org.pitest.mutationtest.build.MutationInterceptor;
import org.pitest.mutationtest.build.MutationInterceptorFactory;
import org.pitest.mutationtest.build.intercept.annotations.ExcludedAnnotationInterceptorFactory;
import org.pitest.mutationtest.build.intercept.equivalent.DivisionByMinusOneFilterFactory;
import org.pitest.mutationtest.build.intercept.equivalent.EqualsPerformanceShortcutFilterFactory;
import org.pitest.mutationtest.build.intercept.equivalent.EquivalentReturnMutationFilter;
import org.pitest.mutationtest.build.intercept.javafeatures.AssertionsFilterFactory;
import org.pitest.mutationtest.build.intercept.javafeatures.EnumFilterFactory;
import org.pitest.mutationtest.build.intercept.javafeatures.EnumSwitchFilterFactory;
import org.pitest.mutationtest.build.intercept.javafeatures.ForEachLoopFilterFactory;
import org.pitest.mutationtest.build.intercept.javafeatures.ImplicitNullCheckFilterFactory;
import org.pitest.mutationtest.build.intercept.javafeatures.InlinedFinallyBlockFilterFactory;
import org.pitest.mutationtest.build.intercept.javafeatures.MethodReferenceNullCheckFilterFactory;
import org.pitest.mutationtest.build.intercept.javafeatures.RecordFilterFactory;
import org.pitest.mutationtest.build.intercept.javafeatures.StringSwitchFilterFactory;
import org.pitest.mutationtest.build.intercept.javafeatures.TryWithResourcesFilterFactory;
import org.pitest.mutationtest.build.intercept.logging.LoggingCallsFilterFactory;
import org.pitest.mutationtest.build.intercept.lombok.LombokFilter;
import org.pitest.mutationtest.build.intercept.staticinitializers.StaticInitializerInterceptorFactory;
import org.pitest.mutationtest.config.ReportOptions;
import org.pitest.mutationtest.engine.Mutater;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.mutationtest.engine.gregor.GregorMutater;
import org.pitest.mutationtest.engine.gregor.config.Mutator;

/**
 * PIT's mutants of single lines, by its default operators, without those that its filters take for changes to what a compiler wrote or for no change at all. Class
 * files are read and written here; no code of the project runs.
 */
final class Mutants {
    private static final List<MutationInterceptorFactory> FILTERS = List.of(
            new StaticInitializerInterceptorFactory(),
            new ExcludedAnnotationInterceptorFactory(),
            new LombokFilter(),
            new TryWithResourcesFilterFactory(),
            new InlinedFinallyBlockFilterFactory(),
            new ImplicitNullCheckFilterFactory(),
            new MethodReferenceNullCheckFilterFactory(),
            new ForEachLoopFilterFactory(),
            new EnumFilterFactory(),
            new RecordFilterFactory(),
            new StringSwitchFilterFactory(),
            new AssertionsFilterFactory(),
            new EnumSwitchFilterFactory(),
            new LoggingCallsFilterFactory(),
            new EqualsPerformanceShortcutFilterFactory(),
            new EquivalentReturnMutationFilter(),
            new DivisionByMinusOneFilterFactory());

    private static final String BOUNDARY = "ConditionalsBoundaryMutator";

    private final ClassFiles classes;
    private final Mutater mutater;
    private final MutationInterceptor filters;

    Mutants(ClassFiles classes) {
        this.classes = classes;
        this.mutater = new GregorMutater(classes, method -> true, Mutator.newDefaults());
        ReportOptions options = new ReportOptions();
        options.setLoggingClasses(new HashSet<>(ReportOptions.LOGGING_CLASSES));
        this.filters = new CompoundInterceptorFactory(List.of(), FILTERS)
                .createInterceptor(options, null, classes, null, null);
    }

    /**
     * Those of some lines: of each line the first, then of each the second, and so on. The same each time.
     *
     * @param changed the classes that the lines may be in
     * @param most how many at the most
     */
    List<Mutant> of(List<ChangedClass> changed, int most) {
        Map<String, List<Found>> byLine = new LinkedHashMap<>();
        for (ChangedClass type : changed) {
            for (MutationDetails details : filtered(type.name())) {
                if (type.lines().contains(details.getLineNumber())) {
                    String place = type.path() + ":" + details.getLineNumber();
                    byLine.computeIfAbsent(place, any -> new ArrayList<>()).add(new Found(type, details));
                }
            }
        }
        List<Mutant> mutants = new ArrayList<>();
        int longest = byLine.values().stream().mapToInt(List::size).max().orElse(0);
        for (int round = 0; round < longest; round++) {
            for (List<Found> line : byLine.values()) {
                if (round < line.size() && mutants.size() < most) {
                    mutants.add(made(line.get(round), line));
                }
            }
        }
        return List.copyOf(mutants);
    }

    /** One of PIT's, and whose it is. */
    private record Found(ChangedClass type, MutationDetails details) {}

    private List<MutationDetails> filtered(String name) {
        Collection<MutationDetails> found = mutater.findMutations(ClassName.fromString(name));
        byte[] bytes = classes.getBytes(name).orElseThrow();
        filters.begin(ClassTree.fromBytes(bytes));
        try {
            return filters.intercept(found, mutater).stream()
                    .sorted(Comparator.comparing(MutationDetails::getLineNumber)
                            .thenComparing(details -> details.getMutator().endsWith(BOUNDARY))
                            .thenComparing(MutationDetails::getId))
                    .toList();
        } finally {
            filters.end();
        }
    }

    private Mutant made(Found found, List<Found> line) {
        MutationDetails details = found.details();
        boolean several = line.stream()
                        .filter(other -> other.details().getDescription().equals(details.getDescription()))
                        .count()
                > 1;
        return new Mutant(
                found.type().path(),
                details.getLineNumber(),
                found.type().name(),
                MutantWords.of(details.getDescription(), several),
                details.getMutator().endsWith(BOUNDARY),
                mutater.getMutation(details.getId()).getBytes());
    }
}
