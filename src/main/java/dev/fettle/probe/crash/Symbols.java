package dev.fettle.probe.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;
import org.objectweb.asm.tree.analysis.Value;

/** Follows a test's code with expressions for values, as far as they are known without running it. Each instruction counts once. */
final class Symbols extends Interpreter<Symbols.Symbol> {
    private static final int MOST_STEPS = 10;
    private static final int LONGEST_ARRAY = 200;

    private final Harvest harvest;
    private final String self;
    private final Map<String, Expr> fields = Harvest.noFields();
    private final Set<AbstractInsnNode> done = new HashSet<>();
    /** What lambdas take with them, by their method and its local variables. */
    private final Map<String, Map<Integer, Symbol>> captured = new HashMap<>();

    private Map<Integer, Symbol> bound = Collections.emptyMap();

    Symbols(Harvest harvest, String self) {
        super(Opcodes.ASM9);
        this.harvest = harvest;
        this.self = self;
    }

    /** A value that is perhaps known. Changes with what is called on it. */
    static final class Symbol implements Value {
        private final int size;
        private @Nullable Expr expr;
        private boolean isThis;

        Symbol(int size, @Nullable Expr expr) {
            this.size = size;
            this.expr = expr;
        }

        @Override
        public int getSize() {
            return size;
        }
    }

    /** Another method begins. */
    void begin(MethodNode method) {
        done.clear();
        bound = captured.getOrDefault(method.name + method.desc, Collections.emptyMap());
    }

    private static Symbol unknown(Type type) {
        return new Symbol(type.getSize(), null);
    }

    private static Symbol known(@Nullable Expr expr) {
        boolean wide = expr != null
                && (expr.type().raw.equals("long") || expr.type().raw.equals("double"));
        return new Symbol(wide ? 2 : 1, expr);
    }

    @Override
    public @Nullable Symbol newValue(@Nullable Type type) {
        if (type == null) {
            return new Symbol(1, null);
        }
        return type == Type.VOID_TYPE ? null : unknown(type);
    }

    @Override
    public @Nullable Symbol newParameterValue(boolean isInstanceMethod, int local, Type type) {
        Symbol known = bound.get(local);
        Symbol symbol = known == null ? newValue(type) : known;
        if (symbol != null && isInstanceMethod && local == 0) {
            symbol.isThis = true;
        }
        return symbol;
    }

    @Override
    public Symbol newOperation(AbstractInsnNode instruction) {
        if (instruction.getOpcode() == Opcodes.GETSTATIC) {
            FieldInsnNode field = (FieldInsnNode) instruction;
            Expr value = field.owner.equals(self) ? fields.get(field.name) : harvest.constant(field);
            return new Symbol(Type.getType(field.desc).getSize(), value);
        }
        return known(Constants.of(instruction));
    }

    @Override
    public Symbol copyOperation(AbstractInsnNode instruction, Symbol value) {
        return value;
    }

    @Override
    public @Nullable Symbol unaryOperation(AbstractInsnNode instruction, Symbol value) {
        switch (instruction.getOpcode()) {
            case Opcodes.CHECKCAST:
                return value;
            case Opcodes.PUTSTATIC:
                keep((FieldInsnNode) instruction, value);
                return null;
            case Opcodes.GETFIELD:
                FieldInsnNode field = (FieldInsnNode) instruction;
                return new Symbol(Type.getType(field.desc).getSize(), value.isThis ? fields.get(field.name) : null);
            case Opcodes.ANEWARRAY:
                return array(value, Names.of(Type.getObjectType(((TypeInsnNode) instruction).desc)));
            case Opcodes.NEWARRAY:
                return array(value, Constants.primitive((IntInsnNode) instruction));
            case Opcodes.INEG:
            case Opcodes.IINC:
            case Opcodes.L2I:
            case Opcodes.F2I:
            case Opcodes.D2I:
            case Opcodes.I2B:
            case Opcodes.I2C:
            case Opcodes.I2S:
            case Opcodes.FNEG:
            case Opcodes.I2F:
            case Opcodes.L2F:
            case Opcodes.D2F:
            case Opcodes.ARRAYLENGTH:
            case Opcodes.INSTANCEOF:
                return new Symbol(1, null);
            case Opcodes.LNEG:
            case Opcodes.DNEG:
            case Opcodes.I2L:
            case Opcodes.F2L:
            case Opcodes.D2L:
            case Opcodes.I2D:
            case Opcodes.L2D:
            case Opcodes.F2D:
                return new Symbol(2, null);
            default:
                return null;
        }
    }

    private static Symbol array(Symbol length, String component) {
        Expr known = length.expr;
        if (known instanceof Literal && ((Literal) known).value instanceof Integer) {
            int count = (Integer) ((Literal) known).value;
            if (count >= 0 && count <= LONGEST_ARRAY) {
                TypeRef type = TypeRef.of(component);
                Expr empty = Constants.zero(component);
                return new Symbol(1, new ArrayOf(type, new ArrayList<>(Collections.nCopies(count, empty))));
            }
        }
        return new Symbol(1, null);
    }

