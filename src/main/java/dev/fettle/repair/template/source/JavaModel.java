package dev.fettle.repair.template.source;

import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** The compiler's view of the analysed files: types and members, asked in the words of the templates. Not thread-safe, as javac is not. */
public final class JavaModel {
    private static final Set<String> INTEGRAL_BOXES =
            Set.of("java.lang.Integer", "java.lang.Long", "java.lang.Short", "java.lang.Byte", "java.lang.Character");

    private final Trees trees;
    private final Types types;
    private final Elements elements;
    private final Map<Element, List<? extends Element>> members = new HashMap<>();

    JavaModel(Trees trees, Types types, Elements elements) {
        this.trees = trees;
        this.types = types;
        this.elements = elements;
    }

    public Trees trees() {
        return trees;
    }

    public Types types() {
        return types;
    }

    public Elements elements() {
        return elements;
    }

    /** Whether a value of one type may be given where the other is wanted. Never for erroneous or void types. */
    public boolean fits(@Nullable TypeMirror value, @Nullable TypeMirror wanted) {
        if (value == null || wanted == null || !isValue(value) || !isValue(wanted)) {
            return false;
        }
        return types.isAssignable(value, wanted);
    }

    /** Whether both are values of the very same type. */
    public boolean same(@Nullable TypeMirror one, @Nullable TypeMirror other) {
        return one != null && other != null && isValue(one) && isValue(other) && types.isSameType(one, other);
    }

