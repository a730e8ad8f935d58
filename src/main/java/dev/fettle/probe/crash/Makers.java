package dev.fettle.probe.crash;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.objectweb.asm.tree.MethodNode;

/** What makes objects of a type, and what changes them: constructors, factories, constants, and methods that leave a trace. */
final class Makers {
    private static final int MOST_SUBTYPES = 12;
    private static final int MOST_OF_ONE = 60;
    private static final int MOST_USES = 8;
    private static final int CALLERS = 3;

    /** Made of nothing, they are another thing each time. */
    private static final List<String> CHANGING = Arrays.asList(
            "java.util.Date", "java.util.Random", "java.security.SecureRandom", "java.util.GregorianCalendar");

    /** Concrete classes for types of the JDK that have no constructor or factory of their own. */
    private static final Map<String, List<String>> IMPLEMENTATIONS = new HashMap<>();

    static {
        put("java.io.InputStream", "java.io.ByteArrayInputStream");
        put("java.io.OutputStream", "java.io.ByteArrayOutputStream");
        put("java.io.Reader", "java.io.StringReader");
        put("java.io.Writer", "java.io.StringWriter");
        put("java.lang.Appendable", "java.lang.StringBuilder", "java.io.StringWriter");
        put("java.text.Format", "java.text.SimpleDateFormat", "java.text.DecimalFormat", "java.text.MessageFormat");
        put("java.text.DateFormat", "java.text.SimpleDateFormat");
        put("java.text.NumberFormat", "java.text.DecimalFormat");
        put("java.util.Calendar", "java.util.GregorianCalendar");
        put("java.lang.Throwable", "java.lang.Exception", "java.lang.IllegalStateException");
        put("java.io.Closeable", "java.io.StringReader");
        put("java.lang.AutoCloseable", "java.io.StringReader");
        put("java.lang.Readable", "java.io.StringReader");
        put(
                "java.time.temporal.TemporalAccessor",
                "java.time.LocalDate",
                "java.time.LocalDateTime",
                "java.time.ZonedDateTime");
        put("java.time.temporal.Temporal", "java.time.LocalDate", "java.time.LocalDateTime");
        put("java.util.Dictionary", "java.util.Hashtable");
        put("java.io.ObjectOutput", "java.io.ObjectOutputStream");
        put("java.io.DataInput", "java.io.DataInputStream");
        put("java.io.DataOutput", "java.io.DataOutputStream");
        put("java.nio.charset.Charset", "java.nio.charset.StandardCharsets");
    }

    private static void put(String type, String... implementations) {
        IMPLEMENTATIONS.put(type, Arrays.asList(implementations));
    }

    private final Codebase codebase;
    private final World world;
    private final Access access;
    private final Map<Member, Integer> uses;
    private final Map<String, Choice> makers = new HashMap<>();
    private final Map<String, Choice> changers = new HashMap<>();

    /** @param uses how often the project's tests use a member */
    Makers(Codebase codebase, World world, Access access, Map<Member, Integer> uses) {
        this.codebase = codebase;
        this.world = world;
        this.access = access;
        this.uses = uses;
    }

    /** Members with their weights. */
    static final class Choice {
        private final List<Member> members = new ArrayList<>();
        private final List<Integer> sums = new ArrayList<>();

        void add(Member member, int weight) {
            if (weight > 0 && !members.contains(member)) {
                members.add(member);
                sums.add(sum() + weight);
            }
        }

        private int sum() {
            return sums.isEmpty() ? 0 : sums.get(sums.size() - 1);
        }

        boolean isEmpty() {
            return members.isEmpty();
        }

        List<Member> all() {
            return members;
        }

        Member pick(Random random) {
            int at = Collections.binarySearch(sums, random.nextInt(sum()) + 1);
            return members.get(at < 0 ? -at - 1 : at);
        }
    }

    /** What makes an object that is of the type. */
    Choice of(String type) {
        Choice known = makers.get(type);
        if (known == null) {
            known = new Choice();
            makers.put(type, known);
            collect(type, known);
        }
        return known;
    }

    private void collect(String type, Choice choice) {
        try {
            Class<?> wanted = world.type(type);
            direct(wanted, wanted, choice, 6);
            for (String name : IMPLEMENTATIONS.getOrDefault(type, Collections.emptyList())) {
                direct(world.type(name), wanted, choice, 6);
            }
            int subtypes = 0;
            for (String below : codebase.below(type)) {
                if (subtypes++ == MOST_SUBTYPES) {
                    break;
                }
                direct(world.type(below), wanted, choice, 2);
            }
            for (String maker : codebase.makersOf(type)) {
                returning(world.type(maker), type, choice);
            }
            hidden(wanted, choice);
            for (String below : codebase.below(type)) {
                if (choice.all().size() < MOST_OF_ONE) {
                    hidden(world.type(below), choice);
                }
            }
        } catch (ClassNotFoundException | LinkageError broken) {
            return; // what was found so far
        }
    }

    /** An object of a class that no source can name is what a method gives back in whose code one is made, or who calls that one. */
    private void hidden(Class<?> wanted, Choice choice) {
        if (!codebase.isProduction(wanted.getName()) || access.reaches(wanted) || wanted.isInterface()) {
            return;
        }
        codebase.instantiating(wanted.getName()).forEach((name, methods) -> {
            List<MethodNode> makers = methods;
            for (int i = 0; i <= CALLERS && !makers.isEmpty(); i++) {
                List<MethodNode> callers = new ArrayList<>();
                boolean any = false;
                for (MethodNode each : makers) {
                    Executable found = world.find(name, each);
                    if (found instanceof Method
                            && gives((Method) found, wanted)
                            && choice.all().size() < MOST_OF_ONE) {
                        Member member = Member.of(found);
                        choice.add(member, weigh(member, 4));
                        any = true;
                    }
                    callers.addAll(codebase.callers(name, each));
                }
                makers = any ? Collections.emptyList() : callers;
            }
        });
    }

