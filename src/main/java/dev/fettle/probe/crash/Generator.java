package dev.fettle.probe.crash;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes values of any type, at random but the same ones for the same seed. */
final class Generator {
    static final int DEPTH = 4;
    /** Deeper than the stack of a thread, where each level takes a frame or two. */
    private static final int DEEP = 16_000;
    /** Of a text of the project's that is repeated so often. */
    private static final int LONGEST_AGAIN = 12;

    private static final int MOST_ELEMENTS = 4;
    private static final int RECEIVERS = 8;
    /** One argument in so many has to do with another. */
    private static final int ALIAS = 6;

    private static final int MOST_NEAR = 24;

    private final World world;
    private final Access access;
    private final Makers makers;
    private final Dictionary dictionary;
    private final Harvest harvest;
    private final Random random;
    private final List<String> classNames;
    /** Whether something that goes round without end is looked for. */
    final boolean endless;

    private final Map<String, List<Expr>> seeds = new HashMap<>();
    /** Types of which nothing could be made that a method can be called on. */
    private final Set<String> barren = new HashSet<>();

    private final @Nullable Method listIterator;

    /**
     * For one package.
     *
     * @param classNames types of the project that class literals may name
     * @param endless whether something that goes round without end is looked for
     */
    Generator(
            World world,
            Access access,
            Makers makers,
            Dictionary dictionary,
            Harvest harvest,
            Random random,
            List<String> classNames,
            boolean endless) {
        this.endless = endless;
        this.world = world;
        this.access = access;
        this.makers = makers;
        this.dictionary = dictionary;
        this.harvest = harvest;
        this.random = random;
        this.classNames = classNames;
        Method found;
        try {
            found = Iterable.class.getMethod("iterator");
        } catch (NoSuchMethodException impossible) {
            found = null;
        }
        listIterator = found;
    }

    /** A value for a type. @param depth how many objects within objects at most */
    Expr make(TypeRef type, int depth) {
        String raw = type.raw;
        if (type.isPrimitive()) {
            return primitive(raw);
        }
        if (random.nextInt(12) == 0) {
            return new Null(type);
        }
        List<Expr> known = seeds(raw);
        if (!known.isEmpty() && depth > 0 && random.nextInt(5) < 2) {
            return known.get(random.nextInt(known.size()));
        }
        if (endless && random.nextInt(4) == 0) {
            List<Expr> deep = deep(type);
            if (!deep.isEmpty() && isText(type) && random.nextInt(2) == 0) {
                return again();
            }
            if (!deep.isEmpty()) {
                return deep.get(random.nextInt(deep.size()));
            }
        }
        Expr simple = simple(type, depth);
        return simple != null ? simple : object(type, depth);
    }

    /** What the project's tests make where this type is wanted. */
    List<Expr> seeds(String raw) {
        return seeds.computeIfAbsent(raw, unknown -> {
            List<Expr> some = new ArrayList<>();
            for (Expr each : harvest.of(raw)) {
                if (Reach.reaches(each, access, world)) {
                    some.add(each);
                }
            }
            return some;
        });
    }

    /** What has no end, or one that is far away. */
    List<Expr> deep(TypeRef type) {
        List<Expr> some = new ArrayList<>(SelfHolding.of(type));
        if (isText(type)) {
            for (String opening : new String[] {"(", "[", "{", "<a>", "{\"a\":", "-", "!", ".", "a.", "((a)"}) {
                some.add(new Repeated(opening, DEEP));
            }
        }
        return some;
    }

    /** A text or a character that the code on the trace knows, again and again. */
    private Expr again() {
        String text = dictionary.text(random);
        boolean longer = text.isEmpty() || text.length() > LONGEST_AGAIN;
        String character = String.valueOf(dictionary.character(random));
        return new Repeated(
                longer ? (random.nextBoolean() ? "a" : "") + character : text, random.nextBoolean() ? DEEP : DEEP / 4);
    }

    private static boolean isText(TypeRef type) {
        return type.raw.equals("java.lang.String") || type.raw.equals("java.lang.CharSequence");
    }

    private @Nullable Expr simple(TypeRef type, int depth) {
        switch (type.raw) {
            case "java.lang.String":
                return new Literal(dictionary.text(random));
            case "java.lang.CharSequence":
            case "java.lang.Comparable":
                return random.nextInt(6) > 0 || type.raw.equals("java.lang.Comparable")
                        ? new Literal(dictionary.text(random))
                        : make(TypeRef.of("java.lang.StringBuilder"), depth - 1);
            case "java.lang.Integer":
            case "java.lang.Long":
            case "java.lang.Double":
            case "java.lang.Float":
            case "java.lang.Short":
            case "java.lang.Byte":
            case "java.lang.Boolean":
            case "java.lang.Character":
                return primitive(unboxed(type.raw));
            case "java.lang.Number":
                return primitive(random.nextInt(3) == 0 ? "double" : random.nextBoolean() ? "int" : "long");
            case "java.lang.Object":
                return anything(depth);
            case "java.lang.Class":
            case "java.lang.reflect.Type":
                return classLiteral();
            case "java.util.Iterator":
                return iterator(type, depth);
            default:
                break;
        }
        if (type.isArray()) {
            return array(type.component(), depth);
        }
        List<String> containers = Containers.of(type.raw);
        return containers.isEmpty()
                ? null
                : container(
                        type,
                        containers.get(Math.min(random.nextInt(containers.size()), random.nextInt(containers.size()))),
                        depth);
    }

