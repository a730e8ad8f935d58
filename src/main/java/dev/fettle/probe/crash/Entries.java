package dev.fettle.probe.crash;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** The methods through which a test can get to the crash: those on the trace, from the one that threw outwards, and who calls them. */
final class Entries {
    private static final int MOST = 12;
    private static final int CALLERS = 3;

    private final Codebase codebase;
    private final Wanted wanted;
    private final World world;
    private final List<Entry> entries = new ArrayList<>();

    /** One of them. */
    static final class Entry {
        final Member member;
        final int frame;

        Entry(Member member, int frame) {
            this.member = member;
            this.frame = frame;
        }
    }

    Entries(Codebase codebase, Wanted wanted, World world) {
        this.codebase = codebase;
        this.wanted = wanted;
        this.world = world;
    }

    /** Innermost first. */
    List<Entry> all() {
        int last = wanted.frames.size() - 1;
        for (int i : order()) {
            Wanted.Frame frame = wanted.frames.get(i);
            boolean any = false;
            for (MethodNode method : wanted.methods(i)) {
                any |= add(frame.className, method, i);
            }
            String written = Names.written(frame.method);
            if (!written.equals(frame.method)) {
                for (MethodNode method : codebase.methods(frame.className, written)) {
                    any |= add(frame.className, method, i);
                }
            }
            if (!any) {
                for (MethodNode method : wanted.methods(i)) {
                    any |= hidden(frame.className, method, i);
                }
            }
            if (!any && i == last) {
                callers(frame.className, wanted.methods(i), i);
            }
        }
        return entries.size() > MOST ? entries.subList(0, MOST) : entries;
    }

    /** From the one that threw outwards; where it goes round and round, the methods that come most often first. */
    private List<Integer> order() {
        Map<String, Integer> often = new HashMap<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < wanted.frames.size(); i++) {
            order.add(i);
            often.merge(wanted.frames.get(i).toString(), 1, Integer::sum);
        }
        if (wanted.type.endsWith("StackOverflowError")) {
            order.sort(Comparator.comparing(
                    i -> -often.getOrDefault(wanted.frames.get(i).toString(), 0)));
        }
        return order;
    }

    /** Methods of the class that lead to what a test cannot call. */
    private void callers(String className, List<MethodNode> called, int frame) {
        List<MethodNode> next = called;
        List<MethodNode> seen = new ArrayList<>(called);
        for (int i = 0; i < CALLERS; i++) {
            List<MethodNode> further = new ArrayList<>();
            boolean any = false;
            for (MethodNode method : next) {
                for (MethodNode caller : codebase.callers(className, method)) {
                    if (!seen.contains(caller)) {
                        seen.add(caller);
                        further.add(caller);
                        any |= add(className, caller, frame);
                    }
                }
            }
            if (any) {
                return;
            }
            next = further;
        }
    }

    private boolean add(String className, MethodNode method, int frame) {
        if (method.name.equals("<clinit>")) {
            return addAny(className, frame);
        }
        if ((method.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ABSTRACT)) != 0) {
            return false;
        }
        Executable found = find(className, method);
        if (found == null || !new Access(Names.packageOf(className)).reaches(found)) {
            return false;
        }
        add(found, frame);
        return true;
    }

    /** What no source can name is reached by what it extends or implements. */
    private boolean hidden(String className, MethodNode method, int frame) {
        try {
            Class<?> hidden = world.type(className);
            Access access = new Access(Names.packageOf(className));
            boolean fits = (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_ABSTRACT)) == 0
                    && !method.name.startsWith("<");
            Executable own = fits && !access.reaches(hidden) ? world.find(className, method) : null;
            if (own == null) {
                return false;
            }
            List<TypeRef> parameters = Member.of(own).generic;
            for (Class<?> above : Codebase.above(hidden)) {
                for (java.lang.reflect.Method known : above.getDeclaredMethods()) {
                    boolean same = known.getName().equals(method.name)
                            && known.getParameterCount() == own.getParameterCount()
                            && !Modifier.isStatic(known.getModifiers());
                    if (same && access.reaches(above) && access.reaches(known)) {
                        add(Member.of(known).on(className, parameters), frame);
                        return true;
                    }
                }
            }
            return false;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    private void add(Executable found, int frame) {
        add(Member.of(found), frame);
    }

    private void add(Member member, int frame) {
        for (Entry entry : entries) {
            if (entry.member.equals(member) && entry.member.subject.equals(member.subject)) {
                return;
            }
        }
        entries.add(new Entry(member, frame));
    }

    /** A class is initialised by whatever is called first. */
    private boolean addAny(String className, int frame) {
        try {
            Class<?> type = world.type(className);
            for (java.lang.reflect.Method method : type.getDeclaredMethods()) {
                boolean plain = Modifier.isStatic(method.getModifiers()) && method.getParameterCount() <= 1;
                if (plain && new Access(Names.packageOf(className)).reaches(method)) {
                    add(method, frame);
                    return true;
                }
            }
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (!Modifier.isAbstract(type.getModifiers())
                        && new Access(Names.packageOf(className)).reaches(constructor)) {
                    add(constructor, frame);
                    return true;
                }
            }
            return false;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    private @Nullable Executable find(String className, MethodNode method) {
        try {
            Class<?> owner = world.type(className);
            boolean constructor = method.name.equals("<init>");
            if (constructor
                    && (Modifier.isAbstract(owner.getModifiers())
                            || owner.isMemberClass() && !Modifier.isStatic(owner.getModifiers()))) {
                return null;
            }
            return world.find(className, method);
        } catch (ClassNotFoundException | LinkageError missing) {
            return null;
        }
    }
}
