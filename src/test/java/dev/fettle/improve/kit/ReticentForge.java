package dev.fettle.improve.kit;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A forge that lets us into some repositories, and does not list them for us. */
final class ReticentForge {
    private ReticentForge() {}

    static Forge of(Forge real, Set<RepositoryRef> hidden) {
        return (Forge) Proxy.newProxyInstance(
                Forge.class.getClassLoader(), new Class<?>[] {Forge.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("repositories")) {
                        return real.repositories().stream()
                                .filter(each -> !hidden.contains(each.ref()))
                                .toList();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
