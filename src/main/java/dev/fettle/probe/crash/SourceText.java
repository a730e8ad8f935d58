package dev.fettle.probe.crash;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Java source for an expression: statements that go before it, and the names that they import. One use. */
final class SourceText {
    /** A class without a name and with more methods than this is nothing that one wants to read. */
    private static final int MOST_METHODS = 6;

    private final World world;
    private final Style style;
    private final List<String> statements = new ArrayList<>();
    private final Imports imports;

    private final Set<String> variables = new HashSet<>();
    private final Map<Expr, String> names = new IdentityHashMap<>();
    private @Nullable Sharing sharing;
    private boolean checked;

    /** What the compiler needs to be told. */
    static final class Style {
        final boolean lambdas;
        final boolean casts;
        final boolean generics;

        Style(boolean lambdas, boolean casts, boolean generics) {
            this.lambdas = lambdas;
            this.casts = casts;
            this.generics = generics;
        }
    }

    /** @param pack package of the class that the source goes into */
    SourceText(World world, String pack, Style style) {
        this.world = world;
        this.imports = new Imports(world, pack);
        this.style = style;
    }

    /** The expression; what it needs before it is in {@link #statements}. */
    String write(Expr expr) {
        noteChecked(expr);
        sharing = new Sharing(expr);
        return expr.write(this);
    }

    /** A part: what stands at several places has a name, and what is called beside it too, so that it is called in its turn. */
    private String part(Expr expr) {
        boolean named = sharing != null && (sharing.isShared(expr) || sharing.any() && expr instanceof Call);
        if (!named) {
            return expr.write(this);
        }
        String known = names.get(expr);
        if (known == null) {
            known = inVariable(expr.type(), expr.write(this));
            names.put(expr, known);
        }
        return known;
    }

    /** The variable that holds an object. */
    String held(Expr object) {
        return inVariable(object.type(), part(object));
    }

    private String inVariable(TypeRef type, String written) {
        return variables.contains(written) ? written : variable(type, written);
    }

    List<String> statements() {
        return statements;
    }

    /** Qualified names. */
    List<String> imports() {
        return imports.all();
    }

    /** Whether the source must declare exceptions. */
    boolean checked() {
        return checked;
    }

    private void noteChecked(Expr expr) {
        if (expr instanceof Call) {
            checked |= ((Call) expr).member.checked;
        } else if (expr instanceof Built) {
            ((Built) expr).steps.forEach(step -> checked |= step.method.checked);
        }
        expr.parts().forEach(this::noteChecked);
    }

    /** A type's name, imported where it must be. */
    String type(String raw) {
        return imports.name(raw);
    }

    String type(TypeRef type) {
        return type(type.raw) + (style.generics ? typeArguments(type.arguments) : "");
    }

    String typeArguments(List<TypeRef> types) {
        if (types.isEmpty() || !style.generics) {
            return "";
        }
        StringBuilder text = new StringBuilder("<");
        for (TypeRef type : types) {
            text.append(text.length() == 1 ? "" : ", ").append(type.isPrimitive() ? "Object" : type(type));
        }
        return text.append('>').toString();
    }

    /** Type arguments before a generic method's name, where older compilers cannot infer them from what is wanted. */
    String witness(List<TypeRef> types) {
        return style.casts ? typeArguments(types) : "";
    }

    String diamond(String raw) {
        try {
            return style.generics && world.type(raw).getTypeParameters().length > 0 ? "<>" : "";
        } catch (ClassNotFoundException unknown) {
            return "";
        }
    }

    /** A variable of its own for a value. */
    String variable(TypeRef type, String value) {
        String base = Names.simple(type.raw.startsWith("[") ? "array" : type.raw);
        base = base.substring(base.lastIndexOf('$') + 1);
        base = base.substring(0, 1).toLowerCase(Locale.ROOT) + base.substring(1);
        base = base.equals("string") ? "text" : KEYWORDS.contains(base) ? base + "Value" : base;
        String name = base;
        for (int number = 2; !variables.add(name); number++) {
            name = base + number;
        }
        statements.add(type(type) + " " + name + " = " + value + ";");
        return name;
    }

    private static final Set<String> KEYWORDS = new HashSet<>(java.util.Arrays.asList(
            "class",
            "package",
            "import",
            "default",
            "switch",
            "case",
            "char",
            "int",
            "long",
            "double",
            "float",
            "short",
            "byte",
            "boolean",
            "enum",
            "interface",
            "import",
            "return",
            "do",
            "for",
            "while",
            "if",
            "else",
            "try",
            "catch",
            "throw",
            "public",
            "private",
            "native",
            "static",
            "final",
            "void",
            "new",
            "this",
            "super",
            "null",
            "abstract",
            "continue",
            "break",
            "assert",
            "const",
            "goto",
            "volatile",
            "transient",
            "synchronized"));

    void statement(String text, @Nullable Member of) {
        checked |= of != null && of.checked;
        statements.add(text + ";");
    }

