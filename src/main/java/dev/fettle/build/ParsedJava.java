package dev.fettle.build;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A Java source as javac's parser reads it. Parsed only: no type is resolved, no annotation processor is run, so nothing of the project's is executed.
 *
 * @param unit the whole file
 * @param positions of its trees
 */
public record ParsedJava(CompilationUnitTree unit, SourcePositions positions) {
    /** Longer sources are generated, and generators are changed elsewhere. */
    public static final int LONGEST = 1 << 20;

    /**
     * What a reader makes of a source.
     *
     * @param otherwise for what is too long, or nested deeper than any person writes: javac gives up on it as well
     * @param reader may walk the trees; its own stack overflow on them is caught too
     */
    public static <T> T read(String text, T otherwise, Function<ParsedJava, T> reader) {
        return read(text, otherwise, new DiagnosticCollector<>(), reader);
    }

    /** Whether a text is a whole source without a mistake of syntax: one that names its classes, whatever newer compilers let one leave out. */
    public static boolean isWhole(String text) {
        DiagnosticCollector<JavaFileObject> mistakes = new DiagnosticCollector<>();
        return read(
                text,
                false,
                mistakes,
                parsed -> mistakes.getDiagnostics().stream()
                                .noneMatch(mistake -> mistake.getKind() == Diagnostic.Kind.ERROR)
                        && parsed.unit().getTypeDecls().stream().allMatch(type -> isDeclared(type, text)));
    }

    /** From Java 25 on, methods without a class around them are a source too; the parser makes up a class. */
    private static boolean isDeclared(Tree type, String text) {
        return !(type instanceof ClassTree named)
                || Pattern.compile("\\b(?:class|interface|enum|record)\\s+\\Q" + named.getSimpleName() + "\\E\\b")
                        .matcher(text)
                        .find();
    }

    private static <T> T read(
            String text, T otherwise, DiagnosticCollector<JavaFileObject> mistakes, Function<ParsedJava, T> reader) {
        if (text.length() > LONGEST) {
            return otherwise;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    Writer.nullWriter(), // where javac reports its own stack overflow
                    files,
                    mistakes,
                    List.of("-proc:none"),
                    null,
                    List.of(new Text(text)));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            return reader.apply(new ParsedJava(task.parse().iterator().next(), positions));
        } catch (IOException e) {
            throw new UncheckedIOException("javac could not read what is in memory", e);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof StackOverflowError) {
                return otherwise;
            }
            throw e;
        } catch (StackOverflowError e) {
            return otherwise;
        }
    }

    /** The 1-based line on which a tree begins. */
    public int firstLine(Tree tree) {
        return line(positions.getStartPosition(unit, tree));
    }

    /** The 1-based line on which a tree ends. */
    public int lastLine(Tree tree) {
        return line(positions.getEndPosition(unit, tree));
    }

    private int line(long position) {
        return (int) unit.getLineMap().getLineNumber(Math.max(0, position));
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String text) {
            super(URI.create("string:///Changed.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
