package dev.fettle.repair.trace;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssertTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.fettle.build.ParsedJava;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Java that somebody wrote into an issue, as its syntax shows it.
 *
 * @param form what it is
 * @param imports its import declarations, as written
 * @param code a whole source for {@link Form#SOURCE}, else what stands in a class or in a method
 * @param typeName of the class that has the tests, "" where the snippet declares none
 * @param pack its package, "" for none
 * @param tests names of its test methods
 * @param names simple names, of types it seems, that it uses and does not declare
 * @param calls methods that it calls by their name alone and does not declare
 * @param asserts whether it says what is right
 */
record Snippet(
        Form form,
        List<String> imports,
        String code,
        String typeName,
        String pack,
        List<String> tests,
        Set<String> names,
        Set<String> calls,
        boolean asserts) {
    /** What a snippet is. */
    enum Form {
        /** A source with a class that has tests. */
        SOURCE,
        /** Methods, at least one of which is a test. */
        MEMBERS,
        STATEMENTS
    }

    /** Reads a block; empty for what is no Java, or has nothing that a test could run. */
    static Optional<Snippet> of(String block) {
        if (ParsedJava.isWhole(block)) {
            Facts facts = Facts.of(block);
            if (!facts.tests.isEmpty()) {
                return Optional.of(facts.snippet(Form.SOURCE, List.of(), block));
            }
            return facts.main.isEmpty() ? Optional.empty() : statements(facts.imports, facts.main);
        }
        List<String> imports =
                block.lines().map(String::strip).filter(Snippet::isImport).toList();
        String rest = block.lines()
                .filter(line -> !isImport(line.strip()) && !line.strip().startsWith("package "))
                .collect(Collectors.joining("\n"))
                .strip();
        String members = "class X {\n" + rest + "\n}";
        if (ParsedJava.isWhole(members)) {
            Facts facts = Facts.of(members);
            if (!facts.tests.isEmpty()) {
                return Optional.of(facts.snippet(Form.MEMBERS, imports, rest));
            }
            if (!facts.main.isEmpty()) {
                return statements(imports, facts.main);
            }
        }
        return statements(imports, rest);
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ") && line.endsWith(";");
    }

    private static Optional<Snippet> statements(List<String> imports, String code) {
        String source = "class X {\nvoid x() throws Exception {\n" + code + "\n}\n}";
        return code.isBlank() || !ParsedJava.isWhole(source)
                ? Optional.empty()
                : Optional.of(Facts.of(source).snippet(Form.STATEMENTS, imports, code));
    }

    /** What the tree of a source shows. */
    private static final class Facts extends TreeScanner<Void, Void> {
        private final List<String> imports = new ArrayList<>();
        private final List<String> tests = new ArrayList<>();
        private final Set<String> names = new LinkedHashSet<>();
        private final Set<String> calls = new LinkedHashSet<>();
        private final Set<String> declared = new LinkedHashSet<>();
        private final String text;
        private final ParsedJava parsed;
        private String pack = "";
        private String outermost = "";
        private String testClass = "";
        private String main = "";
        private boolean asserts;

        private Facts(String text, ParsedJava parsed) {
            this.text = text;
            this.parsed = parsed;
        }

        static Facts of(String text) {
            return ParsedJava.read(text, Optional.<Facts>empty(), parsed -> {
                        Facts facts = new Facts(text, parsed);
                        if (parsed.unit().getPackageName() != null) {
                            facts.pack = parsed.unit().getPackageName().toString();
                        }
                        facts.scan(parsed.unit(), null);
                        return Optional.of(facts);
                    })
                    .orElseThrow();
        }

        Snippet snippet(Form form, List<String> written, String code) {
            Set<String> types = new LinkedHashSet<>(names);
            types.removeAll(declared);
            Set<String> methods = new LinkedHashSet<>(calls);
            methods.removeAll(declared);
            boolean source = form == Form.SOURCE;
            return new Snippet(
                    form,
                    source ? imports : written,
                    code,
                    source ? testClass : "",
                    source ? pack : "",
                    tests,
                    types,
                    methods,
                    asserts);
        }

        @Override
        public Void visitImport(ImportTree tree, Void unused) {
            imports.add(text(tree).strip());
            return null;
        }

        @Override
        public Void visitClass(ClassTree tree, Void unused) {
            declared.add(tree.getSimpleName().toString());
            outermost = outermost.isEmpty() ? tree.getSimpleName().toString() : outermost;
            return super.visitClass(tree, null);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void unused) {
            String name = tree.getName().toString();
            declared.add(name);
            boolean test = tree.getParameters().isEmpty()
                    && (tree.getModifiers().getAnnotations().stream()
                                    .anyMatch(annotation -> annotation
                                            .getAnnotationType()
                                            .toString()
                                            .endsWith("Test"))
                            || name.startsWith("test") && name.length() > 4);
            if (test) {
                tests.add(name);
                testClass = testClass.isEmpty() ? outermost : testClass;
            }
            if (name.equals("main") && tree.getBody() != null) {
                String body = text(tree.getBody()).strip();
                main = body.substring(1, body.length() - 1).strip();
            }
            return super.visitMethod(tree, null);
        }

        @Override
        public Void visitIdentifier(IdentifierTree tree, Void unused) {
            String name = tree.getName().toString();
            if (Character.isUpperCase(name.charAt(0))) {
                names.add(name);
            }
            return super.visitIdentifier(tree, null);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree tree, Void unused) {
            Tree select = tree.getMethodSelect();
            String name = select instanceof MemberSelectTree member
                    ? member.getIdentifier().toString()
                    : select.toString();
            if (select instanceof IdentifierTree) {
                calls.add(name);
            }
            asserts |= name.startsWith("assert") || name.equals("fail") || name.equals("verify");
            return super.visitMethodInvocation(tree, null);
        }

        @Override
        public Void visitAssert(AssertTree tree, Void unused) {
            asserts = true;
            return super.visitAssert(tree, null);
        }

        @Override
        public Void visitAnnotation(AnnotationTree tree, Void unused) {
            asserts |= tree.getArguments().toString().contains("expected");
            return super.visitAnnotation(tree, null);
        }

        private String text(Tree tree) {
            int from = (int) parsed.positions().getStartPosition(parsed.unit(), tree);
            int to = (int) parsed.positions().getEndPosition(parsed.unit(), tree);
            return text.substring(from, to);
        }
    }
}
