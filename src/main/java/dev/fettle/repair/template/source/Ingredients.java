package dev.fettle.repair.template.source;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What may be written at one place: everything that exists there and has a type that fits, nearest first. */
public final class Ingredients {
    private static final int MOST_VALUES = 70;
    private static final int MOST_CONSTANTS = 12;
    private static final Set<Modifier> CONSTANT = Set.of(Modifier.STATIC, Modifier.FINAL);

    private final Place place;
    private final Hints hints;
    private final JavaModel model;
    private final Surroundings file;
    private final List<Variable> variables;
    private final Map<String, List<Snippet>> values = new HashMap<>();
    private @Nullable List<Snippet> atoms;
    private @Nullable Map<String, TypeMirror> typesOfLocals;
    private @Nullable Set<Element> visible;
    private @Nullable Set<Element> usedInStatement;
    private @Nullable Set<Element> usedInMethod;

    public Ingredients(Place place, Hints hints) {
        this.place = place;
        this.hints = hints.near(place.file().path(), place.line(), lastLine(place));
        this.model = place.model();
        this.file = place.surroundings();
        this.variables = place.visible().variables();
    }

    /** Of the method around; of the place itself where there is none. */
    private static int lastLine(Place place) {
        MethodTree method = place.method();
        return place.file().line(method == null ? place.end() : place.file().end(method));
    }

    public Place place() {
        return place;
    }

    /** Whether a condition asks for just what was wrong where this very place threw in a failing test. */
    public boolean answersCrash(String condition) {
        return hints.crashes().stream()
                .anyMatch(crash -> crash.line() == place.line()
                        && (crash.isAnsweredBy(condition) || crash.subject().isEmpty() && asksHere(crash, condition)));
    }

    /** Whether a condition asks for what was wrong where something threw behind this place, of something that is named there. */
    public boolean keepsFromCrash(String condition) {
        return hints.crashes().stream().anyMatch(crash -> crash.line() > place.line() && asksHere(crash, condition));
    }

    /** How well a condition goes with what was thrown, above 0 to 1: see {@link Hints#suits}; of a size that is nowhere named where it was thrown it hardly hung. */
    public double suits(String condition) {
        boolean another = hints.crashes().stream()
                .anyMatch(crash -> crash.line() == place.line()
                        && crash.subject().isEmpty()
                        && crash.kind().asks(condition)
                        && !asksHere(crash, condition));
        return hints.suits(condition) * (another ? Crash.OF_ANOTHER : 1);
    }

    private boolean asksHere(Crash crash, String condition) {
        return crash.kind().asks(condition)
                && Names.share(condition, place.file().textOfLine(crash.line()));
    }

    public Hints hints() {
        return hints;
    }

    public JavaModel model() {
        return model;
    }

    /** Everything readable here, nearest first. */
    public List<Variable> variables() {
        return variables;
    }

    /** Whether all variables that a tree elsewhere in the file names can be named here; of fields it is taken for granted. */
    public boolean sees(TreePath elsewhere) {
        if (visible == null) {
            visible = variables.stream().map(Variable::element).collect(Collectors.toSet());
        }
        Set<Element> here = visible;
        return file.variablesIn(elsewhere).stream()
                .allMatch(element -> element.getKind().isField() || here.contains(element));
    }

    /** How near a variable is, 0 to 1: in the same statement, the same method, a parameter, a field. */
    public double nearness(Variable variable) {
        if (inStatement().contains(variable.element())) {
            return 1;
        }
        if (inMethod().contains(variable.element())) {
            return variable.isLocal() ? 0.9 : 0.8;
        }
        return switch (variable.kind()) {
            case LOCAL -> 0.85;
            case PARAMETER -> 0.9;
            case FIELD -> 0.5;
            case INHERITED, CONSTANT -> 0.3;
        };
    }

    private Set<Element> inStatement() {
        if (usedInStatement == null) {
            com.sun.source.util.TreePath statement = place.statement();
            usedInStatement = file.variablesIn(statement == null ? place.path() : statement);
        }
        return usedInStatement;
    }

    private Set<Element> inMethod() {
        if (usedInMethod == null) {
            MethodTree method = place.method();
            com.sun.source.util.TreePath at = place.path();
            while (method != null && at.getLeaf() != method) {
                at = at.getParentPath();
            }
            usedInMethod = method == null ? Set.of() : file.variablesIn(at);
        }
        return usedInMethod;
    }