    String arguments(Member member, List<Expr> arguments) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < arguments.size(); i++) {
            String wanted = member.parameters.get(i);
            Expr argument = arguments.get(i);
            boolean last = i == arguments.size() - 1;
            if (last && member.varargs && argument instanceof ArrayOf && spreads((ArrayOf) argument)) {
                ArrayOf array = (ArrayOf) argument;
                for (Expr element : array.elements) {
                    text.append(text.length() == 0 ? "" : ", ").append(argument(element, array.component.raw));
                }
                continue;
            }
            text.append(text.length() == 0 ? "" : ", ");
            boolean unclear = argument instanceof Null && (overloaded(member) || member.varargs);
            boolean forced = style.casts && !TypeRef.of(wanted).isPrimitive();
            String written = argument(argument, wanted);
            boolean cast = (unclear || forced) && !written.startsWith("(" + type(wanted) + ")");
            text.append(cast ? "(" + type(wanted) + ") " + written : written);
        }
        return text.toString();
    }

    private static boolean spreads(ArrayOf array) {
        return array.elements.size() != 1 || !(array.elements.get(0) instanceof Null);
    }

    /** A value where this type is wanted. */
    String argument(Expr expr, String wanted) {
        return cast(part(expr), expr instanceof Null ? wanted : expr.type().raw, wanted);
    }

    String receiver(Expr expr, String owner) {
        String text = argument(expr, owner);
        boolean simple = !text.startsWith("(") && !text.contains(" -> ");
        return simple && !(expr instanceof StandIn) ? text : "(" + text + ")";
    }

    String cast(String text, String has, String wanted) {
        try {
            Class<?> target = world.type(wanted);
            Class<?> source = world.type(has);
            boolean fits = target.isPrimitive() || source.isPrimitive()
                    ? target == source || !target.isPrimitive() && !needsBox(source, target)
                    : target.isAssignableFrom(source);
            return fits ? text : "(" + type(wanted) + ") " + text;
        } catch (ClassNotFoundException unknown) {
            return text;
        }
    }

    /** Whether a literal of a primitive type would be boxed into something else than is wanted. */
    private static boolean needsBox(Class<?> primitive, Class<?> wanted) {
        Object box = java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(primitive, 1), 0);
        return !wanted.isInstance(box);
    }

    private boolean overloaded(Member member) {
        try {
            Class<?> owner = world.type(member.owner);
            Executable[] all = member.kind == Member.Kind.CONSTRUCTOR
                    ? owner.getDeclaredConstructors()
                    : owner.isInterface() ? owner.getMethods() : owner.getDeclaredMethods();
            int same = 0;
            for (Executable other : all) {
                boolean named = member.kind == Member.Kind.CONSTRUCTOR
                        || other.getName().equals(member.name);
                same += named && other.getParameterCount() == member.parameters.size() && !other.isSynthetic() ? 1 : 0;
            }
            return same > 1;
        } catch (ClassNotFoundException | LinkageError unknown) {
            return true;
        }
    }

    /** An implementation of an interface: a lambda, or a class without a name. */
    String standIn(TypeRef type, Function<Method, Expr> answers) {
        List<Method> methods;
        try {
            methods = StandIn.abstracts(world.type(type.raw));
        } catch (ClassNotFoundException unknown) {
            return "null";
        }
        if (style.lambdas && methods.size() == 1 && methods.get(0).getTypeParameters().length == 0) {
            Method only = methods.get(0);
            StringBuilder names = new StringBuilder();
            for (int i = 0; i < only.getParameterCount(); i++) {
                names.append(i == 0 ? "" : ", ").append((char) ('a' + i));
            }
            String head = only.getParameterCount() == 1 ? names.toString() : "(" + names + ")";
            return head + " -> " + (only.getReturnType() == void.class ? "{}" : answer(only, answers));
        }
        if (style.lambdas && methods.size() > MOST_METHODS) {
            return proxy(type(type.raw));
        }
        StringBuilder text = new StringBuilder("new ").append(type(type.raw)).append("() {");
        for (Method method : methods) {
            String access = Modifier.isPublic(method.getModifiers()) ? " public " : " ";
            text.append(access)
                    .append(type(method.getReturnType().getName()))
                    .append(' ')
                    .append(method.getName())
                    .append('(');
            Class<?>[] parameters = method.getParameterTypes();
            for (int i = 0; i < parameters.length; i++) {
                text.append(i == 0 ? "" : ", ")
                        .append(type(parameters[i].getName()))
                        .append(' ')
                        .append((char) ('a' + i));
            }
            String body = method.getReturnType() == void.class ? "" : "return " + answer(method, answers) + ";";
            text.append(") {").append(body.isEmpty() ? "" : " " + body + " ").append('}');
        }
        return text.append(" }").toString();
    }

    /** An implementation of many methods, in one line. Where one that answers a number is called, it will not do. */
    private String proxy(String face) {
        return "(" + face + ") " + type("java.lang.reflect.Proxy") + ".newProxyInstance(" + face
                + ".class.getClassLoader(), new Class<?>[] {" + face + ".class}, (proxy, method, arguments) -> null)";
    }

    private String answer(Method method, Function<Method, Expr> answers) {
        Expr answer = answers.apply(method);
        int before = statements.size();
        String text = argument(answer, method.getReturnType().getName());
        return statements.size() == before ? text : "null";
    }
}
