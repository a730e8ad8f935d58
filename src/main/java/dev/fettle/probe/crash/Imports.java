package dev.fettle.probe.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The names that a source imports, and how it therefore calls its types. */
final class Imports {
    private final World world;
    private final String pack;
    /** Qualified names by simple name. */
    private final TreeMap<String, String> names = new TreeMap<>();

    /** @param pack package of the source */
    Imports(World world, String pack) {
        this.world = world;
        this.pack = pack;
    }

    /** Qualified names, sorted. */
    List<String> all() {
        List<String> all = new ArrayList<>(names.values());
        all.sort(null);
        return all;
    }

    /** A type's name, imported where it must be. */
    String name(String raw) {
        if (raw.startsWith("[")) {
            return name(TypeRef.of(raw).component().raw) + "[]";
        }
        if (raw.indexOf('.') < 0) {
            return raw.replace('$', '.');
        }
        String inside = Names.packageOf(raw);
        String nested = Names.simple(raw);
        int dollar = nested.indexOf('$', 1);
        String top = dollar < 0 ? nested : nested.substring(0, dollar);
        String rest = dollar < 0 ? "" : nested.substring(dollar).replace('$', '.');
        String qualified = inside + "." + top;
        String known = names.get(top);
        if (inside.equals("java.lang") && !shadowed(top) || inside.equals(pack)) {
            return known != null && !known.equals(qualified) ? qualified + rest : top + rest;
        }
        if (known != null && !known.equals(qualified) || shadowed(top)) {
            return qualified + rest;
        }
        names.put(top, qualified);
        return top + rest;
    }

    /** Whether a class of the test's package has this simple name. */
    private boolean shadowed(String simple) {
        try {
            world.type(pack.isEmpty() ? simple : pack + "." + simple);
            return true;
        } catch (ClassNotFoundException free) {
            return false;
        }
    }
}