    /** A variable as a snippet. */
    public Snippet read(Variable variable) {
        return new Snippet(variable.text(), variable.type(), Precedence.PRIMARY, nearness(variable));
    }

    /** Variables whose value fits the type, nearest first. */
    public List<Snippet> variables(@Nullable TypeMirror wanted) {
        return variables.stream()
                .filter(variable -> model.fits(variable.type(), wanted))
                .map(this::read)
                .sorted(Comparator.comparingDouble(snippet -> -snippet.nearness()))
                .toList();
    }

    /** Simple expressions whose value fits the type: variables, their fields, elements and getters, own calls, what stands elsewhere in the method, literals. Nearest first. */
    public List<Snippet> values(@Nullable TypeMirror wanted) {
        if (wanted == null || !model.isValue(wanted)) {
            return List.of();
        }
        return values.computeIfAbsent(wanted.toString(), key -> gather(wanted));
    }

    private List<Snippet> gather(TypeMirror wanted) {
        Collected found = new Collected(wanted);
        variables(wanted).forEach(found::add);
        literals(wanted).forEach(found::add);
        elsewhere(wanted).forEach(found::add);
        for (Snippet derived : derived()) {
            found.add(derived);
        }
        if (place.visible().hasThis()) {
            TypeMirror own = place.visible().innermost().asType();
            found.add(new Snippet("this", own, Precedence.PRIMARY, 0.4));
        }
        for (Snippet call : OwnCalls.of(this, wanted)) {
            found.add(call);
        }
        return found.best(MOST_VALUES);
    }

    /** Expressions of the method (and, less near, of the file) whose locals are all visible here. */
    public List<Snippet> elsewhere(TypeMirror wanted) {
        List<Snippet> found = new ArrayList<>();
        MethodTree method = place.method();
        Set<VariableElement> here = locals();
        for (Surroundings.Occurrence occurrence : file.occurrencesFor(method)) {
            if (occurrence.path().getLeaf() == place.tree()
                    || occurrence.text().length() > 60
                    || occurrence.path().getLeaf() instanceof LiteralTree
                    || occurrence.path().getLeaf().getKind() == Tree.Kind.LAMBDA_EXPRESSION
                    || occurrence.path().getLeaf().getKind() == Tree.Kind.PARENTHESIZED
                    || occurrence.path().getLeaf() instanceof AnnotatedTypeTree
                    || Precedence.of(occurrence.path().getLeaf()) == Precedence.ASSIGNMENT
                    || hasSideEffect(occurrence.path().getLeaf())
                    || !model.fits(occurrence.type(), wanted)) {
                continue;
            }
            boolean sameMethod = method != null && occurrence.method() == method;
            if (sameMethod ? !here.containsAll(occurrence.locals()) : !hasNamesakes(occurrence.locals())) {
                continue;
            }
            if (!sameMethod && needsThis(occurrence)) {
                continue;
            }
            Precedence precedence = Precedence.of(occurrence.path().getLeaf());
            found.add(new Snippet(occurrence.text(), occurrence.type(), precedence, sameMethod ? 0.7 : 0.3));
        }
        return found;
    }

    /** Whether each of some variables of other methods has a readable local of the same name and type here. */
    boolean hasNamesakes(Set<VariableElement> others) {
        for (VariableElement other : others) {
            TypeMirror type = namesakes().get(other.getSimpleName().toString());
            if (type == null || !model.same(type, other.asType())) {
                return false;
            }
        }
        return true;
    }

    private Map<String, TypeMirror> namesakes() {
        if (typesOfLocals == null) {
            Map<String, TypeMirror> types = new HashMap<>();
            variables.stream()
                    .filter(Variable::isLocal)
                    .forEach(variable -> types.putIfAbsent(variable.text(), variable.type()));
            typesOfLocals = types;
        }
        return typesOfLocals;
    }

    private boolean needsThis(Surroundings.Occurrence occurrence) {
        // Text from another method of the file means the same only in the same class and an instance of it.
        return !place.visible().hasThis() || !place.visible().innermost().equals(file.classOf(occurrence.path()));
    }

    private static boolean hasSideEffect(Tree tree) {
        return switch (tree.getKind()) {
            case PREFIX_DECREMENT, PREFIX_INCREMENT, POSTFIX_DECREMENT, POSTFIX_INCREMENT -> true;
            default -> false;
        };
    }

    private Set<VariableElement> locals() {
        Set<VariableElement> found = new java.util.HashSet<>();
        variables.stream().filter(Variable::isLocal).forEach(variable -> found.add(variable.element()));
        return found;
    }

