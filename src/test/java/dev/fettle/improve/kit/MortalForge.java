package dev.fettle.improve.kit;

import dev.fettle.forge.Forge;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BooleanSupplier;

/** A forge as a process sees it that may be killed: a dead process talks to nobody. */
final class MortalForge {
    private MortalForge() {}

    static Forge of(Forge real, BooleanSupplier dead) {
        return (Forge) Proxy.newProxyInstance(
                Forge.class.getClassLoader(), new Class<?>[] {Forge.class}, (proxy, method, arguments) -> {
                    if (dead.getAsBoolean()) {
                        throw new Killed(method.getName());
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
