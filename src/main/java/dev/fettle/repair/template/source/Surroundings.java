package dev.fettle.repair.template.source;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** One file with what is known of it as a whole: its expressions, its locals, its imports. Filled once, asked for every place. */
public final class Surroundings {
    private static final int LONGEST_BORROWED = 60;
    /** A shorter statement, such as {@code return false;}, stands everywhere. */
    private static final int TELLING = 18;

    private final JavaModel model;
    private final SourceFile file;
    private final LocalFacts facts;
    private final List<Occurrence> occurrences = new ArrayList<>();
    private final List<TreePath> statements = new ArrayList<>();
    private final Set<String> imported = new HashSet<>();
    private final Map<Tree, Set<Element>> uses = new HashMap<>();
    private final Map<@Nullable MethodTree, List<Occurrence>> byMethod = new HashMap<>();
    private final Map<Element, Integer> reads = new HashMap<>();
    private @Nullable Set<Element> neverFilled;
    private @Nullable Set<String> uncalled;
    private @Nullable Map<String, List<Tree>> simpleStatements;
    private final ForeignCalls foreign;
    private final SiblingCode siblings;

    /**
     * An expression that stands somewhere in the file.
     *
     * @param path to it
     * @param text as written
     * @param type of its value
     * @param locals it names
     * @param method around it, null in initialisers
     */
    public record Occurrence(
            TreePath path,
            String text,
            TypeMirror type,
            Set<VariableElement> locals,
            @Nullable MethodTree method) {}

    public Surroundings(JavaModel model, SourceFile file) {
        this.model = model;
        this.file = file;
        this.facts = LocalFacts.of(file, model.trees());
        for (ImportTree tree : file.unit().getImports()) {
            if (!tree.isStatic()) {
                imported.add(tree.getQualifiedIdentifier().toString());
            }
        }
        this.foreign = new ForeignCalls(model, file, this);
        this.siblings = new SiblingCode(model, this);
        new Scan().scan(file.unit(), null);
    }

    public SourceFile file() {
        return file;
    }

    /** Every expression of the file that has a value, in source order. */
    public List<Occurrence> occurrences() {
        return occurrences;
    }

    /** Those of a method, and those elsewhere that are short enough to be repeated, each text once. */
    List<Occurrence> occurrencesFor(@Nullable MethodTree method) {
        return byMethod.computeIfAbsent(method, key -> {
            Set<String> texts = new HashSet<>();
            List<Occurrence> found = new ArrayList<>();
            for (Occurrence occurrence : occurrences) {
                boolean own = method != null && occurrence.method() == method;
                boolean elsewhere = !(occurrence.path().getLeaf() instanceof LiteralTree)
                        && occurrence.text().length() <= LONGEST_BORROWED;
                if (own || elsewhere && texts.add(occurrence.text() + kinds(occurrence.locals()))) {
                    found.add(occurrence);
                }
            }
            return found;
        });
    }

    private static String kinds(Set<VariableElement> locals) {
        return locals.stream()
                .map(local -> " " + local.getSimpleName() + ' ' + local.asType())
                .sorted()
                .collect(Collectors.joining());
    }

    /** What the methods of the file could do as their siblings do. */
    public SiblingCode siblings() {
        return siblings;
    }

    /** Every statement of the file, in source order. */
    public List<TreePath> statements() {
        return statements;
    }

    /** Whether a statement gives a final field its value, which must happen once, and always. */
    public boolean assignsFinal(TreePath statement) {
        if (!(statement.getLeaf() instanceof ExpressionStatementTree simple)
                || !(simple.getExpression() instanceof AssignmentTree assignment)) {
            return false;
        }
        TreePath target = new TreePath(new TreePath(statement, assignment), assignment.getVariable());
        Element element = model.trees().getElement(target);
        return element != null
                && element.getKind().isField()
                && element.getModifiers().contains(Modifier.FINAL);
    }

