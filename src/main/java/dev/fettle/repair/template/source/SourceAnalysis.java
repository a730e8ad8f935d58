package dev.fettle.repair.template.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Some files of a module, parsed and attributed by javac against the class path. */
public final class SourceAnalysis {
    private final JavaModel model;
    private final List<SourceFile> files;
    private final List<String> errors;

    private SourceAnalysis(JavaModel model, List<SourceFile> files, List<String> errors) {
        this.model = model;
        this.files = List.copyOf(files);
        this.errors = List.copyOf(errors);
    }

    /**
     * Attributes files together.
     *
     * @param texts by path
     * @param fileManager kept open by the caller, so that jars are read once
     */
    public static SourceAnalysis of(CompilerSettings settings, Map<String, String> texts, JavaFileManager fileManager) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<TextSource> sources = texts.entrySet().stream()
                .map(entry -> new TextSource(entry.getKey(), entry.getValue()))
                .toList();
        JavacTask task =
                (JavacTask) compiler.getTask(null, fileManager, diagnostics, settings.options(), null, sources);
        List<SourceFile> files = new ArrayList<>();
        Trees trees = Trees.instance(task);
        SourcePositions positions = trees.getSourcePositions();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                String path = TextSource.pathOf(unit.getSourceFile());
                files.add(new SourceFile(path, texts.getOrDefault(path, ""), unit, positions));
            }
            task.analyze();
        } catch (IOException e) {
            throw new UncheckedIOException("javac could not read what is in memory", e);
        }
        List<String> errors = diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(SourceAnalysis::sentence)
                .toList();
        return new SourceAnalysis(new JavaModel(trees, task.getTypes(), task.getElements()), files, errors);
    }

    private static String sentence(Diagnostic<? extends JavaFileObject> diagnostic) {
        String where = diagnostic.getSource() == null ? "" : TextSource.pathOf(diagnostic.getSource());
        return where + ":" + diagnostic.getLineNumber() + ": " + diagnostic.getMessage(null);
    }

    public JavaModel model() {
        return model;
    }

    public List<SourceFile> files() {
        return files;
    }

    public Optional<SourceFile> file(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    /** What javac objects to; where it objects, types are not to be trusted. */
    public List<String> errors() {
        return errors;
    }
}
