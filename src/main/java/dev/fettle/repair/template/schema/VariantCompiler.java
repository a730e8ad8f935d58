package dev.fettle.repair.template.schema;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Edits;
import dev.fettle.repair.template.source.CompilerSettings;
import dev.fettle.repair.template.source.SourceAnalysis;
import dev.fettle.repair.template.source.SourceFile;
import dev.fettle.repair.template.source.TextSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles drafts by the hundred. What javac objects to is taken out and the rest compiled again, so that one bad variant sinks nothing. */
public final class VariantCompiler {
    /** Beyond this much text a compilation is no longer quick. */
    private static final int MOST_TEXT = 600_000;
    /** All branches of a constructor together must stay below the 64 KB of a method's code. */
    private static final int MOST_BRANCH_TEXT = 12_000;
    /** Names, descriptors and lines of each copy count against the 65,535 constants of a class. */
    private static final int MOST_VARIANTS = 800;

    private static final int MOST_ROUNDS = 10;
    /** What variants call, as far as they call it; the real classes wait for them in the test JVM. */
    private static final Map<String, String> PROBE = Map.of(
            "Switch", "public static native int first();",
            "Answers", "public static native boolean count(boolean answer);",
            "Values", values());

    private static String values() {
        StringBuilder members = new StringBuilder("public static native boolean begin(int number);"
                + "public static native void end(); public static native void threw(int key, Throwable thrown);");
        for (String type : List.of("boolean", "char", "byte", "short", "int", "long", "float", "double", "Object")) {
            members.append("public static native void note(int key, ")
                    .append(type)
                    .append(" value);");
        }
        return members.toString();
    }

    private final CompilerSettings settings;
    private final SourceAnalysis analysis;
    private final JavaFileManager readers;
    private final Map<String, List<Unit>> units = new HashMap<>();

    /** @param readers kept open by the caller */
    public VariantCompiler(CompilerSettings settings, SourceAnalysis analysis, JavaFileManager readers) {
        this.settings = settings;
        this.analysis = analysis;
        this.readers = readers;
    }

    /** Compiles all drafts, in as few batches as their sizes allow. */
    public List<CompiledBatch> compile(List<Draft> drafts) {
        List<CompiledBatch> batches = new ArrayList<>();
        List<Draft> alone = new ArrayList<>();
        List<Draft> waiting = new ArrayList<>(drafts);
        while (!waiting.isEmpty()) {
            List<Draft> group = new ArrayList<>();
            List<Draft> later = new ArrayList<>();
            choose(waiting, group, alone, later);
            if (!group.isEmpty()) {
                together(group, batches);
            }
            waiting = later;
        }
        alone.forEach(draft -> batches.add(single(draft)));
        return batches;
    }

    private void choose(List<Draft> waiting, List<Draft> group, List<Draft> alone, List<Draft> later) {
        int text = 0;
        Map<Unit, Integer> branches = new HashMap<>();
        for (Draft draft : waiting) {
            List<Unit> own = unitsOf(draft);
            if (own == null) {
                alone.add(draft);
                continue;
            }
            int size =
                    own.stream().mapToInt(unit -> unit.to() - unit.from() + 200).sum();
            boolean fits = group.isEmpty() || (group.size() < MOST_VARIANTS && text + size <= MOST_TEXT);
            for (Unit unit : own) {
                int length = unit.to() - unit.from();
                fits &= unit.kind() == Unit.Kind.METHOD
                        || !branches.containsKey(unit)
                        || branches.get(unit) + length <= MOST_BRANCH_TEXT;
            }
            if (!fits) {
                later.add(draft);
                continue;
            }
            own.forEach(unit -> branches.merge(unit, unit.to() - unit.from(), Integer::sum));
            text += size;
            group.add(draft);
        }
    }

    /** The units of all edits, null when one lies outside of any. */
    private @Nullable List<Unit> unitsOf(Draft draft) {
        List<Unit> found = new ArrayList<>();
        for (Edit edit : draft.edits()) {
            Unit unit = Unit.around(unitsIn(edit.path()), edit.start(), edit.end());
            if (unit == null) {
                return null;
            }
            found.add(unit);
        }
        // Edits in a method and in a class inside that method are one variant of the outer one.
        for (int i = 0; i < found.size(); i++) {
            Unit unit = found.get(i);
            String path = draft.edits().get(i).path();
            for (int j = 0; j < found.size(); j++) {
                Unit other = found.get(j);
                if (draft.edits().get(j).path().equals(path) && unit.holds(other.from(), other.to())) {
                    found.set(j, unit);
                }
            }
        }
        return found;
    }

    List<Unit> unitsIn(String path) {
        return units.computeIfAbsent(path, key -> Unit.of(file(key)));
    }

    private SourceFile file(String path) {
        return analysis.file(path).orElseThrow(() -> new IllegalArgumentException("not analysed: " + path));
    }

