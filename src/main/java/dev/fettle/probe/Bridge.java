package dev.fettle.probe;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Makes subclasses of a library's classes whose methods all call one function: what a proxy does for interfaces. */
final class Bridge {
    private static final String FUNCTION = "Ljava/util/function/BiFunction;";

    private Bridge() {}

    /**
     * A new instance of a subclass with a constructor without parameters.
     *
     * @param methods such as {@code testStarted(Lorg/junit/runner/Description;)V}: none or one parameter, a reference; void,
     *     boolean or a reference as result
     * @param function hears the method's name and its argument (null for none), and answers its result
     */
    static Object extend(
            Class<?> type, BiFunction<String, @Nullable Object, @Nullable Object> function, String... methods) {
        String parent = Type.getInternalName(type);
        String name = "dev/fettle/probe/bridge/" + type.getSimpleName();
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, parent, null);
        writer.visitField(Opcodes.ACC_PRIVATE, "function", FUNCTION, null, null).visitEnd();
        constructor(writer, name, parent);
        for (String method : methods) {
            int open = method.indexOf('(');
            forward(writer, name, method.substring(0, open), method.substring(open));
        }
        writer.visitEnd();
        try {
            return new Definer(type.getClassLoader())
                    .define(name.replace('/', '.'), writer.toByteArray())
                    .getConstructor(BiFunction.class)
                    .newInstance(function);
        } catch (ReflectiveOperationException e) {
            throw new Library.Broken("no subclass of " + type.getName(), e);
        }
    }

    private static void constructor(ClassWriter writer, String name, String parent) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "(" + FUNCTION + ")V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, "<init>", "()V", false);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitFieldInsn(Opcodes.PUTFIELD, name, "function", FUNCTION);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static void forward(ClassWriter writer, String name, String method, String descriptor) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, descriptor, null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, name, "function", FUNCTION);
        code.visitLdcInsn(method);
        if (Type.getArgumentTypes(descriptor).length == 0) {
            code.visitInsn(Opcodes.ACONST_NULL);
        } else {
            code.visitVarInsn(Opcodes.ALOAD, 1);
        }
        code.visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                "java/util/function/BiFunction",
                "apply",
                "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
                true);
        Type result = Type.getReturnType(descriptor);
        if (result.getSort() == Type.VOID) {
            code.visitInsn(Opcodes.POP);
            code.visitInsn(Opcodes.RETURN);
        } else if (result.getSort() == Type.BOOLEAN) {
            code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Boolean");
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Boolean", "booleanValue", "()Z", false);
            code.visitInsn(Opcodes.IRETURN);
        } else {
            code.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
            code.visitInsn(Opcodes.ARETURN);
        }
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static final class Definer extends ClassLoader {
        Definer(ClassLoader parent) {
            super(parent);
        }

        Class<?> define(String name, byte[] classFile) {
            return defineClass(name, classFile, 0, classFile.length);
        }
    }
}
