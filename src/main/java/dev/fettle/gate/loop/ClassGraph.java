package dev.fettle.gate.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Which class of a project needs which other one, from its class files: what the compiler took, whatever the imports say. Nested classes count as the one that they
 * are written in.
 *
 * @param needs by class (with dots): those of the project that it names, itself not among them; every class of the project is a key
 * @param open those that only say what others do, interfaces and abstract classes
 */
record ClassGraph(SortedMap<String, SortedSet<String>> needs, Set<String> open) {
    ClassGraph {
        needs = Collections.unmodifiableSortedMap(new TreeMap<>(needs));
        open = Set.copyOf(open);
    }

    /** Reads class files; one that cannot be read is left out. */
    static ClassGraph of(Collection<byte[]> classFiles) {
        Map<String, SortedSet<String>> named = new HashMap<>();
        Set<String> open = new HashSet<>();
        for (byte[] file : classFiles) {
            read(file, named, open);
        }
        SortedMap<String, SortedSet<String>> needs = new TreeMap<>();
        named.forEach((type, others) -> {
            SortedSet<String> own = new TreeSet<>(others);
            own.retainAll(named.keySet());
            own.remove(type);
            needs.put(type, own);
        });
        return new ClassGraph(needs, open);
    }

    private static void read(byte[] file, Map<String, SortedSet<String>> into, Set<String> open) {
        SortedSet<String> names = new TreeSet<>();
        try {
            ClassReader reader = new ClassReader(file);
            String self = written(reader.getClassName());
            reader.accept(
                    new ClassRemapper(Opcodes.ASM9, new EveryMethod(), new Names(names)) {},
                    ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            if ((reader.getAccess() & (Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT)) != 0) {
                open.add(self);
            }
            into.computeIfAbsent(self, any -> new TreeSet<>()).addAll(names);
        } catch (RuntimeException notAClassFile) {
            // foreign bytes: what ASM cannot make sense of names nothing
        }
    }

    private static String written(String internalName) {
        String name = internalName.replace('/', '.');
        int nested = name.indexOf('$', name.lastIndexOf('.') + 2);
        return nested < 0 ? name : name.substring(0, nested);
    }

    /** Asks to be shown what is in methods; whoever does not ask is shown their names only. */
    private static final class EveryMethod extends ClassVisitor {
        EveryMethod() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {};
        }
    }

    private static final class Names extends Remapper {
        private final SortedSet<String> names;

        Names(SortedSet<String> names) {
            super(Opcodes.ASM9);
            this.names = names;
        }

        @Override
        public String map(String internalName) {
            names.add(written(internalName));
            return internalName;
        }
    }

    /** The same of packages. */
    ClassGraph packages() {
        return by(ClassGraph::packageOf);
    }

    /** Of a class's name, "" for one without. */
    static String packageOf(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }

    private ClassGraph by(UnaryOperator<String> group) {
        SortedMap<String, SortedSet<String>> grouped = new TreeMap<>();
        needs.forEach((type, others) -> {
            SortedSet<String> into = grouped.computeIfAbsent(group.apply(type), any -> new TreeSet<>());
            others.forEach(other -> into.add(group.apply(other)));
        });
        grouped.forEach((name, others) -> others.remove(name));
        return new ClassGraph(grouped, grouped.keySet());
    }

    /** The shortest way from one to another, both included; empty when there is none. */
    List<String> way(String from, String to) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        cameFrom.put(from, from);
        while (!next.isEmpty()) {
            String at = next.remove();
            if (at.equals(to)) {
                return back(cameFrom, from, to);
            }
            for (String other : needs.getOrDefault(at, Collections.emptySortedSet())) {
                if (cameFrom.putIfAbsent(other, at) == null) {
                    next.add(other);
                }
            }
        }
        return List.of();
    }

    private static List<String> back(Map<String, String> cameFrom, String from, String to) {
        List<String> way = new ArrayList<>(List.of(to));
        String at = to;
        while (!at.equals(from)) {
            at = cameFrom.getOrDefault(at, from);
            way.add(at);
        }
        Collections.reverse(way);
        return way;
    }

    /** How far each one is from the nearest of some: 0 for these, 1 for what needs them, and so on; those that do not need them are left out. */
    Map<String, Integer> distancesTo(Collection<String> targets) {
        Map<String, List<String>> neededBy = new HashMap<>();
        needs.forEach((type, others) -> others.forEach(other ->
                neededBy.computeIfAbsent(other, any -> new ArrayList<>()).add(type)));
        Map<String, Integer> distances = new HashMap<>();
        Deque<String> next = new ArrayDeque<>();
        targets.forEach(target -> {
            if (distances.putIfAbsent(target, 0) == null) {
                next.add(target);
            }
        });
        while (!next.isEmpty()) {
            String at = next.remove();
            int distance = distances.getOrDefault(at, 0);
            for (String user : neededBy.getOrDefault(at, List.of())) {
                if (distances.putIfAbsent(user, distance + 1) == null) {
                    next.add(user);
                }
            }
        }
        return distances;
    }
}