    /** How often the file reads a variable. */
    public int reads(Element variable) {
        if (reads.isEmpty()) {
            new TreePathScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void ignored) {
                    Element element = model.trees().getElement(getCurrentPath());
                    if (element instanceof VariableElement && !Expressions.isTarget(getCurrentPath())) {
                        reads.merge(element, 1, Integer::sum);
                    }
                    return super.visitIdentifier(node, null);
                }
            }.scan(file.unit(), null);
        }
        return reads.getOrDefault(variable, 0);
    }

    /** Collections, maps and builders of the file that are made empty and asked, but never filled nor handed on. */
    public Set<Element> neverFilled() {
        if (neverFilled == null) {
            neverFilled = NeverFilled.in(model, file);
        }
        return neverFilled;
    }

    /**
     * Whether a statement stands just so elsewhere in the file, in another block: what somebody wrote once is likelier meant than what nobody did.
     *
     * @param block around the place, in which the same once more would be said twice
     */
    public boolean isSaidElsewhere(String statement, @Nullable Tree block) {
        if (simpleStatements == null) {
            Map<String, List<Tree>> all = new HashMap<>();
            for (TreePath one : statements) {
                if (isSimple(one.getLeaf())) {
                    all.computeIfAbsent(file.text(one.getLeaf()), key -> new ArrayList<>())
                            .add(one.getParentPath().getLeaf());
                }
            }
            simpleStatements = all;
        }
        return statement.length() >= TELLING
                && simpleStatements.getOrDefault(statement, List.of()).stream().anyMatch(at -> at != block);
    }

    /** Whether it is a statement that can be said elsewhere: an assignment, a call or a return. */
    public static boolean isSimple(Tree statement) {
        return statement instanceof ExpressionStatementTree || statement instanceof ReturnTree;
    }

    /** Names of private methods of the file that nothing calls. */
    public Set<String> uncalled() {
        if (uncalled == null) {
            uncalled = Uncalled.in(file);
        }
        return uncalled;
    }

    Visible visibleAt(TreePath place) {
        return new Visible(model, file, facts, place);
    }

    /** Variables, fields included, that a tree names. */
    public Set<Element> variablesIn(TreePath path) {
        return uses.computeIfAbsent(path.getLeaf(), tree -> {
            Set<Element> found = new HashSet<>();
            if (model.trees().getElement(path) instanceof VariableElement itself && tree instanceof ExpressionTree) {
                found.add(itself);
            }
            new TreePathScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void scan(@Nullable Tree below, @Nullable Void ignored) {
                    if (below != null
                            && (below.getKind() == Tree.Kind.IDENTIFIER
                                    || below.getKind() == Tree.Kind.MEMBER_SELECT)) {
                        TreePath parent = getCurrentPath() == null ? path.getParentPath() : getCurrentPath();
                        Element element = model.trees().getElement(new TreePath(parent, below));
                        if (element instanceof VariableElement) {
                            found.add(element);
                        }
                    }
                    return super.scan(below, null);
                }
            }.scan(path, null);
            return found;
        });
    }

    /** The shortest name under which a class can be written in this file without a new import. */
    public String nameOf(String qualified) {
        int dot = qualified.lastIndexOf('.');
        String simple = qualified.substring(dot + 1);
        String inPackage = dot < 0 ? "" : qualified.substring(0, dot);
        boolean taken = imported.stream().anyMatch(name -> name.endsWith("." + simple) && !name.equals(qualified));
        String own = file.unit().getPackageName() == null
                ? ""
                : file.unit().getPackageName().toString();
        boolean seen = imported.contains(qualified)
                || imported.contains(inPackage + ".*")
                || inPackage.equals("java.lang")
                || inPackage.equals(own);
        boolean shadowed = !inPackage.equals(own)
                && model.elements().getTypeElement(own.isEmpty() ? simple : own + "." + simple) != null;
        return seen && !taken && !shadowed ? simple : qualified;
    }

    /** Whether a class is the only one that the file declares at its top: what stands within the class needs not be told so. */
    boolean isAllOf(TypeElement type) {
        return file.unit().getTypeDecls().size() == 1
                && type.equals(model.trees()
                        .getElement(model.trees()
                                .getPath(file.unit(), file.unit().getTypeDecls().get(0))));
    }

    /** How a type is written in this file; null for what has no name (captures, anonymous classes). */
    public @Nullable String nameOf(TypeMirror type) {
        return TypeNames.write(model, this, type);
    }

    private final class Scan extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private @Nullable MethodTree method;

        @Override
        public @Nullable Void visitMethod(MethodTree node, @Nullable Void ignored) {
            MethodTree outer = method;
            method = node;
            super.visitMethod(node, null);
            method = outer;
            return null;
        }

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void ignored) {
            if (tree != null
                    && file.start(tree) >= 0
                    && file.end(tree) > file.start(tree)
                    && getCurrentPath() != null) {
                TreePath path = new TreePath(getCurrentPath(), tree);
                if (tree instanceof StatementTree && !(tree instanceof CaseTree)) {
                    statements.add(path);
                }
                if (tree instanceof ExpressionTree && Expressions.isValuePosition(path)) {
                    expression(path);
                }
            }
            return super.scan(tree, null);
        }

        private void expression(TreePath path) {
            TypeMirror type = model.trees().getTypeMirror(path);
            if (type == null || !model.isValue(type) || Expressions.namesType(model, path)) {
                return;
            }
            Set<VariableElement> locals = new HashSet<>();
            for (Element element : variablesIn(path)) {
                if (element instanceof VariableElement variable
                        && !element.getKind().isField()) {
                    locals.add(variable);
                }
            }
            occurrences.add(new Occurrence(path, file.text(path.getLeaf()), type, locals, method));
        }
    }

    /** Number and text literals of the file that have the given type, in source order, without repetition. */
    public List<String> literals(TypeMirror type) {
        return occurrences.stream()
                .filter(occurrence -> occurrence.path().getLeaf() instanceof LiteralTree literal
                        && literal.getKind() != Tree.Kind.NULL_LITERAL
                        && !(occurrence.path().getParentPath().getLeaf() instanceof BinaryTree binary
                                && binary.getKind() == Tree.Kind.PLUS
                                && model.isString(occurrence.type())))
                .filter(occurrence -> model.same(occurrence.type(), type))
                .map(Occurrence::text)
                .distinct()
                .toList();
    }

    /**
     * A static method of one parameter that another class has.
     *
     * @param call as it is written in this file, without its argument
     */
    public record Foreign(String call, Callable method) {}

    /** Static methods of one parameter of other classes of the project that the file names, as far as code of a class may call them. */
    public List<Foreign> foreignCalls(TypeElement from) {
        return foreign.ofRelatives(from);
    }

    /** Those of any other class that the file calls somewhere. */
    public List<Foreign> foreignCallsMade() {
        return foreign.called();
    }

    /** The class around a path. */
    public @Nullable TypeElement classOf(TreePath path) {
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (model.trees().getElement(at) instanceof TypeElement type
                    && at.getLeaf() instanceof com.sun.source.tree.ClassTree) {
                return type;
            }
        }
        return null;
    }
}
