package dev.fettle.gate.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Sources compiled in memory, and what needs what in them. */
public final class CompiledTexts {
    private CompiledTexts() {}

    /** What the gate would say of circles that come between two states of the same sources; each a way round. */
    public static List<String> newCircles(Map<String, String> before, Map<String, String> after) {
        if (before.equals(after)) {
            return List.of();
        }
        ClassGraph base = graph(before);
        ClassGraph head = graph(after);
        List<NewCycles.Cycle> packages = NewCycles.between(base.packages(), head.packages());
        List<NewCycles.Cycle> cycles = packages.isEmpty() ? NewCycles.between(base, head) : packages;
        return cycles.stream()
                .filter(NewCycles.Cycle::certain)
                .map(NewCycles.Cycle::text)
                .toList();
    }

    /** @param sources by path or by class name; they must compile */
    static ClassGraph graph(Map<String, String> sources) {
        List<ByteArrayOutputStream> classes = new ArrayList<>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var standard = compiler.getStandardFileManager(null, null, null);
        var memory = new ForwardingJavaFileManager<JavaFileManager>(standard) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + className), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        ByteArrayOutputStream out = new ByteArrayOutputStream();
                        classes.add(out);
                        return out;
                    }
                };
            }
        };
        List<SimpleJavaFileObject> units = sources.entrySet().stream()
                .<SimpleJavaFileObject>map(source ->
                        new SimpleJavaFileObject(
                                URI.create("mem:///" + path(source.getKey())), JavaFileObject.Kind.SOURCE) {
                            @Override
                            public CharSequence getCharContent(boolean ignore) {
                                return source.getValue();
                            }
                        })
                .toList();
        StringWriter said = new StringWriter();
        assertThat(compiler.getTask(said, memory, null, List.of("-proc:none"), null, units)
                        .call())
                .as(said.toString())
                .isTrue();
        return ClassGraph.of(
                classes.stream().map(ByteArrayOutputStream::toByteArray).toList());
    }

    private static String path(String name) {
        return name.endsWith(".java") ? name : name.replace('.', '/') + ".java";
    }
}
