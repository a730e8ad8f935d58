package dev.fettle.probe.crash;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Objects and calls that the project's own tests make: read from their class files, nothing is run. */
final class Harvest {
    private static final int MOST_OF_TYPE = 300;
    private static final int MOST_CALLS = 400;
    private static final int LARGEST = 60;

    private final World world;
    private final Codebase codebase;
    private final Map<String, List<Expr>> byType = new HashMap<>();
    private final Map<Member, List<Call>> calls = new HashMap<>();
    private final Map<Member, Integer> uses = new HashMap<>();

    Harvest(World world, Codebase codebase) {
        this.world = world;
        this.codebase = codebase;
    }

    /** Values that were handed over, or made, where this type was wanted. */
    List<Expr> of(String type) {
        return byType.getOrDefault(type, Collections.emptyList());
    }

    /** Calls of a member, as far as their arguments are known. */
    List<Call> calls(Member member) {
        return calls.getOrDefault(member, Collections.emptyList());
    }

    /** How often members of the project are used. */
    Map<Member, Integer> uses() {
        return uses;
    }

    /** Reads a test class; what prepares each test goes before the tests. */
    void read(ClassNode test) {
        Symbols symbols = new Symbols(this, test.name);
        List<MethodNode> first = new ArrayList<>();
        List<MethodNode> then = new ArrayList<>();
        List<MethodNode> lambdas = new ArrayList<>();
        for (MethodNode method : test.methods) {
            if (method.name.startsWith("lambda$")) {
                lambdas.add(0, method); // a lambda within a lambda has the smaller number
                continue;
            }
            boolean prepares = method.name.startsWith("<")
                    || method.name.toLowerCase(java.util.Locale.ROOT).contains("setup")
                    || annotated(method, "Before");
            (prepares ? first : then).add(method);
        }
        first.addAll(then);
        first.addAll(lambdas);
        for (MethodNode method : first) {
            try {
                symbols.begin(method);
                new Analyzer<>(symbols).analyze(test.name, method);
            } catch (AnalyzerException | RuntimeException | LinkageError notUnderstood) {
                continue; // what was seen of it so far stays
            }
        }
    }

    private static boolean annotated(MethodNode method, String with) {
        return method.visibleAnnotations != null
                && method.visibleAnnotations.stream().anyMatch(each -> each.desc.contains(with));
    }

    /** The expression for a call with known arguments; notes it. Null where the call is not to be had. */
    @Nullable
    Call call(Member member, List<Expr> parts) {
        List<Expr> fitted = new ArrayList<>();
        int receivers = member.hasReceiver() ? 1 : 0;
        for (int i = 0; i < parts.size(); i++) {
            fitted.add(i < receivers ? parts.get(i) : fit(parts.get(i), member.parameters.get(i - receivers)));
        }
        Call call = new Call(member, fitted);
        if (call.count() > LARGEST) {
            return null;
        }
        if (codebase.isProduction(member.owner) || ofProject(member, fitted)) {
            List<Call> known = calls.computeIfAbsent(member, unknown -> new ArrayList<>());
            if (known.size() < MOST_CALLS) {
                known.add(call);
            }
            for (int i = receivers; i < fitted.size(); i++) {
                note(member.parameters.get(i - receivers), fitted.get(i));
            }
        }
        note(member.result.raw, call);
        return call;
    }

    /** A method of the JDK's on what the project made: an iterator of its own, say. */
    private boolean ofProject(Member member, List<Expr> parts) {
        Expr receiver = member.hasReceiver() ? parts.get(0) : null;
        while (receiver instanceof Built) {
            receiver = ((Built) receiver).maker;
        }
        return receiver instanceof Call && codebase.isProduction(((Call) receiver).member.owner);
    }

    void note(String type, Expr value) {
        boolean plain = value instanceof Literal || value instanceof Null || Names.PRIMITIVES.contains(type);
        if (plain || value.count() > LARGEST) {
            return;
        }
        List<Expr> known = byType.computeIfAbsent(type, unknown -> new ArrayList<>());
        if (known.size() < MOST_OF_TYPE) {
            known.add(value);
        }
        String own = value.type().raw;
        if (!own.equals(type) && !own.equals("java.lang.Object")) {
            note(own, value);
        }
    }

    void used(Member member) {
        if (codebase.isProduction(member.owner)) {
            uses.merge(member, 1, Integer::sum);
        }
    }

    /** A constant as the parameter's type has it: in class files truth values and characters are numbers. */
    static Expr fit(Expr value, String type) {
        if (value instanceof Literal && ((Literal) value).value instanceof Integer) {
            int number = (Integer) ((Literal) value).value;
            switch (type) {
                case "boolean":
                    return new Literal(number != 0);
                case "char":
                    return new Literal((char) number);
                case "byte":
                    return new Literal((byte) number);
                case "short":
                    return new Literal((short) number);
                default:
                    return value;
            }
        }
        return value instanceof Null ? new Null(TypeRef.of(type)) : value;
    }

    /** The member that an instruction names; null for one that cannot be found or named. */
    @Nullable
    Member member(MethodInsnNode instruction) {
        try {
            Type[] types = Type.getArgumentTypes(instruction.desc);
            Class<?>[] parameters = new Class<?>[types.length];
            for (int i = 0; i < types.length; i++) {
                parameters[i] = world.type(Names.of(types[i]));
            }
            Class<?> owner = world.type(Names.of(Type.getObjectType(instruction.owner)));
            Executable found = instruction.name.equals("<init>")
                    ? owner.getDeclaredConstructor(parameters)
                    : method(owner, instruction.name, parameters);
            return found == null || Modifier.isPrivate(found.getModifiers()) || inner(found) ? null : Member.of(found);
        } catch (ReflectiveOperationException | LinkageError missing) {
            return null;
        }
    }

    private static boolean inner(Executable found) {
        Class<?> owner = found.getDeclaringClass();
        return found instanceof Constructor && owner.isMemberClass() && !Modifier.isStatic(owner.getModifiers());
    }

    private static @Nullable Method method(Class<?> owner, String name, Class<?>[] parameters) {
        for (Class<?> each = owner; each != null; each = each.getSuperclass()) {
            try {
                return each.getDeclaredMethod(name, parameters);
            } catch (NoSuchMethodException further) {
                continue;
            }
        }
        try {
            return owner.getMethod(name, parameters);
        } catch (NoSuchMethodException missing) {
            return null;
        }
    }

    /** A constant or singleton that an instruction reads. */
    @Nullable
    Expr constant(FieldInsnNode instruction) {
        try {
            Class<?> owner = world.type(Names.of(Type.getObjectType(instruction.owner)));
            for (Class<?> each = owner; each != null; each = each.getSuperclass()) {
                for (java.lang.reflect.Field field : each.getDeclaredFields()) {
                    boolean fits = field.getName().equals(instruction.name)
                            && Modifier.isStatic(field.getModifiers())
                            && !Modifier.isPrivate(field.getModifiers());
                    if (fits) {
                        return new StaticField(Member.of(field));
                    }
                }
            }
            return null;
        } catch (ClassNotFoundException | LinkageError missing) {
            return null;
        }
    }

    /** Whether a type is not of the tests: what is made of it can be written down elsewhere. */
    boolean common(String type) {
        return codebase.isProduction(type) || !codebase.isTest(type);
    }

    static Map<String, Expr> noFields() {
        return new TreeMap<>();
    }
}