    /** One step from a variable: length, size, element, field, getter, neighbour. */
    public List<Snippet> derived() {
        return Derived.of(this);
    }

    /** Conditions that can be asked here, nearest first. */
    public List<Snippet> atoms() {
        if (atoms == null) {
            atoms = Atoms.of(this);
        }
        return atoms;
    }

    /** Under which conditions the file does elsewhere what the statement here does in any case. */
    public List<String> guardsElsewhere() {
        return GuardedElsewhere.conditions(this);
    }

    /** Literals of the type: those of the method and file first, then the usual ones, enum constants included. */
    public List<Snippet> literals(TypeMirror type) {
        Map<String, Snippet> found = new LinkedHashMap<>();
        for (String text : file.literals(type)) {
            literal(found, text, type, 0.55);
        }
        switch (type.getKind()) {
            case BOOLEAN -> List.of("true", "false").forEach(text -> literal(found, text, type, 0.7));
            case INT, SHORT, BYTE -> List.of("0", "1", "-1", "2").forEach(text -> literal(found, text, type, 0.6));
            case LONG -> List.of("0L", "1L", "-1L").forEach(text -> literal(found, text, type, 0.6));
            case DOUBLE -> List.of("0.0", "1.0").forEach(text -> literal(found, text, type, 0.5));
            case FLOAT -> List.of("0f", "1f").forEach(text -> literal(found, text, type, 0.5));
            case CHAR -> List.of("' '", "'0'").forEach(text -> literal(found, text, type, 0.3));
            default -> reference(found, type);
        }
        return List.copyOf(found.values());
    }

    /** Constants that a class declares of a type, such as the flags that its own methods take. */
    public List<Snippet> constantsOf(Element owner, TypeMirror wanted) {
        List<Snippet> found = new ArrayList<>();
        String name = file.nameOf(((TypeElement) owner).getQualifiedName().toString());
        for (Element member : owner.getEnclosedElements()) {
            if (member.getKind() == ElementKind.FIELD
                    && member.getModifiers().containsAll(CONSTANT)
                    && model.visible(member, place.visible().innermost())
                    && model.same(member.asType(), wanted)) {
                found.add(new Snippet(name + "." + member.getSimpleName(), wanted, Precedence.PRIMARY, 0.5));
            }
        }
        return found.subList(0, Math.min(found.size(), MOST_CONSTANTS));
    }

    private void reference(Map<String, Snippet> found, TypeMirror type) {
        if (model.isString(type)) {
            literal(found, "\"\"", type, 0.6);
        }
        TypeMirror unboxed = model.unboxed(type);
        if (unboxed != null && unboxed.getKind() == TypeKind.BOOLEAN) {
            List.of("true", "false").forEach(text -> literal(found, text, type, 0.6));
        }
        if (unboxed != null && unboxed.getKind() == TypeKind.INT) {
            List.of("0", "1", "-1").forEach(text -> literal(found, text, type, 0.5));
        }
        if (model.isEnum(type)) {
            String name = file.nameOf(type);
            for (Element member : model.types().asElement(type).getEnclosedElements()) {
                if (member.getKind() == ElementKind.ENUM_CONSTANT && name != null) {
                    literal(found, name + "." + member.getSimpleName(), type, 0.6);
                }
            }
        }
        literal(found, "null", type, 0.35);
    }

    private static void literal(Map<String, Snippet> found, String text, TypeMirror type, double nearness) {
        Precedence precedence = text.startsWith("-") ? Precedence.UNARY : Precedence.PRIMARY;
        Snippet snippet = new Snippet(text, type, precedence, nearness);
        found.merge(text, snippet, (one, two) -> one.nearness() >= two.nearness() ? one : two);
    }

    /** Snippets by text, the nearest of each, only those that fit. */
    private final class Collected {
        private final TypeMirror wanted;
        private final Map<String, Snippet> byText = new LinkedHashMap<>();

        Collected(TypeMirror wanted) {
            this.wanted = wanted;
        }

        void add(Snippet snippet) {
            if (model.fits(snippet.type(), wanted)) {
                byText.merge(snippet.text(), snippet, (one, two) -> one.nearness() >= two.nearness() ? one : two);
            }
        }

        List<Snippet> best(int most) {
            return byText.values().stream()
                    .sorted(Comparator.comparingDouble(snippet -> -snippet.nearness()))
                    .limit(most)
                    .toList();
        }
    }
}
