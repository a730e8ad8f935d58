package dev.fettle.sandbox.bubblewrap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Classic BPF as seccomp reads it: {@code struct sock_filter { u16 code; u8 jt; u8 jf; u32 k; }}, little-endian on both architectures. */
final class BpfProgram {
    /** Where {@code struct seccomp_data} keeps what a filter looks at. */
    static final int CALL_NUMBER = 0;

    static final int ARCHITECTURE = 4;

    private static final int ARGUMENTS = 16;

    private static final int LOAD_WORD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_GREATER = 0x25;
    private static final int JUMP_IF_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private record Instruction(int code, int ifTrue, int ifFalse, int value) {}

    private final List<Instruction> instructions = new ArrayList<>();

    BpfProgram load(int offset) {
        return add(LOAD_WORD, 0, 0, offset);
    }

    /** The low word of a system call's argument; the first is 0. */
    BpfProgram loadArgument(int index) {
        return load(ARGUMENTS + 8 * index);
    }

    BpfProgram returning(int action) {
        return add(RETURN, 0, 0, action);
    }

    /** Ends with the action when the loaded word is the value; goes on otherwise. */
    BpfProgram ifEqual(int value, int action) {
        return add(JUMP_IF_EQUAL, 0, 1, value).returning(action);
    }

    BpfProgram unlessEqual(int value, int action) {
        return add(JUMP_IF_EQUAL, 1, 0, value).returning(action);
    }

    /** Unsigned. */
    BpfProgram ifGreater(int value, int action) {
        return add(JUMP_IF_GREATER, 0, 1, value).returning(action);
    }

    BpfProgram ifAnyBit(int mask, int action) {
        return add(JUMP_IF_ANY_BIT, 0, 1, mask).returning(action);
    }

    /** Goes through {@code body} when the loaded word is the value; the body must return. */
    BpfProgram whenEqual(int value, BpfProgram body) {
        add(JUMP_IF_EQUAL, 0, body.instructions.size(), value);
        instructions.addAll(body.instructions);
        return this;
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(8 * instructions.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (Instruction i : instructions) {
            out.putShort((short) i.code())
                    .put((byte) i.ifTrue())
                    .put((byte) i.ifFalse())
                    .putInt(i.value());
        }
        return out.array();
    }

    private BpfProgram add(int code, int ifTrue, int ifFalse, int value) {
        if (ifTrue > 255 || ifFalse > 255) {
            throw new IllegalStateException("a BPF jump reaches 255 instructions at most");
        }
        instructions.add(new Instruction(code, ifTrue, ifFalse, value));
        return this;
    }
}
