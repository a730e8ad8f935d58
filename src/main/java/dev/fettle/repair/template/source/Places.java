package dev.fettle.repair.template.source;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The places of a file that stand on suspicious lines. */
public final class Places {
    private final JavaModel model;
    private final SourceFile file;
    private final Surroundings surroundings;
    private final Map<Integer, Double> suspicion;
    private final List<Place> found = new ArrayList<>();

    private Places(JavaModel model, Surroundings surroundings, Map<Integer, Double> suspicion) {
        this.model = model;
        this.file = surroundings.file();
        this.surroundings = surroundings;
        this.suspicion = suspicion;
    }

    /**
     * Expressions and statements on suspicious lines, in source order.
     *
     * @param suspicion 0 to 1 by line; every expression has that of the most suspicious line of the head of its statement
     */
    public static List<Place> of(JavaModel model, Surroundings surroundings, Map<Integer, Double> suspicion) {
        Places places = new Places(model, surroundings, suspicion);
        places.new Scan().scan(surroundings.file().unit(), null);
        return List.copyOf(places.found);
    }

    private double between(int start, int end) {
        double most = 0;
        for (int line = file.line(start); line <= file.line(Math.max(start, end - 1)); line++) {
            most = Math.max(most, suspicion.getOrDefault(line, 0.0));
        }
        return most;
    }

    /** The part of a statement that runs by itself: all of a simple one, the head of one with a body. */
    private double headOf(Tree tree) {
        int start = file.start(tree);
        Tree body = switch (tree.getKind()) {
            case IF -> ((IfTree) tree).getThenStatement();
            case WHILE_LOOP -> ((WhileLoopTree) tree).getStatement();
            case FOR_LOOP -> ((ForLoopTree) tree).getStatement();
            case ENHANCED_FOR_LOOP -> ((EnhancedForLoopTree) tree).getStatement();
            case TRY -> ((TryTree) tree).getBlock();
            case SYNCHRONIZED -> ((SynchronizedTree) tree).getBlock();
            case LABELED_STATEMENT -> ((LabeledStatementTree) tree).getStatement();
            default -> null;
        };
        if (tree instanceof BlockTree || tree instanceof ClassTree) {
            return 0;
        }
        if (tree instanceof DoWhileLoopTree loop) {
            return between(file.start(loop.getCondition()), file.end(loop.getCondition()));
        }
        if (tree instanceof SwitchTree choice) {
            return between(start, file.end(choice.getExpression()));
        }
        if (body == null) {
            return between(start, file.end(tree));
        }
        double head = between(start, Math.max(start + 1, file.start(body)));
        // A try or a block has no code of its own: it is as suspicious as what it begins with.
        return head > 0
                        || !(body instanceof BlockTree block)
                        || block.getStatements().isEmpty()
                ? head
                : tree instanceof TryTree ? headOf(block.getStatements().get(0)) : 0;
    }

    private final class Scan extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private double current;

        @Override
        public @Nullable Void scan(@Nullable Tree tree, @Nullable Void ignored) {
            if (tree == null || getCurrentPath() == null) {
                return super.scan(tree, null);
            }
            if (file.start(tree) < 0) {
                return super.scan(tree, null);
            }
            double outer = current;
            TreePath path = new TreePath(getCurrentPath(), tree);
            Tree parent = getCurrentPath().getLeaf();
            boolean field = tree instanceof VariableTree && parent instanceof ClassTree;
            if (tree instanceof MethodTree || tree instanceof ClassTree || tree instanceof BlockTree) {
                current = 0;
            } else if (tree instanceof CaseTree || tree instanceof CatchTree) {
                current = 0;
            } else if (field || tree instanceof StatementTree) {
                current = headOf(tree) * (SameNames.agree(path) ? SameNames.SHARE : 1);
            }
            if (current > 0 && !field) {
                visit(path);
            }
            super.scan(tree, null);
            current = outer;
            return null;
        }

        private void visit(TreePath path) {
            Tree tree = path.getLeaf();
            if (file.end(tree) <= file.start(tree)) {
                return; // made up by the compiler, such as a constructor's super()
            }
            boolean inHead = path.getParentPath().getLeaf() instanceof ForLoopTree loop && loop.getStatement() != tree;
            // To javac itself a case is a statement.
            boolean statement =
                    tree instanceof StatementTree && !(tree instanceof ClassTree) && !(tree instanceof CaseTree);
            if (statement && !inHead) {
                found.add(new Place(model, file, path, current, surroundings));
            } else if (tree instanceof ExpressionTree && isPlace(path)) {
                found.add(new Place(model, file, path, current, surroundings));
            }
        }

        private boolean isPlace(TreePath path) {
            if (Expressions.isTarget(path)) {
                return true;
            }
            if (!Expressions.isValuePosition(path) || Expressions.namesType(model, path)) {
                return false;
            }
            TypeMirror type = model.trees().getTypeMirror(path);
            return type != null && (model.isValue(type) || type.getKind() == TypeKind.VOID);
        }
    }
}
