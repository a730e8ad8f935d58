package dev.fettle.probe.crash;

import dev.fettle.probe.Rig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** What the project's class files say of its types and methods. */
final class Codebase {
    private final Rig rig;
    private final Set<String> production;
    private final Set<String> tests;
    private final Map<String, @Nullable ClassNode> nodes = new HashMap<>();
    private final Map<String, List<String>> below = new HashMap<>();
    private final Map<String, List<String>> factories = new HashMap<>();

    Codebase(Rig rig) {
        this.rig = rig;
        production = new HashSet<>(rig.productionClasses());
        tests = new HashSet<>(rig.testClasses());
        for (String name : rig.productionClasses()) {
            index(name);
        }
    }

    private void index(String name) {
        byte[] file = rig.classFile(name);
        if (file == null) {
            return;
        }
        try {
            new ClassReader(file)
                    .accept(
                            new Headers(name),
                            ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (RuntimeException notForUs) {
            return; // newer than we know
        }
    }

    private final class Headers extends ClassVisitor {
        private final String name;

        Headers(String name) {
            super(Opcodes.ASM9);
            this.name = name;
        }

        @Override
        public void visit(
                int version,
                int access,
                String self,
                String signature,
                @Nullable String above,
                String @Nullable [] faces) {
            if (above != null) {
                add(below, above.replace('/', '.'), name);
            }
            for (String face : faces == null ? new String[0] : faces) {
                add(below, face.replace('/', '.'), name);
            }
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            boolean usable = (access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) == 0;
            String made = Names.of(Type.getReturnType(descriptor));
            if (usable && production.contains(made)) {
                add(factories, made, name);
            }
            return null;
        }
    }

    private static void add(Map<String, List<String>> map, String key, String value) {
        List<String> values = map.computeIfAbsent(key, unknown -> new ArrayList<>());
        if (!values.contains(value)) {
            values.add(value);
        }
    }

    boolean isProduction(String className) {
        return production.contains(className);
    }

    boolean isTest(String className) {
        return tests.contains(className);
    }

    /** Classes of the project that extend or implement a type, directly or not; nearest first. */
    List<String> below(String type) {
        List<String> found = new ArrayList<>();
        List<String> next = below.getOrDefault(type, Collections.emptyList());
        while (!next.isEmpty()) {
            List<String> further = new ArrayList<>();
            for (String name : next) {
                if (!found.contains(name)) {
                    found.add(name);
                    further.addAll(below.getOrDefault(name, Collections.emptyList()));
                }
            }
            next = further;
        }
        return found;
    }

    /** Classes with a method that returns a type of the project. */
    List<String> makersOf(String type) {
        return factories.getOrDefault(type, Collections.emptyList());
    }

    /** A class with its code; null for one that is not the project's. */
    @Nullable
    ClassNode node(String className) {
        return nodes.computeIfAbsent(className, this::read);
    }

    private @Nullable ClassNode read(String className) {
        byte[] file = rig.classFile(className);
        if (file == null) {
            return null;
        }
        try {
            ClassNode node = new ClassNode();
            new ClassReader(file).accept(node, ClassReader.SKIP_FRAMES);
            return node;
        } catch (RuntimeException notForUs) {
            return null;
        }
    }

    /** Methods of a class by the name that a frame has, whatever their lambdas' numbers. */
    List<MethodNode> methods(String className, String name) {
        ClassNode node = node(className);
        List<MethodNode> found = new ArrayList<>();
        if (node != null) {
            for (MethodNode method : node.methods) {
                if (Names.method(method.name).equals(Names.method(name))) {
                    found.add(method);
                }
            }
        }
        return found;
    }

    /** Names of the methods that are called in each line. */
    static Map<Integer, Set<String>> calls(MethodNode method) {
        Map<Integer, Set<String>> calls = new LinkedHashMap<>();
        int line = 0;
        for (AbstractInsnNode each : method.instructions) {
            if (each instanceof LineNumberNode) {
                line = ((LineNumberNode) each).line;
                calls.computeIfAbsent(line, unknown -> new HashSet<>());
            } else if (each instanceof MethodInsnNode) {
                calls.computeIfAbsent(line, unknown -> new HashSet<>()).add(((MethodInsnNode) each).name);
            }
        }
        return calls;
    }

    /** What a class extends and implements, nearest first, {@link Object} last. */
    static List<Class<?>> above(Class<?> type) {
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> each = type.getSuperclass(); each != null; each = each.getSuperclass()) {
            all.add(each);
        }
        List<Class<?>> faces = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            faces.addAll(Arrays.asList(each.getInterfaces()));
        }
        for (int i = 0; i < faces.size(); i++) {
            for (Class<?> further : faces.get(i).getInterfaces()) {
                if (!faces.contains(further)) {
                    faces.add(further);
                }
            }
        }
        all.addAll(Math.max(0, all.size() - 1), faces);
        return all;
    }

    /** Methods in whose code objects of a class are made, of the classes in its package, by the class that has them. */
    Map<String, List<MethodNode>> instantiating(String className) {
        Map<String, List<MethodNode>> found = new LinkedHashMap<>();
        String internal = className.replace('.', '/');
        String pack = Names.packageOf(className);
        for (String name : rig.productionClasses()) {
            byte[] file = Names.packageOf(name).equals(pack) ? rig.classFile(name) : null;
            boolean may = file != null && new String(file, StandardCharsets.ISO_8859_1).contains(internal);
            ClassNode node = may ? node(name) : null;
            if (node == null) {
                continue;
            }
            for (MethodNode method : node.methods) {
                for (AbstractInsnNode each : method.instructions) {
                    boolean makes = each.getOpcode() == Opcodes.NEW && ((TypeInsnNode) each).desc.equals(internal);
                    if (makes) {
                        found.computeIfAbsent(name, unknown -> new ArrayList<>())
                                .add(method);
                        break;
                    }
                }
            }
        }
        return found;
    }

    /** Methods of the same class that call a method. */
    List<MethodNode> callers(String className, MethodNode called) {
        ClassNode node = node(className);
        List<MethodNode> found = new ArrayList<>();
        if (node == null) {
            return found;
        }
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode each : method.instructions) {
                boolean calls = each instanceof MethodInsnNode
                        && ((MethodInsnNode) each).name.equals(called.name)
                        && ((MethodInsnNode) each).desc.equals(called.desc)
                        && ((MethodInsnNode) each).owner.equals(node.name);
                if (calls && method != called && !found.contains(method)) {
                    found.add(method);
                }
            }
        }
        return found;
    }
}
