package dev.fettle.probe.crash;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;

/** What instructions push that need nothing. */
final class Constants {
    /** By the number that the instruction for a new array has for them. */
    private static final String[] PRIMITIVE = {
        "", "", "", "", "boolean", "char", "float", "double", "byte", "short", "int", "long"
    };

    private Constants() {}

    /** The constant; null for a value that is no constant. */
    static @Nullable Expr of(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
            return new Literal(opcode - Opcodes.ICONST_0);
        }
        switch (opcode) {
            case Opcodes.ACONST_NULL:
                return new Null(TypeRef.OBJECT);
            case Opcodes.LCONST_0:
            case Opcodes.LCONST_1:
                return new Literal((long) (opcode - Opcodes.LCONST_0));
            case Opcodes.DCONST_0:
            case Opcodes.DCONST_1:
                return new Literal((double) (opcode - Opcodes.DCONST_0));
            case Opcodes.FCONST_0:
            case Opcodes.FCONST_1:
            case Opcodes.FCONST_2:
                return new Literal((float) (opcode - Opcodes.FCONST_0));
            case Opcodes.BIPUSH:
            case Opcodes.SIPUSH:
                return new Literal(((IntInsnNode) instruction).operand);
            case Opcodes.LDC:
                return of(((LdcInsnNode) instruction).cst);
            default:
                return null;
        }
    }

    private static @Nullable Expr of(Object value) {
        if (value instanceof Type) {
            return ((Type) value).getSort() == Type.METHOD ? null : new ClassLiteral(Names.of((Type) value));
        }
        return value instanceof Number || value instanceof String ? new Literal(value) : null;
    }

    /** The element type of a new array of primitives. */
    static String primitive(IntInsnNode instruction) {
        return PRIMITIVE[instruction.operand];
    }

    /** What an array's elements are before they are set. */
    static Expr zero(String type) {
        switch (type) {
            case "long":
                return new Literal(0L);
            case "double":
                return new Literal(0.0);
            case "float":
                return new Literal(0f);
            default:
                return Names.PRIMITIVES.contains(type) ? Harvest.fit(new Literal(0), type) : new Null(TypeRef.of(type));
        }
    }
}