    private boolean gives(Method maker, Class<?> wanted) {
        Class<?> result = maker.getReturnType();
        return !result.isPrimitive()
                && result.isAssignableFrom(wanted)
                && access.reaches(maker)
                && access.reaches(result);
    }

    private void direct(Class<?> from, Class<?> wanted, Choice choice, int weight) {
        if (!access.reaches(from)) {
            return;
        }
        boolean inner = from.isMemberClass() && !Modifier.isStatic(from.getModifiers());
        if (!Modifier.isAbstract(from.getModifiers()) && !inner) {
            for (Constructor<?> each : sorted(from.getDeclaredConstructors())) {
                boolean changing = CHANGING.contains(from.getName()) && each.getParameterCount() == 0;
                if (access.reaches(each) && !changing) {
                    Member member = Member.of(each);
                    choice.add(member, weigh(member, weight));
                }
            }
        }
        for (Field each : from.getDeclaredFields()) {
            if (Modifier.isStatic(each.getModifiers())
                    && wanted.isAssignableFrom(each.getType())
                    && access.reaches(each)) {
                choice.add(Member.of(each), weight / 2 + 1);
            }
        }
        for (Method each : sorted(from.getDeclaredMethods())) {
            boolean makes = Modifier.isStatic(each.getModifiers()) && wanted.isAssignableFrom(each.getReturnType());
            if (makes && access.reaches(each) && steady(each) && choice.all().size() < MOST_OF_ONE) {
                Member member = Member.of(each);
                choice.add(member, weigh(member, weight / 2 + 1));
            }
        }
    }

    private void returning(Class<?> from, String type, Choice choice) {
        if (!access.reaches(from)) {
            return;
        }
        for (Method each : sorted(from.getDeclaredMethods())) {
            if (each.getReturnType().getName().equals(type)
                    && access.reaches(each)
                    && choice.all().size() < MOST_OF_ONE) {
                Member member = Member.of(each);
                boolean same = from.getName().equals(type);
                choice.add(member, weigh(member, same || member.isStatic ? 2 : 1));
            }
        }
    }

    private int weigh(Member member, int weight) {
        int used = Math.min(MOST_USES, uses.getOrDefault(member, 0));
        return Math.max(1, weight * 4 / (2 + member.parameters.size())) * (1 + used);
    }

    /** Whether it answers the same at any time. */
    private static boolean steady(Method method) {
        String name = method.getName();
        return !name.equals("now")
                && !name.startsWith("random")
                && !name.startsWith("current")
                && !name.startsWith("createTemp");
    }

    private static <E extends Executable> List<E> sorted(E[] members) {
        List<E> sorted = new ArrayList<>(Arrays.asList(members));
        sorted.sort(
                Comparator.<E>comparingInt(each -> each.getParameterCount()).thenComparing(each -> each.toString()));
        return sorted;
    }

    /** Methods that may change an object of the type; none for the JDK's. */
    Choice changing(String type) {
        Choice known = changers.get(type);
        if (known == null) {
            known = new Choice();
            changers.put(type, known);
            try {
                hiddenChanging(world.type(type), known);
                for (Class<?> each = world.type(type);
                        each != null && !Names.isJdk(each.getName());
                        each = each.getSuperclass()) {
                    for (Field field : each.getDeclaredFields()) {
                        boolean open =
                                !Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers());
                        if (open && access.reaches(field)) {
                            known.add(Member.of(field), 3);
                        }
                    }
                    for (Method method : sorted(each.getDeclaredMethods())) {
                        if (!Modifier.isStatic(method.getModifiers()) && access.reaches(method)) {
                            Member member = Member.of(method);
                            known.add(member, weighChange(member));
                        }
                    }
                }
            } catch (ClassNotFoundException | LinkageError broken) {
                return known;
            }
        }
        return known;
    }

    /** What no source can name changes by the methods of what it extends or implements. */
    private void hiddenChanging(Class<?> type, Choice known) {
        if (access.reaches(type) || !codebase.isProduction(type.getName())) {
            return;
        }
        for (Class<?> above : Codebase.above(type)) {
            for (Method method : above == Object.class ? new ArrayList<Method>() : sorted(above.getDeclaredMethods())) {
                if (!Modifier.isStatic(method.getModifiers()) && access.reaches(method)) {
                    Member member = Member.of(method);
                    known.add(member, weighChange(member));
                }
            }
        }
    }

    private int weighChange(Member member) {
        String name = member.name;
        boolean asks = member.parameters.isEmpty()
                && (name.startsWith("get") || name.startsWith("is") || name.startsWith("has"));
        boolean ofAll =
                name.equals("toString") || name.equals("hashCode") || name.equals("equals") || name.equals("clone");
        int weight =
                name.startsWith("set") || name.startsWith("add") || name.startsWith("put") || name.startsWith("append")
                        ? 6
                        : asks || ofAll ? 1 : member.result.raw.equals("void") ? 4 : 2;
        return weight * (1 + Math.min(MOST_USES, uses.getOrDefault(member, 0)));
    }
}
