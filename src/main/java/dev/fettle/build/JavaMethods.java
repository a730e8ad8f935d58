package dev.fettle.build;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Between which lines of a Java source its methods stand, all of one name together. */
public final class JavaMethods {
    private final Map<String, List<Lines>> byName = new HashMap<>();

    private JavaMethods() {}

    private record Lines(int first, int last) {}

    /** Of a source; one that cannot be read has no methods. */
    public static JavaMethods of(String text) {
        return ParsedJava.read(text, new JavaMethods(), parsed -> {
            JavaMethods methods = new JavaMethods();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitMethod(MethodTree method, Void none) {
                    keep(method.getName().toString(), method);
                    return super.visitMethod(method, null);
                }

                @Override
                public Void visitClass(ClassTree type, Void none) {
                    // What fields are given runs in a constructor, or when the class is loaded.
                    keep("<init>", type);
                    keep("<clinit>", type);
                    return super.visitClass(type, null);
                }

                private void keep(String name, Tree tree) {
                    methods.byName
                            .computeIfAbsent(name, key -> new ArrayList<>())
                            .add(new Lines(parsed.firstLine(tree), parsed.lastLine(tree)));
                }
            }.scan(parsed.unit(), null);
            return methods;
        });
    }

    /**
     * Whether a line can be of a frame.
     *
     * @param method as a trace names it; a lambda's counts as that of the method that it is written in. What only the compiler names may stand anywhere, and so may all where the source cannot
     *     be read
     */
    public boolean may(String method, int line) {
        String name = method.startsWith("lambda$") ? method.split("\\$")[1] : method;
        if (byName.isEmpty() || name.indexOf('$') >= 0 || name.equals("new") || name.equals("static")) {
            return true;
        }
        return byName.getOrDefault(name, List.of()).stream()
                .anyMatch(lines -> lines.first() <= line && line <= lines.last());
    }
}
