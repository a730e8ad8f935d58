package dev.fettle.sandbox;

import java.util.ArrayList;
import java.util.List;

/** A path below a job's folder, as names; nothing in it can lead out. */
record RelativeName(List<String> names) {
    RelativeName {
        names = List.copyOf(names);
    }

    /**
     * Reads {@code a/b/c}; "" and "." mean the folder itself.
     *
     * @throws IllegalArgumentException for an absolute path, "..", or a NUL
     */
    static RelativeName parse(String text) {
        if (text.startsWith("/") || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a path below the sandbox's folder: " + text);
        }
        List<String> names = new ArrayList<>();
        for (String name : text.split("/", -1)) {
            if (name.equals("..")) {
                throw new IllegalArgumentException("a path with .. may lead out of the sandbox's folder: " + text);
            }
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return new RelativeName(names);
    }

    boolean isRoot() {
        return names.isEmpty();
    }

    String last() {
        return names.get(names.size() - 1);
    }

    List<String> parents() {
        return names.subList(0, names.size() - 1);
    }
}
