package dev.fettle.probe;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites a class of the project: a tick at every method entry and loop back edge, exits turned into errors and, where asked for,
 * line probes and traces. Only calls are inserted, never a branch, so the frames stay as they are.
 */
final class Instrumentation {
    private static final String PROBES = "dev/fettle/probe/";

    private final boolean lines;
    private final boolean trace;
    private final LineSink sink;
    private final Set<String> watched;
    private boolean initializer;

    /** Hears of each probed line and the method it stands in; answers the probe's number. */
    interface LineSink {
        int add(String className, String file, int line, String method);
    }

    Instrumentation(boolean lines, boolean trace, LineSink sink) {
        this(lines, trace, sink, Collections.emptySet());
    }

    /** @param watched names with descriptors of the methods that tell {@link Experiment} of their entries */
    Instrumentation(boolean lines, boolean trace, LineSink sink, Set<String> watched) {
        this.lines = lines;
        this.trace = trace;
        this.sink = sink;
        this.watched = watched;
    }

    /** The rewritten class, or the class as it was when it cannot be rewritten (too new, a method too large). */
    byte[] rewrite(byte[] classFile) {
        try {
            initializer = false;
            ClassReader reader = new ClassReader(classFile);
            ClassWriter writer = new ClassWriter(reader, 0);
            reader.accept(new Rewriter(writer), 0);
            return writer.toByteArray();
        } catch (RuntimeException notForUs) {
            return classFile;
        }
    }

    /** Whether the class last rewritten has a static initialiser, which tells {@link StaticState} when it runs. */
    boolean hasInitializer() {
        return initializer;
    }

    private final class Rewriter extends ClassVisitor {
        private String owner = "";
        private String file = "";
        private boolean classConstants;

        Rewriter(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            owner = name.replace('/', '.');
            classConstants = (version & 0xffff) >= Opcodes.V1_5;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public void visitSource(String source, String debug) {
            file = source == null ? "" : source;
            super.visitSource(source, debug);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (next == null) {
                return null;
            }
            boolean initializes = name.equals("<clinit>") && classConstants;
            initializer |= initializes;
            boolean traced = trace && name.charAt(0) != '<' && (access & Opcodes.ACC_SYNTHETIC) == 0;
            if (watched.contains(name + descriptor)) {
                next = new Watched(next, owner.replace('.', '/'), access, name, descriptor);
            }
            int traceId = traced ? (owner + original(name) + descriptor).hashCode() : 0;
            return new Method(next, owner, file, name, initializes, traceId, isCopy(name));
        }
    }

    /** Whole-method variants are called {@code name$17}. What they return the method returns that calls them, so it is told once; what they throw passes it by. */
    private static boolean isCopy(String name) {
        return !original(name).equals(name);
    }

    private static String original(String name) {
        int dollar = name.lastIndexOf('$');
        boolean copy = dollar > 0 && dollar < name.length() - 1 && Character.isDigit(name.charAt(dollar + 1));
        return copy ? name.substring(0, dollar) : name;
    }

    private final class Method extends MethodVisitor {
        private final String owner;
        private final String file;
        private final String method;
        private final boolean initializes;
        private final int traceId;
        private final boolean throwsOnly;
        private final Set<Label> passed = new HashSet<>();
        private int pendingLine;

        Method(
                MethodVisitor next,
                String owner,
                String file,
                String method,
                boolean initializes,
                int traceId,
                boolean throwsOnly) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
            this.file = file;
            this.method = method;
            this.initializes = initializes;
            this.traceId = traceId;
            this.throwsOnly = throwsOnly;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (initializes) {
                super.visitLdcInsn(Type.getObjectType(owner.replace('.', '/')));
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC, PROBES + "StaticState", "begins", "(Ljava/lang/Class;)V", false);
                loading("begins");
            }
            tick();
        }

        private void loading(String what) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, PROBES + "Loading", what, "()V", false);
        }

        private void tick() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, PROBES + "Budget", "tick", "()V", false);
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            super.visitLineNumber(line, start);
            pendingLine = line; // the probe must come after the frame that may follow here
        }

        private void probe() {
            if (pendingLine != 0 && lines) {
                int probe = sink.add(owner, file, pendingLine, method);
                super.visitLdcInsn(probe);
                super.visitMethodInsn(Opcodes.INVOKESTATIC, PROBES + "Lines", "hit", "(I)V", false);
            }
            pendingLine = 0;
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            probe();
            tickBack(label);
            super.visitJumpInsn(opcode, label);
        }

        private void tickBack(Label... targets) {
            for (Label target : targets) {
                if (passed.contains(target)) {
                    tick();
                    return;
                }
            }
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label dflt, Label... labels) {
            probe();
            tickBack(dflt);
            tickBack(labels);
            super.visitTableSwitchInsn(min, max, dflt, labels);
        }

        @Override
        public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] labels) {
            probe();
            tickBack(dflt);
            tickBack(labels);
            super.visitLookupSwitchInsn(dflt, keys, labels);
        }

        @Override
        public void visitInsn(int opcode) {
            probe();
            boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN && !throwsOnly;
            if (traceId != 0 && (returns || opcode == Opcodes.ATHROW)) {
                traceEnd(opcode);
            }
            if (initializes && opcode == Opcodes.RETURN) {
                loading("ends");
            }
            super.visitInsn(opcode);
        }

        private void traceEnd(int opcode) {
            String type = "";
            if (opcode == Opcodes.ATHROW) {
                type = "Ljava/lang/Object;";
            } else if (opcode != Opcodes.RETURN) {
                type = new String[] {"I", "J", "F", "D", "Ljava/lang/Object;"}[opcode - Opcodes.IRETURN];
            }
            if (!type.isEmpty()) {
                super.visitInsn(type.equals("J") || type.equals("D") ? Opcodes.DUP2 : Opcodes.DUP);
            }
            super.visitLdcInsn(traceId);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, PROBES + "Trace", "returned", "(" + type + "I)V", false);
        }

        @Override
        public void visitMethodInsn(int opcode, String type, String name, String descriptor, boolean isInterface) {
            probe();
            if (descriptor.equals("(I)V") && type.equals("java/lang/System") && name.equals("exit")) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, PROBES + "Exit", "exit", "(I)V", false);
            } else if (descriptor.equals("(I)V")
                    && type.equals("java/lang/Runtime")
                    && (name.equals("exit") || name.equals("halt"))) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, PROBES + "Exit", "exit", "(Ljava/lang/Runtime;I)V", false);
            } else {
                super.visitMethodInsn(opcode, type, name, descriptor, isInterface);
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.NEW) {
                super.visitTypeInsn(
                        opcode, type); // frames name this very offset: nothing may come between it and its label
                probe();
            } else {
                probe();
                super.visitTypeInsn(opcode, type);
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            probe();
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitVarInsn(int opcode, int index) {
            probe();
            super.visitVarInsn(opcode, index);
        }

        @Override
        public void visitFieldInsn(int opcode, String type, String name, String descriptor) {
            probe();
            super.visitFieldInsn(opcode, type, name, descriptor);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            probe();
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }

        @Override
        public void visitLdcInsn(Object value) {
            probe();
            super.visitLdcInsn(value);
        }

        @Override
        public void visitIincInsn(int index, int increment) {
            probe();
            super.visitIincInsn(index, increment);
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            probe();
            super.visitMultiANewArrayInsn(descriptor, dimensions);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            super.visitMaxs(
                    maxStack + 3, maxLocals); // the widest insertion: a long or double doubled, and the method's number
        }
    }
}
