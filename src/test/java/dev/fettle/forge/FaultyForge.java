package dev.fettle.forge;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A forge on its bad days, around a real one: an answer lost after the work was done, a failure before it, a limit.
 *
 * <p>{@code FaultyForge bad = new FaultyForge(good).loseAnswer(2); bad.forge().ensureComment(…)}
 */
public final class FaultyForge {
    private final Forge good;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean away;

    /** Wraps a forge that works. Without faults, nothing changes. */
    public FaultyForge(Forge good) {
        this.good = good;
    }

    /** The k-th call (from 1) does its work, and its answer is lost. */
    public FaultyForge loseAnswer(int k) {
        faults.add(new Fault(k, null, false, unavailable("connection reset")));
        return this;
    }

    /** Every call of this verb does its work, and its answer is lost, once. */
    public FaultyForge loseAnswerOf(String verb) {
        faults.add(new Fault(0, verb, false, unavailable("connection reset")));
        return this;
    }

    /** The k-th call (from 1) fails with a 5xx before anything is done. */
    public FaultyForge failBefore(int k) {
        faults.add(new Fault(k, null, true, unavailable("502 Bad Gateway")));
        return this;
    }

    /** The first call of this verb fails with a 5xx before anything is done. */
    public FaultyForge failBefore(String verb) {
        faults.add(new Fault(0, verb, true, unavailable("502 Bad Gateway")));
        return this;
    }

    /** The first call of this verb is refused, for good. */
    public FaultyForge refuse(String verb) {
        faults.add(new Fault(0, verb, true, new ForgeException(ForgeException.Kind.REFUSED, "422", null, null)));
        return this;
    }

    /** The k-th call (from 1) meets a limit. */
    public FaultyForge limit(int k, Instant retryAt) {
        faults.add(new Fault(
                k, null, true, new ForgeException(ForgeException.Kind.LIMITED, "secondary limit", retryAt, null)));
        return this;
    }

    /** Nothing comes through, until {@link #isBack}. */
    public FaultyForge isAway() {
        away = true;
        return this;
    }

    /** The way to the forge is open again. */
    public void isBack() {
        away = false;
    }

    /** The forge to hand to the code under test. */
    public Forge forge() {
        InvocationHandler handler = (proxy, method, arguments) -> call(method, arguments);
        return (Forge) Proxy.newProxyInstance(Forge.class.getClassLoader(), new Class<?>[] {Forge.class}, handler);
    }

    /** The verbs that were called, in order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    private Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        if (away) {
            throw unavailable("no route to host");
        }
        int number = count.incrementAndGet();
        calls.add(method.getName());
        Fault fault = faults.stream()
                .filter(one -> one.call() == number || method.getName().equals(one.verb()))
                .findFirst()
                .orElse(null);
        if (fault != null) {
            faults.remove(fault);
        }
        if (fault != null && fault.before()) {
            throw fault.exception();
        }
        try {
            Object result = method.invoke(good, arguments);
            if (fault != null) {
                throw fault.exception();
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static ForgeException unavailable(String message) {
        return new ForgeException(ForgeException.Kind.UNAVAILABLE, message, null, null);
    }

    private record Fault(int call, @Nullable String verb, boolean before, ForgeException exception) {}
}
