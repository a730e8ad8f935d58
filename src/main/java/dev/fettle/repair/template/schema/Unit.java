package dev.fettle.repair.template.schema;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.fettle.repair.template.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A piece of code of which variants can stand side by side: a method's body, a constructor's after its call of another
 * constructor, an initialiser block.
 *
 * @param kind how variants are made
 * @param owner the class that holds it
 * @param method null for an initialiser block
 * @param from first offset inside
 * @param to offset after the last one inside
 */
record Unit(Kind kind, ClassTree owner, @Nullable MethodTree method, int from, int to) {
    enum Kind {
        /** Variants are methods of their own; the original asks at its entry. */
        METHOD,
        /** Variants are branches around the body. */
        BRANCHES
    }

    boolean holds(int start, int end) {
        return from <= start && end <= to;
    }

    boolean isStatic() {
        return method == null || method.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    /** All units of a file, outer ones before those inside them. */
    static List<Unit> of(SourceFile file) {
        List<Unit> units = new ArrayList<>();
        new TreeScanner<@Nullable Void, ClassTree>() {
            @Override
            public @Nullable Void visitClass(ClassTree node, ClassTree outer) {
                for (Tree member : node.getMembers()) {
                    if (member instanceof BlockTree block) {
                        units.add(new Unit(
                                Kind.BRANCHES, node, null, file.start(block) + open(block), file.end(block) - 1));
                    }
                }
                return super.visitClass(node, node);
            }

            private int open(BlockTree block) {
                return file.text(block).indexOf('{') + 1;
            }

            @Override
            public @Nullable Void visitMethod(MethodTree node, ClassTree owner) {
                BlockTree body = node.getBody();
                if (body != null
                        && file.end(body) > file.start(body)
                        && file.text().charAt(file.start(body)) == '{') {
                    if (node.getReturnType() != null) {
                        units.add(new Unit(Kind.METHOD, owner, node, file.start(body) + 1, file.end(body) - 1));
                    } else if (!isCompact(file, node)) {
                        units.add(
                                new Unit(Kind.BRANCHES, owner, node, afterDelegation(file, body), file.end(body) - 1));
                    }
                }
                return super.visitMethod(node, owner);
            }
        }.scan(file.unit().getTypeDecls(), null);
        return units;
    }

    /** A record's constructor without parameter list. */
    private static boolean isCompact(SourceFile file, MethodTree constructor) {
        String head = file.text().substring(file.start(constructor), file.start(constructor.getBody()));
        return !head.contains("(");
    }

    private static int afterDelegation(SourceFile file, BlockTree body) {
        for (StatementTree statement : body.getStatements()) {
            if (statement instanceof ExpressionStatementTree expression
                    && expression.getExpression() instanceof MethodInvocationTree call
                    && file.end(statement) > file.start(statement)) {
                Tree select = call.getMethodSelect();
                String name = select instanceof IdentifierTree identifier
                        ? identifier.getName().toString()
                        : select instanceof com.sun.source.tree.MemberSelectTree member
                                ? member.getIdentifier().toString()
                                : "";
                if (name.equals("super") || name.equals("this")) {
                    return file.end(statement);
                }
            }
        }
        return file.start(body) + 1;
    }

    /** The innermost unit that holds a range, or null. */
    static @Nullable Unit around(List<Unit> units, int start, int end) {
        Unit found = null;
        for (Unit unit : units) {
            if (unit.holds(start, end) && (found == null || unit.from() >= found.from())) {
                found = unit;
            }
        }
        return found;
    }
}