    /** The primitive type of a box; the type itself for others. */
    static String unboxed(String raw) {
        if (!raw.startsWith("java.lang.")) {
            return raw;
        }
        return raw.equals("java.lang.Integer")
                ? "int"
                : raw.equals("java.lang.Character") ? "char" : Names.simple(raw).toLowerCase(java.util.Locale.ROOT);
    }

    /** A value of a primitive type. */
    Literal primitive(String raw) {
        switch (raw) {
            case "boolean":
                return new Literal(random.nextBoolean());
            case "char":
                return new Literal(dictionary.character(random));
            case "double":
                return new Literal(dictionary.fraction(random));
            case "float":
                return new Literal((float) dictionary.fraction(random));
            case "long":
                return new Literal(dictionary.number(random));
            case "short":
                return new Literal((short) dictionary.number(random));
            case "byte":
                return new Literal((byte) dictionary.number(random));
            default:
                return new Literal((int) dictionary.number(random));
        }
    }

    private Expr anything(int depth) {
        switch (random.nextInt(8)) {
            case 0:
                return primitive("int");
            case 1:
                return primitive(random.nextBoolean() ? "double" : "boolean");
            case 2:
                return depth > 0
                        ? container(new TypeRef("java.util.List", Collections.emptyList()), Container.AS_LIST, depth)
                        : new Literal("");
            case 3:
                return depth > 0
                        ? array(random.nextBoolean() ? TypeRef.STRING : TypeRef.of("int"), depth)
                        : new Literal("");
            case 4:
                return depth > 0 && !classNames.isEmpty()
                        ? object(TypeRef.of(classNames.get(random.nextInt(classNames.size()))), depth - 1)
                        : new Literal("a");
            default:
                return new Literal(dictionary.text(random));
        }
    }

    private Expr classLiteral() {
        String[] usual = {
            "java.lang.String",
            "int",
            "java.lang.Object",
            "java.util.List",
            "[I",
            "java.lang.Integer",
            "void",
            "java.util.Map"
        };
        if (random.nextBoolean() && !classNames.isEmpty()) {
            String name = classNames.get(random.nextInt(classNames.size()));
            try {
                if (access.reaches(world.type(name))) {
                    return new ClassLiteral(name);
                }
            } catch (ClassNotFoundException | LinkageError unknown) {
                return new ClassLiteral(usual[0]);
            }
        }
        return new ClassLiteral(usual[random.nextInt(usual.length)]);
    }

    private Expr iterator(TypeRef type, int depth) {
        if (listIterator == null) {
            return new Null(type);
        }
        Expr list = container(new TypeRef("java.util.List", type.arguments), Container.AS_LIST, depth - 1);
        return new Call(Member.of(listIterator), Collections.singletonList(list));
    }

    private Expr array(TypeRef component, int depth) {
        if (component.raw.equals("byte") && random.nextInt(3) > 0) {
            return bytes();
        }
        List<Expr> elements = new ArrayList<>();
        for (int i = length(depth); i > 0; i--) {
            elements.add(make(component, depth - 1));
        }
        return new ArrayOf(component, elements);
    }

    /** Bytes are texts most of the time. */
    private Expr bytes() {
        try {
            Member getBytes = Member.of(String.class.getMethod("getBytes"));
            return new Call(getBytes, Collections.singletonList(new Literal(dictionary.text(random))));
        } catch (NoSuchMethodException impossible) {
            return new ArrayOf(TypeRef.of("byte"), Collections.emptyList());
        }
    }

    private int length(int depth) {
        return depth <= 0 ? 0 : Math.min(random.nextInt(MOST_ELEMENTS + 1), random.nextInt(MOST_ELEMENTS + 1));
    }

    /** A collection or map of some elements. @param implementation one of {@link Containers#of} */
    Container container(TypeRef type, String implementation, int depth) {
        boolean map = Containers.isMap(implementation);
        List<TypeRef> types = new ArrayList<>(type.arguments);
        if (types.isEmpty() && !implementation.endsWith("Properties")) {
            types.add(random.nextInt(3) > 0 ? TypeRef.STRING : TypeRef.OBJECT);
            if (map) {
                types.add(TypeRef.OBJECT);
            }
        }
        Container empty = new Container(implementation, types, Collections.emptyList(), map);
        List<Expr> elements = new ArrayList<>();
        for (int i = length(depth); i > 0; i--) {
            elements(empty, elements, depth);
        }
        return empty.holding(elements);
    }

    /** One element more, or a key and a value. */
    void elements(Container container, List<Expr> into, int depth) {
        for (int i = 0; i < container.stride(); i++) {
            TypeRef type = container.implementation.endsWith("Properties") ? TypeRef.STRING : container.slot(i);
            into.add(make(type, depth - 1));
        }
    }

