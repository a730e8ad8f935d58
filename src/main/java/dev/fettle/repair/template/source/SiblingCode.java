package dev.fettle.repair.template.source;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What other methods of the same class do, as far as it can be done at a place: every local that is named there has a namesake of the same type here. Methods that belong
 * together call the same things by the same names, and make the same checks.
 */
public final class SiblingCode {
    private static final int LONGEST_STATEMENT = 80;
    private static final int LONGEST_CHECK = 240;
    /** Of a statement that one other method has, however it is called. */
    private static final double NEAREST = 0.55;
    /** What is left of it where the methods' names have nothing in common. */
    private static final double UNLIKE = 0.6;
    /** What several of them do, all of them should. */
    private static final double SEVERAL = 1.4;

    private final JavaModel model;
    private final Surroundings file;
    private final Map<TypeElement, List<Shared>> byClass = new LinkedHashMap<>();

    /** A statement of another method. */
    private record Shared(TreePath path, List<String> lines, MethodTree method, Set<VariableElement> locals) {}

    /**
     * A statement of another method that may stand here.
     *
     * @param lines as they are written, without what they are indented by
     * @param nearness 0 to 1
     * @param returns whether it may leave with a value or without, rather than by throwing
     */
    public record Loan(List<String> lines, double nearness, boolean returns) {}

    SiblingCode(JavaModel model, Surroundings file) {
        this.model = model;
        this.file = file;
    }

    /** Calls and assignments. */
    public List<Loan> statements(Ingredients in) {
        return loans(in, ExpressionStatementTree.class);
    }

    /** Conditions under which a method is left: {@code if (closed) { throw … }}. */
    public List<Loan> checks(Ingredients in) {
        return loans(in, IfTree.class);
    }

    private List<Loan> loans(Ingredients in, Class<? extends StatementTree> kind) {
        MethodTree method = in.place().method();
        if (method == null || in.place().inLambda()) {
            return List.of();
        }
        Map<List<String>, Loan> found = new LinkedHashMap<>();
        for (Shared shared : ofClass(in.place().visible().innermost())) {
            if (kind.isInstance(shared.path().getLeaf())
                    && shared.method() != method
                    && in.hasNamesakes(shared.locals())
                    && mayStand(in, shared, method)) {
                double alike = Names.likeness(
                        shared.method().getName().toString(), method.getName().toString());
                double nearness = NEAREST * (UNLIKE + (1 - UNLIKE) * alike);
                Loan loan = new Loan(shared.lines(), nearness, returns(shared));
                found.merge(loan.lines(), loan, SiblingCode::again);
            }
        }
        return List.copyOf(found.values());
    }

    private static Loan again(Loan one, Loan two) {
        double nearest = Math.max(one.nearness(), two.nearness());
        return new Loan(one.lines(), Math.min(NEAREST * SEVERAL, nearest * SEVERAL), one.returns());
    }

    /** An instance's code needs an instance, and what is returned must be what is asked for. */
    private boolean mayStand(Ingredients in, Shared shared, MethodTree here) {
        boolean instance = in.place().visible().hasThis()
                || shared.method().getModifiers().getFlags().contains(Modifier.STATIC);
        return instance
                && (!returns(shared) || model.same(returned(shared.method()), returned(here)))
                && !(shared.path().getLeaf() instanceof ExpressionStatementTree && file.assignsFinal(shared.path()));
    }

    private @Nullable TypeMirror returned(MethodTree method) {
        Element element =
                model.trees().getElement(model.trees().getPath(file.file().unit(), method));
        return element instanceof ExecutableElement executable ? executable.getReturnType() : null;
    }

    private static boolean returns(Shared shared) {
        return shared.path().getLeaf() instanceof IfTree check
                && lastOf(check.getThenStatement()) instanceof ReturnTree;
    }

    private static Tree lastOf(Tree body) {
        return body instanceof BlockTree block && !block.getStatements().isEmpty()
                ? block.getStatements().get(block.getStatements().size() - 1)
                : body;
    }

    private List<Shared> ofClass(TypeElement type) {
        return byClass.computeIfAbsent(type, key -> {
            List<Shared> found = new ArrayList<>();
            for (TreePath path : file.statements()) {
                MethodTree method = Flow.methodAround(path);
                if (method != null && isShared(path.getLeaf()) && key.equals(file.classOf(path))) {
                    found.add(new Shared(path, lines(path.getLeaf()), method, localsIn(path)));
                }
            }
            return found;
        });
    }

    private boolean isShared(Tree tree) {
        String text = file.file().text(tree);
        if (tree instanceof ExpressionStatementTree) {
            return text.length() <= LONGEST_STATEMENT
                    && text.indexOf('\n') < 0
                    && !text.startsWith("super")
                    && !text.startsWith("this(");
        }
        return tree instanceof IfTree check
                && check.getElseStatement() == null
                && text.length() <= LONGEST_CHECK
                && switch (lastOf(check.getThenStatement()).getKind()) {
                    case RETURN, THROW -> true;
                    default -> false;
                };
    }

    private List<String> lines(Tree tree) {
        String indent = file.file().indent(file.file().start(tree));
        return file.file()
                .text(tree)
                .lines()
                .map(line -> line.startsWith(indent) ? line.substring(indent.length()) : line)
                .toList();
    }

    private Set<VariableElement> localsIn(TreePath path) {
        return file.variablesIn(path).stream()
                .filter(element -> !element.getKind().isField() && element instanceof VariableElement)
                .map(VariableElement.class::cast)
                .collect(Collectors.toSet());
    }
}
