package dev.fettle.probe.crash;

import dev.fettle.probe.Rig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles what was found, as a test would have it, and runs it: only then it is found. */
final class Recheck {
    private static final String NAME = "FettleRecheck";
    /** Compilers drop older ones by and by. */
    static final int OLDEST_FOR_SURE = 8;

    private static final long TICKS = 100_000_000;
    private static final long NANOS = 6_000_000_000L;

    private final Rig rig;
    private final Wanted wanted;
    private final int release;

    Recheck(Rig rig, Wanted wanted, int release) {
        this.rig = rig;
        this.wanted = wanted;
        this.release = release;
    }

    /** Source that compiles and shows the crash. */
    static final class Written {
        final List<String> statements;
        final String call;
        final List<String> imports;
        final boolean checked;

        Written(SourceText text, String call) {
            this.statements = text.statements();
            this.call = call;
            this.imports = text.imports();
            this.checked = text.checked();
        }
    }

    /** The first way to write it down that holds; null for none. */
    @Nullable
    Written write(Expr expr, World world, String pack, Wanted.Grade least) {
        boolean lambdas = release >= 8;
        boolean generics = release >= 7;
        SourceText.Style[] styles = {
            new SourceText.Style(lambdas, false, generics),
            new SourceText.Style(lambdas, true, generics),
            new SourceText.Style(false, true, false),
            new SourceText.Style(false, false, false)
        };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        for (SourceText.Style style : styles) {
            SourceText text = new SourceText(world, pack, style);
            Written written = new Written(text, text.write(expr));
            written = new Written(text, written.call);
            if (compiler == null || shows(compiler, written, pack, least)) {
                return written;
            }
        }
        return null;
    }

    private boolean shows(JavaCompiler compiler, Written written, String pack, Wanted.Grade least) {
        Map<String, byte[]> classes = compile(compiler, source(written, pack), pack);
        if (classes.isEmpty()) {
            return false;
        }
        rig.putBack();
        try {
            ClassLoader loader = rig.fresh(false);
            Class<?> main = null;
            for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                Class<?> defined = Rig.define(loader, each.getKey(), each.getValue());
                main = each.getKey().endsWith(NAME) ? defined : main;
            }
            if (main == null) {
                return false;
            }
            Method method = main.getMethod("call");
            Throwable thrown = rig.call(
                    loader,
                    () -> {
                        try {
                            method.invoke(null);
                        } catch (InvocationTargetException e) {
                            throw e.getCause() == null ? e : e.getCause();
                        }
                    },
                    TICKS,
                    NANOS);
            return thrown != null && wanted.grade(thrown).compareTo(least) >= 0;
        } catch (IOException | ReflectiveOperationException | LinkageError broken) {
            return false;
        }
    }

    private static String source(Written written, String pack) {
        StringBuilder text = new StringBuilder();
        text.append(pack.isEmpty() ? "" : "package " + pack + ";\n");
        written.imports.forEach(each -> text.append("import ").append(each).append(";\n"));
        text.append("public class ").append(NAME).append(" {\n  public static void call() throws Throwable {\n");
        written.statements.forEach(each -> text.append("    ").append(each).append('\n'));
        return text.append("    ").append(written.call).append(";\n  }\n}\n").toString();
    }

    private Map<String, byte[]> compile(JavaCompiler compiler, String source, String pack) {
        List<String> options =
                new ArrayList<>(Arrays.asList("-proc:none", "-nowarn", "-Xlint:none", "-encoding", "UTF-8"));
        boolean modern = !System.getProperty("java.specification.version", "").startsWith("1.");
        boolean knows = compiler.getSourceVersions().stream().anyMatch(each -> each.ordinal() == release);
        if (modern && knows && release >= OLDEST_FOR_SURE) {
            options.addAll(Arrays.asList("--release", Integer.toString(release)));
        }
        return run(compiler, source, pack, options);
    }

    private Map<String, byte[]> run(JavaCompiler compiler, String source, String pack, List<String> options) {
        Map<String, ByteArrayOutputStream> out = new TreeMap<>();
        String path = (pack.isEmpty() ? "" : pack.replace('.', '/') + "/") + NAME + ".java";
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        try (StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null)) {
            standard.setLocation(StandardLocation.CLASS_PATH, rig.classPath());
            JavaFileManager memory = new ForwardingJavaFileManager<JavaFileManager>(standard) {
                @Override
                public JavaFileObject getJavaFileForOutput(
                        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                    return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/')), kind) {
                        @Override
                        public OutputStream openOutputStream() {
                            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                            out.put(name, bytes);
                            return bytes;
                        }
                    };
                }
            };
            boolean compiled = compiler.getTask(
                            new StringWriter(),
                            memory,
                            diagnostic -> {},
                            options,
                            null,
                            Collections.singletonList(file))
                    .call();
            if (!compiled) {
                return Collections.emptyMap();
            }
        } catch (IOException | RuntimeException broken) {
            return Collections.emptyMap();
        }
        Map<String, byte[]> classes = new TreeMap<>();
        out.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }
}