    private Expr object(TypeRef type, int depth) {
        Makers.Choice choice = makers.of(type.raw);
        if (choice.isEmpty() || face(type.raw) && random.nextInt(4) == 0) {
            return standIn(type, depth);
        }
        Member member = choice.pick(random);
        for (int i = 0; i < 6 && depth <= 0 && !member.parameters.isEmpty(); i++) {
            member = choice.pick(random);
        }
        if (depth < -1) {
            return new Null(type);
        }
        Expr made = member.kind == Member.Kind.FIELD ? new StaticField(member) : call(member, depth - 1);
        for (int i = depth > 0 ? random.nextInt(4) - 1 : 0; i > 0; i--) {
            made = changed(made, type, depth - 1);
        }
        return made;
    }

    private boolean face(String raw) {
        try {
            return world.type(raw).isInterface();
        } catch (ClassNotFoundException unknown) {
            return false;
        }
    }

    private Expr standIn(TypeRef type, int depth) {
        try {
            Class<?> face = world.type(type.raw);
            if (!face.isInterface() || !access.reaches(face) || depth < -1) {
                return new Null(type);
            }
            List<Method> methods = StandIn.abstracts(face);
            if (methods.isEmpty()) {
                return new Null(type);
            }
            TypeRef wanted =
                    TypeRef.of(methods.get(random.nextInt(methods.size())).getReturnType());
            return new StandIn(
                    type, wanted.raw.equals("void") ? new Null(TypeRef.OBJECT) : make(wanted, Math.min(depth - 2, 0)));
        } catch (ClassNotFoundException | LinkageError unknown) {
            return new Null(type);
        }
    }

    /** A call with arguments made for it. */
    Call call(Member member, int depth) {
        List<Expr> parts = new ArrayList<>();
        if (member.hasReceiver()) {
            parts.add(receiver(TypeRef.of(member.subject), depth));
        }
        for (TypeRef parameter : member.generic) {
            Expr alias = parts.isEmpty() || random.nextInt(ALIAS) > 0 ? null : alias(parts, parameter, depth);
            parts.add(alias == null ? make(parameter, depth) : alias);
        }
        return new Call(member, parts);
    }

    /** Something that has to do with what is handed over already: the same, what that came from, or what one of these gives. Null for nothing. */
    @Nullable
    Expr alias(List<Expr> others, TypeRef type, int depth) {
        if (type.isPrimitive()
                || Names.isJdk(type.raw) && Containers.of(type.raw).isEmpty()) {
            return null;
        }
        List<Expr> near = new ArrayList<>();
        for (Expr other : others) {
            for (Expr each = other; each != null && near.size() < MOST_NEAR; each = before(each)) {
                near.add(each);
            }
        }
        List<Expr> fitting = new ArrayList<>();
        for (Expr each : near) {
            if (!(each instanceof Null) && holds(type, each.type())) {
                fitting.add(each);
            }
            for (Member member : makers.of(type.raw).all()) {
                if (member.hasReceiver()
                        && fitting.size() < MOST_NEAR
                        && holds(TypeRef.of(member.owner), each.type())) {
                    List<Expr> parts = new ArrayList<>();
                    parts.add(each);
                    member.generic.forEach(parameter -> parts.add(make(parameter, Math.min(depth, 1))));
                    fitting.add(new Call(member, parts));
                }
            }
        }
        return fitting.isEmpty() ? null : fitting.get(random.nextInt(fitting.size()));
    }

    /** What an object was got from. */
    private static @Nullable Expr before(Expr expr) {
        Expr made = expr instanceof Built ? ((Built) expr).maker : expr;
        return made instanceof Call && ((Call) made).member.hasReceiver()
                ? made.parts().get(0)
                : null;
    }

    private Expr receiver(TypeRef type, int depth) {
        int most = barren.contains(type.raw) ? 0 : depth > 0 ? RECEIVERS : 1;
        for (int i = 0; i < most; i++) {
            Expr made = make(type, depth);
            if (!(made instanceof Null)) {
                return made;
            }
        }
        if (most == RECEIVERS) {
            barren.add(type.raw);
        }
        return new Null(type);
    }

    private boolean holds(TypeRef parameter, TypeRef object) {
        try {
            return world.type(parameter.raw).isAssignableFrom(world.type(object.raw));
        } catch (ClassNotFoundException | LinkageError unknown) {
            return false;
        }
    }

    /** An object after one more call that may change it; the same where there is none. @param slot what it is wanted as */
    Expr changed(Expr object, TypeRef slot, int depth) {
        Makers.Choice own = makers.changing(object.type().raw);
        Makers.Choice choice = own.isEmpty() ? makers.changing(slot.raw) : own;
        if (choice.isEmpty()) {
            return object;
        }
        Member member = choice.pick(random);
        List<Expr> arguments = new ArrayList<>();
        for (TypeRef parameter : member.generic) {
            boolean itself = endless && random.nextInt(2) == 0 && holds(parameter, object.type());
            arguments.add(itself ? new Itself(object.type()) : make(parameter, depth - 1));
        }
        return Built.after(object, new Built.Step(member, arguments));
    }
}
