package dev.fettle.repair.template.rule;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.source.Clamp;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.Snippet;
import dev.fettle.repair.template.source.SourceFile;
import dev.fettle.repair.template.source.Surroundings;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeKind;

/** Takes what a rule proposes for a place and makes drafts of it. */
public final class Sink {
    private static final int LONGEST_SUMMARY = 60;
    private static final String DIAMOND = "<>(";
    private static final double ONLY_USE_GONE = 0.4;
    private static final double USED_AT_LAST = 1.3;
    /** What stands elsewhere in the file in the same words was meant once. */
    private static final double SAID_ELSEWHERE = 2;
    /** {@code if (x > most) { x = most; }} */
    private static final double SAYS_ITSELF = 0.2;
    /** A method that was written for the file alone and that nobody calls was forgotten. */
    private static final double CALLED_AT_LAST = 3;
    /** What a method makes and fills it was written to return. */
    private static final double ALL_WORK_GONE = 0.1;

    private final Rule rule;
    private final Place place;
    private final SourceFile file;
    private final Consumer<Draft> drafts;

    /** @param drafts hears every draft, with id 0 */
    public Sink(Rule rule, Place place, Consumer<Draft> drafts) {
        this.rule = rule;
        this.place = place;
        this.file = place.file();
        this.drafts = drafts;
    }

    /** Writes another expression in the place of this one, with parentheses where they are needed. */
    public void replace(Snippet by, double weight, Trait... traits) {
        Tree parent = place.parent();
        boolean object = parent instanceof MemberSelectTree
                || parent instanceof ArrayAccessTree access && access.getExpression() == place.tree()
                || parent instanceof EnhancedForLoopTree
                || parent instanceof ThrowTree
                || parent instanceof SynchronizedTree;
        if (object && (by.type().getKind().isPrimitive() || by.text().matches("\\(?-?[0-9].*"))) {
            return;
        }
        if (object && by.text().contains(DIAMOND)) {
            return; // before a dot nothing says what the diamond stands for
        }
        boolean operand = parent instanceof UnaryTree
                || parent instanceof BinaryTree
                        && parent.getKind() != Tree.Kind.EQUAL_TO
                        && parent.getKind() != Tree.Kind.NOT_EQUAL_TO;
        if ((object || operand) && by.text().equals("null") || SelfComparison.arises(place, by.text())) {
            return;
        }
        double said = Clamp.holds(place.path()) ? SAYS_ITSELF : 1;
        replace(
                place.tree(),
                by.in(place.precedence()),
                weight * said * use(by.text()),
                by.nearness(),
                withCondition(traits));
    }

    /** What nobody reads was written to be read: less likely when a variable's only use goes, likelier when an unused one is used at last. */
    private double use(String by) {
        if (place.handsOverWhatWasBuilt() && !namesIn(by, place.text())) {
            return ALL_WORK_GONE;
        }
        Surroundings around = place.surroundings();
        for (Element element : around.variablesIn(place.path())) {
            if (!element.getKind().isField() && around.reads(element) == 1 && !names(by, element)) {
                return ONLY_USE_GONE;
            }
        }
        boolean used = place.visible().variables().stream()
                .anyMatch(variable ->
                        variable.isLocal() && around.reads(variable.element()) == 0 && names(by, variable.element()));
        return used ? USED_AT_LAST : 1;
    }

    private static boolean names(String text, Element variable) {
        return namesIn(text, variable.getSimpleName().toString());
    }

