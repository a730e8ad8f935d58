package dev.fettle.probe;

import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** What came of one call, as far as its caller can see: the result or the exception, and what its arguments and its object hold then. */
final class Seen {
    private final int kind;
    private final String result;
    private final String effects;

    private Seen(int kind, String result, String effects) {
        this.kind = kind;
        this.result = result;
        this.effects = effects;
    }

    /**
     * Calls a method with a variant on.
     *
     * @param ticks that it may use
     * @return null when the call cannot be made, or was cut short from outside
     */
    static @Nullable Seen of(
            Method method, @Nullable Object receiver, @Nullable Object[] arguments, int variant, long ticks) {
        String[] before = states(receiver, arguments);
        Switch.set(variant, 0);
        Budget.lend(ticks);
        try {
            int kind = Wire.RETURNED;
            String result;
            try {
                Object returned = method.invoke(receiver, arguments);
                result = method.getReturnType() == void.class ? "" : Rendering.of(returned);
            } catch (InvocationTargetException thrown) {
                kind = kind(thrown.getTargetException());
                result = kind == Wire.THREW
                        ? thrown.getTargetException().getClass().getName()
                        : "";
            } catch (IllegalAccessException | IllegalArgumentException notToBeCalled) {
                return null;
            } catch (StackOverflowError | OutOfMemoryError tooMuch) {
                kind = Wire.THREW;
                result = tooMuch.getClass().getName();
            } catch (BudgetExhausted inRendering) {
                kind = Wire.ENDLESS;
                result = "";
            } catch (RuntimeException unreadable) {
                result = "(unreadable)";
            }
            if (Budget.poisoned()) {
                return null;
            }
            String effects = kind == Wire.ENDLESS ? "" : effects(before, states(receiver, arguments));
            return new Seen(kind, result, effects);
        } finally {
            Switch.set(0, 0);
        }
    }

    private static int kind(Throwable thrown) {
        return thrown instanceof BudgetExhausted ? Wire.ENDLESS : Wire.THREW;
    }

    private static String[] states(@Nullable Object receiver, @Nullable Object[] arguments) {
        String[] states = new String[arguments.length + 1];
        states[0] = receiver == null || Copies.isJdk(receiver.getClass()) ? "" : Rendering.state(receiver);
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            boolean simple = argument == null || Copies.immutable(argument);
            states[i + 1] = simple ? "" : Rendering.of(argument);
        }
        return states;
    }

    private static String effects(String[] before, String[] after) {
        StringBuilder effects = new StringBuilder();
        for (int i = 1; i <= after.length; i++) {
            int at = i % after.length; // the object itself comes last
            if (!after[at].equals(before[at])) {
                effects.append(effects.length() == 0 ? "" : ", ");
                effects.append(at == 0 ? "this" : "argument " + at)
                        .append(" is ")
                        .append(after[at]);
            }
        }
        return effects.toString();
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(kind);
        Wire.writeText(out, result);
        Wire.writeText(out, effects);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Seen
                && ((Seen) other).kind == kind
                && ((Seen) other).result.equals(result)
                && ((Seen) other).effects.equals(effects);
    }

    @Override
    public int hashCode() {
        return result.hashCode() * 31 + effects.hashCode() + kind;
    }
}