    private void keep(FieldInsnNode field, Symbol value) {
        if (field.owner.equals(self) && value.expr != null) {
            fields.put(field.name, value.expr);
        }
    }

    @Override
    public @Nullable Symbol binaryOperation(AbstractInsnNode instruction, Symbol one, Symbol two) {
        switch (instruction.getOpcode()) {
            case Opcodes.PUTFIELD:
                if (one.isThis) {
                    keep((FieldInsnNode) instruction, two);
                }
                return null;
            case Opcodes.LALOAD:
            case Opcodes.DALOAD:
            case Opcodes.LADD:
            case Opcodes.DADD:
            case Opcodes.LSUB:
            case Opcodes.DSUB:
            case Opcodes.LMUL:
            case Opcodes.DMUL:
            case Opcodes.LDIV:
            case Opcodes.DDIV:
            case Opcodes.LREM:
            case Opcodes.DREM:
            case Opcodes.LSHL:
            case Opcodes.LSHR:
            case Opcodes.LUSHR:
            case Opcodes.LAND:
            case Opcodes.LOR:
            case Opcodes.LXOR:
                return new Symbol(2, null);
            default:
                return new Symbol(1, null);
        }
    }

    @Override
    public @Nullable Symbol ternaryOperation(AbstractInsnNode instruction, Symbol array, Symbol index, Symbol value) {
        Expr known = array.expr;
        Expr at = index.expr;
        if (known instanceof ArrayOf && at instanceof Literal && ((Literal) at).value instanceof Integer) {
            int position = (Integer) ((Literal) at).value;
            boolean inside = position >= 0 && position < known.parts().size();
            array.expr = !inside || value.expr == null
                    ? null
                    : known.with(position, Harvest.fit(value.expr, ((ArrayOf) known).component.raw));
        }
        return null;
    }

    @Override
    public @Nullable Symbol naryOperation(AbstractInsnNode instruction, List<? extends Symbol> values) {
        if (instruction instanceof InvokeDynamicInsnNode) {
            capture((InvokeDynamicInsnNode) instruction, values);
            return newValue(Type.getReturnType(((InvokeDynamicInsnNode) instruction).desc));
        }
        if (!(instruction instanceof MethodInsnNode)) {
            return new Symbol(1, null); // an array of arrays
        }
        MethodInsnNode call = (MethodInsnNode) instruction;
        Symbol result = newValue(Type.getReturnType(call.desc));
        if (!done.add(instruction) || call.owner.equals(self)) {
            return result;
        }
        Member member = harvest.member(call);
        if (member == null || !harvest.common(member.owner)) {
            return result;
        }
        harvest.used(member);
        if (member.kind == Member.Kind.CONSTRUCTOR) {
            List<Expr> arguments = exprs(values.subList(1, values.size()));
            Symbol made = values.get(0);
            made.expr = arguments == null ? null : harvest.call(member, arguments);
            return result;
        }
        List<Expr> parts = exprs(values);
        Symbol receiver = member.hasReceiver() ? values.get(0) : null;
        Expr before = receiver == null ? null : receiver.expr;
        if (parts == null || receiver != null && before instanceof Null) {
            return result;
        }
        Call made = harvest.call(member, parts);
        if (result != null && made != null) {
            result.expr = made;
        }
        if (receiver != null && before != null && made != null && changes(member)) {
            Built.Step step = new Built.Step(member, made.arguments());
            boolean many = before instanceof Built && ((Built) before).steps.size() >= MOST_STEPS;
            receiver.expr = many ? before : Built.after(before, step);
            harvest.note(receiver.expr.type().raw, receiver.expr);
        }
        return result;
    }

    private void capture(InvokeDynamicInsnNode lambda, List<? extends Symbol> values) {
        for (Object argument : lambda.bsmArgs) {
            if (argument instanceof Handle && ((Handle) argument).getOwner().equals(self)) {
                Map<Integer, Symbol> locals = new HashMap<>();
                int local = 0;
                for (Symbol value : values) {
                    locals.put(local, value);
                    local += value.getSize();
                }
                captured.put(((Handle) argument).getName() + ((Handle) argument).getDesc(), locals);
            }
        }
    }

    private static boolean changes(Member member) {
        String name = member.name;
        if (member.result.raw.equals("void")) {
            return true;
        }
        return name.startsWith("add")
                || name.startsWith("put")
                || name.startsWith("append")
                || name.startsWith("set")
                || name.startsWith("push")
                || name.startsWith("next")
                || name.startsWith("remove")
                || name.startsWith("insert");
    }

    private static @Nullable List<Expr> exprs(List<? extends Symbol> values) {
        List<Expr> exprs = new ArrayList<>();
        for (Symbol value : values) {
            Expr expr = value.expr;
            if (expr == null) {
                return null;
            }
            exprs.add(expr);
        }
        return exprs;
    }

    @Override
    public void returnOperation(AbstractInsnNode instruction, Symbol value, Symbol expected) {}

    @Override
    public Symbol merge(Symbol one, Symbol two) {
        if (one == two || one.expr == null && !one.isThis) {
            return one;
        }
        return one.isThis && two.isThis ? one : new Symbol(Math.min(one.size, two.size), null);
    }
}