    private static boolean namesIn(String text, String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean whole = (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))
                    && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)))
                    && (at == 0 || text.charAt(at - 1) != '.');
            if (whole) {
                return true;
            }
        }
        return false;
    }

    private Trait[] withCondition(Trait... traits) {
        return place.type() != null && place.type().getKind() == TypeKind.BOOLEAN && place.isExpression()
                ? and(Trait.CONDITION, traits)
                : traits;
    }

    private static Trait[] and(Trait one, Trait... others) {
        Trait[] all = Arrays.copyOf(others, others.length + 1);
        all[others.length] = one;
        return all;
    }

    /** Writes a text in the place of a tree. */
    public void replace(Tree tree, String text, double weight, double nearness, Trait... traits) {
        edit(file.start(tree), file.end(tree), text, weight, nearness, traits);
    }

    /** Writes a text in the place of a range. */
    public void edit(int start, int end, String text, double weight, double nearness, Trait... traits) {
        String old = file.text().substring(start, end);
        if (!old.equals(text)) {
            String summary = old.isBlank()
                    ? "adds '" + brief(text) + "'"
                    : text.isBlank()
                            ? "removes '" + brief(old) + "'"
                            : "'" + brief(old) + "' becomes '" + brief(text) + "'";
            edits(List.of(new Edit(file.path(), start, end, text)), weight, nearness, summary, traits);
        }
    }

    /** Several edits at once, sorted, not overlapping. */
    public void edits(List<Edit> edits, double weight, double nearness, String summary, Trait... traits) {
        drafts.accept(new Draft(
                0,
                rule.name(),
                edits,
                file.line(edits.get(0).start()),
                Math.min(
                        1,
                        rule.prior()
                                * weight
                                * (callsAtLast(edits) ? CALLED_AT_LAST : 1)
                                * (isSaidElsewhere(edits) ? SAID_ELSEWHERE : 1)),
                Math.min(1, nearness),
                place.suspiciousness(),
                summary,
                Set.of(traits)));
    }

    /** Whether a private method that nobody calls is called now. */
    private boolean callsAtLast(List<Edit> edits) {
        return place.surroundings().uncalled().stream()
                .anyMatch(name -> edits.stream().anyMatch(edit -> namesIn(edit.replacement(), name)));
    }

    /** Whether the statement around a changed expression becomes one that stands elsewhere in the file. */
    private boolean isSaidElsewhere(List<Edit> edits) {
        TreePath statement = place.isExpression() && edits.size() == 1 ? place.statement() : null;
        if (statement == null || !Surroundings.isSimple(statement.getLeaf())) {
            return false;
        }
        Edit edit = edits.get(0);
        int start = file.start(statement.getLeaf());
        int end = file.end(statement.getLeaf());
        boolean within = start <= edit.start() && edit.end() <= end && edit.start() < edit.end();
        return within
                && place.surroundings()
                        .isSaidElsewhere(
                                file.text().substring(start, edit.start())
                                        + edit.replacement()
                                        + file.text().substring(edit.end(), end),
                                statement.getParentPath().getLeaf());
    }

    /** A change of the place's file. */
    public Edit change(int start, int end, String text) {
        return new Edit(file.path(), start, end, text);
    }

    /** Puts lines before a statement; where the statement is the whole body of another, braces are put around. */
    public void before(TreePath statement, List<String> lines, double weight, double nearness, Trait... traits) {
        Tree tree = statement.getLeaf();
        String indent = file.indent(file.start(tree));
        String text = String.join(file.lineEnd() + indent, lines);
        if (inList(statement)) {
            edits(
                    List.of(change(file.start(tree), file.start(tree), text + file.lineEnd() + indent)),
                    weight,
                    nearness,
                    "adds '" + brief(String.join(" ", lines)) + "'",
                    and(Trait.GUARD, traits));
        } else {
            block(statement, lines, List.of(), weight, nearness, traits);
        }
    }

    /** Puts lines after a statement. */
    public void after(TreePath statement, List<String> lines, double weight, double nearness, Trait... traits) {
        Tree tree = statement.getLeaf();
        String indent = file.indent(file.start(tree));
        if (inList(statement)) {
            edits(
                    List.of(change(
                            file.end(tree),
                            file.end(tree),
                            file.lineEnd() + indent + String.join(file.lineEnd() + indent, lines))),
                    weight,
                    nearness,
                    "adds '" + brief(String.join(" ", lines)) + "'",
                    traits);
        } else {
            block(statement, List.of(), lines, weight, nearness, traits);
        }
    }

    /** Puts a head and braces around a statement: {@code if (c) { statement }}. */
    public void around(TreePath statement, String head, double weight, double nearness, Trait... traits) {
        Tree tree = statement.getLeaf();
        String indent = file.indent(file.start(tree));
        String inner = file.text(tree).replace(file.lineEnd(), file.lineEnd() + file.indentUnit());
        String text = head + " {" + file.lineEnd() + indent + file.indentUnit() + inner + file.lineEnd() + indent + "}";
        edits(
                List.of(change(file.start(tree), file.end(tree), text)),
                weight,
                nearness,
                "puts '" + brief(file.text(tree)) + "' under '" + brief(head) + "'",
                and(Trait.GUARD, traits));
    }

    private void block(
            TreePath statement,
            List<String> before,
            List<String> after,
            double weight,
            double nearness,
            Trait... traits) {
        Tree tree = statement.getLeaf();
        String outer = file.indent(file.start(statement.getParentPath().getLeaf()));
        String indent = outer + file.indentUnit();
        StringBuilder text = new StringBuilder("{");
        before.forEach(line -> text.append(file.lineEnd()).append(indent).append(line));
        text.append(file.lineEnd()).append(indent).append(file.text(tree));
        after.forEach(line -> text.append(file.lineEnd()).append(indent).append(line));
        text.append(file.lineEnd()).append(outer).append("}");
        edits(
                List.of(change(file.start(tree), file.end(tree), text.toString())),
                weight,
                nearness,
                "adds '" + brief(String.join(" ", before.isEmpty() ? after : before)) + "'",
                traits);
    }

    /** Whether a statement stands in a list of statements. */
    public static boolean inList(TreePath statement) {
        Tree parent = statement.getParentPath().getLeaf();
        return parent instanceof BlockTree || parent instanceof CaseTree;
    }

    private static String brief(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_SUMMARY ? line : line.substring(0, LONGEST_SUMMARY - 1) + "…";
    }
}
