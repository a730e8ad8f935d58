package dev.fettle.repair.template.schema;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Edits;
import dev.fettle.repair.template.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes one file with many variants: each edited method stands once more under another name for every variant, and its
 * original asks at its entry which of them is on. Lines of the original code stay where they are up to the first copy.
 */
final class SchemaText {
    private static final String SWITCH = "dev.fettle.probe.Switch.first()";

    private final SourceFile file;
    private final int release;
    private final Map<Unit, List<Draft>> variants = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final List<Segment> segments = new ArrayList<>();

    private SchemaText(SourceFile file, int release) {
        this.file = file;
        this.release = release;
    }

    /**
     * The result.
     *
     * @param text to be compiled in place of the file
     * @param segments what in it belongs to which draft, in order
     */
    record Written(String text, List<Segment> segments) {}

    /** @param drafts each with the unit of every edit in this file, none outside of units */
    static Written write(SourceFile file, int release, Map<Draft, List<Unit>> drafts) {
        SchemaText schema = new SchemaText(file, release);
        drafts.forEach((draft, units) -> units.stream()
                .distinct()
                .forEach(unit -> schema.variants
                        .computeIfAbsent(unit, key -> new ArrayList<>())
                        .add(draft)));
        schema.compose();
        return new Written(schema.text.toString(), schema.segments);
    }

    /** Something to be written at an offset of the original, before what stands there. */
    private interface Insert {
        void write();
    }

    private void compose() {
        // Inserts by original offset; what comes first at an offset is written first.
        TreeMap<Integer, List<Insert>> inserts = new TreeMap<>();
        variants.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> entry.getKey().from()))
                .forEach(entry -> {
                    Unit unit = entry.getKey();
                    List<Draft> drafts = entry.getValue();
                    if (unit.kind() == Unit.Kind.METHOD) {
                        at(inserts, unit.from(), () -> dispatcher(unit, drafts));
                        at(inserts, file.end(unit.owner()) - 1, () -> drafts.forEach(draft -> copy(unit, draft)));
                    } else {
                        at(inserts, unit.from(), () -> branches(unit, drafts));
                        at(inserts, unit.to(), () -> text.append(" }"));
                    }
                });
        int done = 0;
        for (Map.Entry<Integer, List<Insert>> entry : inserts.entrySet()) {
            text.append(file.text(), done, entry.getKey());
            done = entry.getKey();
            entry.getValue().forEach(Insert::write);
        }
        text.append(file.text(), done, file.text().length());
    }

    private static void at(TreeMap<Integer, List<Insert>> inserts, int offset, Insert insert) {
        inserts.computeIfAbsent(offset, key -> new ArrayList<>()).add(insert);
    }

    private void dispatcher(Unit unit, List<Draft> drafts) {
        MethodTree method = java.util.Objects.requireNonNull(unit.method());
        boolean nothing = "void".equals(method.getReturnType().toString());
        String arguments = method.getParameters().stream()
                .map(VariableTree::getName)
                .map(CharSequence::toString)
                .collect(Collectors.joining(", "));
        String generics = method.getTypeParameters().stream()
                .map(TypeParameterTree::getName)
                .map(CharSequence::toString)
                .collect(Collectors.joining(", "));
        String receiver = generics.isEmpty()
                ? ""
                : (unit.isStatic() ? unit.owner().getSimpleName().toString() : "this") + ".<" + generics + ">";
        text.append(" switch (").append(SWITCH).append(") {");
        for (Draft draft : drafts) {
            int from = text.length();
            String call = receiver + name(method, draft) + "(" + arguments + ");";
            text.append(" case ").append(draft.id()).append(": ");
            text.append(nothing ? call + " return;" : "return " + call);
            segments.add(new Segment(from, text.length(), draft.id()));
        }
        text.append(" default: }");
    }

    private static String name(MethodTree method, Draft draft) {
        return method.getName() + "$" + draft.id();
    }

    private void copy(Unit unit, Draft draft) {
        MethodTree method = java.util.Objects.requireNonNull(unit.method());
        int from = text.length();
        int body = file.start(method.getBody());
        int head = headStart(method);
        int afterType = file.end(method.getReturnType());
        int nameAt = file.text().indexOf(method.getName().toString(), afterType);
        text.append('\n').append(modifiers(unit));
        text.append(file.text(), head, nameAt).append(name(method, draft));
        text.append(file.text(), nameAt + method.getName().length(), body);
        text.append('{')
                .append(Edits.apply(file.text(), inside(unit, draft), unit.from(), unit.to()))
                .append('}');
        segments.add(new Segment(from, text.length(), draft.id()));
    }

    private List<Edit> inside(Unit unit, Draft draft) {
        return CountedCondition.in(
                file,
                draft,
                draft.edits().stream()
                        .filter(edit -> edit.path().equals(file.path()) && unit.holds(edit.start(), edit.end()))
                        .toList());
    }

    private int headStart(MethodTree method) {
        ModifiersTree modifiers = method.getModifiers();
        int after = file.end(modifiers);
        if (after > 0
                && !(modifiers.getFlags().isEmpty()
                        && modifiers.getAnnotations().isEmpty())) {
            return after;
        }
        return file.start(method);
    }

    private String modifiers(Unit unit) {
        boolean inInterface = unit.owner().getKind() == Tree.Kind.INTERFACE;
        if (inInterface && release < 9) {
            return unit.isStatic() ? "static " : "default ";
        }
        return unit.isStatic() ? "private static " : "private ";
    }

    /** Writes {@code if (on 1) {…} else if (on 2) {…} else {}; what follows is the original body and a closing brace. */
    private void branches(Unit unit, List<Draft> drafts) {
        for (Draft draft : drafts) {
            int from = text.length();
            text.append(" if (")
                    .append(SWITCH)
                    .append(" == ")
                    .append(draft.id())
                    .append(") {");
            text.append(Edits.apply(file.text(), inside(unit, draft), unit.from(), unit.to()));
            text.append("} else");
            segments.add(new Segment(from, text.length(), draft.id()));
        }
        text.append(" {");
    }
}