    private void together(List<Draft> group, List<CompiledBatch> batches) {
        Map<Integer, String> rejected = new TreeMap<>();
        List<Draft> left = new ArrayList<>(group);
        for (int round = 0; round < MOST_ROUNDS && !left.isEmpty(); round++) {
            Attempt attempt = attempt(left);
            if (attempt.errors.isEmpty()) {
                batches.add(new CompiledBatch(attempt.classes, ids(left), inInitialisers(left), rejected));
                return;
            }
            Map<Integer, String> bad = attempt.guilty();
            if (bad.isEmpty()) {
                break;
            }
            rejected.putAll(bad);
            left.removeIf(draft -> bad.containsKey(draft.id()));
        }
        batches.add(new CompiledBatch(Map.of(), List.of(), Set.of(), rejected));
        // Nothing says whose fault it is: halve.
        if (left.size() > 1) {
            together(left.subList(0, left.size() / 2), batches);
            together(left.subList(left.size() / 2, left.size()), batches);
        } else {
            left.forEach(draft -> batches.add(single(draft)));
        }
    }

    private static List<Integer> ids(List<Draft> drafts) {
        return drafts.stream().map(Draft::id).toList();
    }

    private Set<Integer> inInitialisers(List<Draft> drafts) {
        Set<Integer> found = new HashSet<>();
        for (Draft draft : drafts) {
            List<Unit> own = unitsOf(draft);
            if (own == null || own.stream().anyMatch(unit -> unit.method() == null)) {
                found.add(draft.id());
            }
        }
        return found;
    }

    /** Compiles variants together, each with all its edits in units. */
    Attempt attempt(List<Draft> drafts) {
        Map<String, Map<Draft, List<Unit>>> byPath = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            List<Unit> own = Objects.requireNonNull(unitsOf(draft));
            for (int i = 0; i < own.size(); i++) {
                byPath.computeIfAbsent(draft.edits().get(i).path(), key -> new LinkedHashMap<>())
                        .computeIfAbsent(draft, key -> new ArrayList<>())
                        .add(own.get(i));
            }
        }
        Map<String, SchemaText.Written> written = new LinkedHashMap<>();
        byPath.forEach(
                (path, variants) -> written.put(path, SchemaText.write(file(path), settings.release(), variants)));
        return run(written);
    }

    private CompiledBatch single(Draft draft) {
        Map<String, SchemaText.Written> written = new LinkedHashMap<>();
        draft.edits().stream().map(Edit::path).distinct().forEach(path -> {
            List<Edit> own = draft.edits().stream()
                    .filter(edit -> edit.path().equals(path))
                    .toList();
            written.put(path, new SchemaText.Written(Edits.apply(file(path).text(), own), List.of()));
        });
        Attempt attempt = run(written);
        return attempt.errors.isEmpty()
                ? new CompiledBatch(attempt.classes, List.of(draft.id()), Set.of(draft.id()), Map.of())
                : new CompiledBatch(
                        Map.of(),
                        List.of(),
                        Set.of(),
                        Map.of(draft.id(), attempt.errors.get(0).getMessage(null)));
    }

    private Attempt run(Map<String, SchemaText.Written> written) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        MemoryClasses output = new MemoryClasses(readers);
        List<TextSource> sources = new ArrayList<>();
        PROBE.forEach((name, members) -> sources.add(new TextSource(
                "dev/fettle/probe/" + name + ".java",
                "package dev.fettle.probe; public final class " + name + " { " + members + " }")));
        written.forEach((path, text) -> sources.add(new TextSource(path, text.text())));
        ToolProvider.getSystemJavaCompiler()
                .getTask(null, output, diagnostics, settings.options(), null, sources)
                .call();
        List<Diagnostic<? extends JavaFileObject>> errors = diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .toList();
        Map<String, byte[]> classes = output.classes();
        PROBE.keySet().forEach(name -> classes.remove("dev.fettle.probe." + name));
        return new Attempt(written, errors, classes);
    }

    /** One compilation. */
    record Attempt(
            Map<String, SchemaText.Written> written,
            List<? extends Diagnostic<? extends JavaFileObject>> errors,
            Map<String, byte[]> classes) {
        /** What is wrong with which draft. */
        Map<Integer, String> guilty() {
            Map<Integer, String> bad = new TreeMap<>();
            // After a mistake in syntax javac loses its way: only the first tells the truth.
            boolean syntax = errors.stream().anyMatch(error -> isSyntax(String.valueOf(error.getCode())));
            for (Diagnostic<? extends JavaFileObject> error : errors) {
                SchemaText.Written text =
                        error.getSource() == null ? null : written.get(TextSource.pathOf(error.getSource()));
                if (text != null) {
                    long at = error.getPosition();
                    text.segments().stream()
                            .filter(segment -> segment.from() <= at && at < segment.to())
                            .forEach(segment -> bad.putIfAbsent(
                                    segment.draft(), Objects.requireNonNullElse(error.getMessage(null), "")));
                }
                if (syntax && !bad.isEmpty()) {
                    break;
                }
            }
            return bad;
        }

        private static boolean isSyntax(String code) {
            return code.startsWith("compiler.err.expected")
                    || code.startsWith("compiler.err.illegal.start")
                    || code.startsWith("compiler.err.premature")
                    || code.startsWith("compiler.err.orphaned")
                    || code.startsWith("compiler.err.not.stmt")
                    || code.startsWith("compiler.err.else.without")
                    || code.startsWith("compiler.err.unclosed");
        }
    }
}