    /** Whether there are values of that type that can be written. */
    public boolean isValue(TypeMirror type) {
        return switch (type.getKind()) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, CHAR, FLOAT, DOUBLE, ARRAY, DECLARED, TYPEVAR, NULL, INTERSECTION ->
                true;
            default -> false;
        };
    }

    public boolean isReference(@Nullable TypeMirror type) {
        return type != null && isValue(type) && !type.getKind().isPrimitive();
    }

    public boolean isBoolean(@Nullable TypeMirror type) {
        return type != null && (type.getKind() == TypeKind.BOOLEAN || named(type, "java.lang.Boolean"));
    }

    /** A primitive number or {@code char}. */
    public boolean isNumber(@Nullable TypeMirror type) {
        return type != null && type.getKind().isPrimitive() && type.getKind() != TypeKind.BOOLEAN;
    }

    /** A number, boxed or not. */
    public boolean isNumeric(@Nullable TypeMirror type) {
        return isNumber(type) || isNumber(unboxed(type));
    }

    /** {@code int} or narrower, {@code char} included. */
    public boolean isInt(@Nullable TypeMirror type) {
        return type != null
                && switch (type.getKind()) {
                    case INT, SHORT, BYTE, CHAR -> true;
                    default -> false;
                };
    }

    /** Whole numbers, boxed or not. */
    public boolean isIntegral(@Nullable TypeMirror type) {
        return isInt(type)
                || (type != null && type.getKind() == TypeKind.LONG)
                || (type != null && INTEGRAL_BOXES.contains(qualified(type)));
    }

    public boolean isEnum(@Nullable TypeMirror type) {
        return type != null
                && type.getKind() == TypeKind.DECLARED
                && types.asElement(type).getKind() == ElementKind.ENUM;
    }

    public boolean isString(@Nullable TypeMirror type) {
        return named(type, "java.lang.String");
    }

    /** Whether the type is, or inherits from, the named class or interface. */
    public boolean isA(@Nullable TypeMirror type, String qualified) {
        if (!isReference(type)) {
            return false;
        }
        TypeElement wanted = elements.getTypeElement(qualified);
        return wanted != null && types.isSubtype(types.erasure(type), types.erasure(wanted.asType()));
    }

    public boolean named(@Nullable TypeMirror type, String qualified) {
        return type != null && qualified(type).equals(qualified);
    }

    /** The class's full name, or "" for what is none. */
    public String qualified(TypeMirror type) {
        return type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element
                ? element.getQualifiedName().toString()
                : "";
    }

    /** The primitive in a box, else null. */
    public @Nullable TypeMirror unboxed(@Nullable TypeMirror type) {
        if (type == null || type.getKind() != TypeKind.DECLARED) {
            return null;
        }
        try {
            return types.unboxedType(type);
        } catch (IllegalArgumentException notABox) {
            return null;
        }
    }

    /** The primitive type of a box; any other type as it is: elements of collections are reckoned with like other numbers. */
    public TypeMirror plain(TypeMirror type) {
        TypeMirror primitive = unboxed(type);
        return primitive == null ? type : primitive;
    }

    /** The declared type behind a type variable, or the type itself; null for primitives and arrays. */
    public @Nullable DeclaredType declared(@Nullable TypeMirror type) {
        if (type instanceof DeclaredType declared) {
            return declared;
        }
        return type instanceof TypeVariable variable ? declared(variable.getUpperBound()) : null;
    }

    /** Members of a type, inherited ones included, in the compiler's order. */
    public List<? extends Element> members(TypeElement type) {
        return members.computeIfAbsent(type, key -> elements.getAllMembers(type));
    }

    /** Methods that may be called on a value of the type (or, for statics, on the type) from code in {@code from}. */
    public List<Callable> methods(TypeMirror type, TypeElement from) {
        DeclaredType declared = declared(type);
        if (declared == null || !(declared.asElement() instanceof TypeElement element)) {
            return List.of();
        }
        List<Callable> found = new ArrayList<>();
        for (Element member : members(element)) {
            if (member.getKind() == ElementKind.METHOD
                    && !named(ownerOf(member).asType(), "java.lang.Object")
                    && visible(member, from)) {
                found.add(Callable.of(this, declared, (ExecutableElement) member));
            }
        }
        return found;
    }

    /** Methods with a body that code of a class may call by {@code super}; none of {@code Object}'s. */
    public List<Callable> methodsOfSuper(TypeElement type) {
        if (!(type.getSuperclass() instanceof DeclaredType above)
                || !(above.asElement() instanceof TypeElement element)) {
            return List.of();
        }
        List<Callable> found = new ArrayList<>();
        for (Element member : members(element)) {
            Set<Modifier> modifiers = member.getModifiers();
            boolean reachable = modifiers.contains(Modifier.PROTECTED) || visible(member, type);
            if (member.getKind() == ElementKind.METHOD
                    && reachable
                    && !modifiers.contains(Modifier.ABSTRACT)
                    && !modifiers.contains(Modifier.STATIC)
                    && !modifiers.contains(Modifier.PRIVATE)
                    && ownerOf(member).getKind() == ElementKind.CLASS
                    && !named(ownerOf(member).asType(), "java.lang.Object")) {
                found.add(Callable.of(this, above, (ExecutableElement) member));
            }
        }
        return found;
    }

    /** Constructors of a class that may be called from code in {@code from}. */
    public List<Callable> constructors(DeclaredType type, TypeElement from) {
        List<Callable> found = new ArrayList<>();
        if (type.asElement().getModifiers().contains(Modifier.ABSTRACT)) {
            return found;
        }
        for (Element member : type.asElement().getEnclosedElements()) {
            if (member.getKind() == ElementKind.CONSTRUCTOR && visible(member, from)) {
                found.add(Callable.of(this, type, (ExecutableElement) member));
            }
        }
        return found;
    }

    /** Fields that may be read of a value of the type from code in {@code from}. */
    public List<VariableElement> fields(TypeMirror type, TypeElement from) {
        DeclaredType declared = declared(type);
        List<VariableElement> found = new ArrayList<>();
        if (declared != null && declared.asElement() instanceof TypeElement element) {
            for (Element member : members(element)) {
                if ((member.getKind() == ElementKind.FIELD || member.getKind() == ElementKind.ENUM_CONSTANT)
                        && visible(member, from)) {
                    found.add((VariableElement) member);
                }
            }
        }
        return found;
    }

    /** Whether a member may be named in code of the class {@code from}. */
    public boolean visible(Element member, TypeElement from) {
        Set<Modifier> modifiers = member.getModifiers();
        if (modifiers.contains(Modifier.PUBLIC)) {
            return true;
        }
        if (modifiers.contains(Modifier.PRIVATE)) {
            return outermost(member).equals(outermost(from));
        }
        if (elements.getPackageOf(member).equals(elements.getPackageOf(from))) {
            return true;
        }
        return modifiers.contains(Modifier.PROTECTED)
                && member.getModifiers().contains(Modifier.STATIC)
                && types.isSubtype(
                        types.erasure(from.asType()),
                        types.erasure(ownerOf(member).asType()));
    }

    /** The class (or whatever else) that declares a member. */
    public static Element ownerOf(Element member) {
        return Objects.requireNonNull(member.getEnclosingElement(), "a member has an owner");
    }

    private static Element outermost(Element element) {
        Element at = element;
        Element around = at.getEnclosingElement();
        while (around != null && around.getKind() != ElementKind.PACKAGE) {
            at = around;
            around = at.getEnclosingElement();
        }
        return at;
    }
}
