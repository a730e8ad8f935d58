package dev.fettle.probe;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Lets a method tell {@link Experiment} that it is entered, with its object and its arguments. Only calls are inserted, never a branch. */
final class Watched extends MethodVisitor {
    /** The widest moment: five arguments of the call, the array once more, an index, a long or double. */
    private static final int STACK = 9;

    private final String owner;
    private final boolean isStatic;
    private final String name;
    private final String descriptor;

    Watched(MethodVisitor next, String owner, int access, String name, String descriptor) {
        super(Opcodes.ASM9, next);
        this.owner = owner;
        this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
        this.name = name;
        this.descriptor = descriptor;
    }

    /** Methods that stand in a class file once more as {@code name$17} with the same descriptor: those of which it holds variants. */
    static final class Copied {
        /** Names with descriptors. */
        final Set<String> methods = new HashSet<>();

        final Set<Integer> variants = new HashSet<>();
    }

    static Copied in(byte[] classFile) {
        Set<String> all = new HashSet<>();
        Copied copied = new Copied();
        try {
            new ClassReader(classFile)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access, String name, String descriptor, String signature, String[] thrown) {
                                    int dollar = name.lastIndexOf('$');
                                    if ((access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ABSTRACT)) == 0) {
                                        all.add(name + descriptor);
                                        if (dollar > 0 && isNumber(name.substring(dollar + 1))) {
                                            copied.methods.add(name.substring(0, dollar) + descriptor);
                                            copied.variants.add(Integer.parseInt(name.substring(dollar + 1)));
                                        }
                                    }
                                    return NONE;
                                }
                            },
                            ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (RuntimeException notForUs) {
            return new Copied();
        }
        copied.methods.retainAll(all);
        return copied;
    }

    private static final MethodVisitor NONE = new MethodVisitor(Opcodes.ASM9) {};

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public void visitCode() {
        super.visitCode();
        int local = 0;
        if (isStatic) {
            super.visitInsn(Opcodes.ACONST_NULL);
        } else {
            super.visitVarInsn(Opcodes.ALOAD, local++);
        }
        Type[] types = Type.getArgumentTypes(descriptor);
        super.visitIntInsn(Opcodes.SIPUSH, types.length);
        super.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        for (int i = 0; i < types.length; i++) {
            super.visitInsn(Opcodes.DUP);
            super.visitIntInsn(Opcodes.SIPUSH, i);
            super.visitVarInsn(types[i].getOpcode(Opcodes.ILOAD), local);
            box(types[i]);
            super.visitInsn(Opcodes.AASTORE);
            local += types[i].getSize();
        }
        super.visitLdcInsn(Type.getObjectType(owner));
        super.visitLdcInsn(name);
        super.visitLdcInsn(descriptor);
        super.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                "dev/fettle/probe/Experiment",
                "entered",
                "(Ljava/lang/Object;[Ljava/lang/Object;Ljava/lang/Class;Ljava/lang/String;Ljava/lang/String;)V",
                false);
    }

    private void box(Type type) {
        String boxed;
        switch (type.getSort()) {
            case Type.BOOLEAN:
                boxed = "Boolean";
                break;
            case Type.CHAR:
                boxed = "Character";
                break;
            case Type.BYTE:
                boxed = "Byte";
                break;
            case Type.SHORT:
                boxed = "Short";
                break;
            case Type.INT:
                boxed = "Integer";
                break;
            case Type.LONG:
                boxed = "Long";
                break;
            case Type.FLOAT:
                boxed = "Float";
                break;
            case Type.DOUBLE:
                boxed = "Double";
                break;
            default:
                return;
        }
        String name = "java/lang/" + boxed;
        super.visitMethodInsn(
                Opcodes.INVOKESTATIC, name, "valueOf", "(" + type.getDescriptor() + ")L" + name + ";", false);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(Math.max(maxStack, STACK), maxLocals);
    }
}
