package dev.fettle.probe.crash;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which collections and maps of the JDK can stand for a type. */
final class Containers {
    private static final String LIST = Container.AS_LIST;

    /** Collections that can stand for a type, the usual ones first. */
    private static final Map<String, List<String>> CONTAINERS = new LinkedHashMap<>();

    static {
        put("java.lang.Iterable", LIST, "java.util.ArrayList");
        put("java.util.Collection", LIST, "java.util.ArrayList", "java.util.LinkedHashSet");
        put("java.util.List", LIST, "java.util.ArrayList", "java.util.LinkedList");
        put("java.util.AbstractList", "java.util.ArrayList");
        put("java.util.AbstractCollection", "java.util.ArrayList");
        put("java.util.Set", "java.util.LinkedHashSet", "java.util.HashSet", "java.util.TreeSet");
        put("java.util.SortedSet", "java.util.TreeSet");
        put("java.util.NavigableSet", "java.util.TreeSet");
        put("java.util.Queue", "java.util.ArrayDeque", "java.util.LinkedList");
        put("java.util.Deque", "java.util.ArrayDeque", "java.util.LinkedList");
        for (String each : new String[] {
            "ArrayList",
            "LinkedList",
            "Vector",
            "Stack",
            "HashSet",
            "LinkedHashSet",
            "TreeSet",
            "ArrayDeque",
            "PriorityQueue"
        }) {
            put("java.util." + each, "java.util." + each);
        }
        put("java.util.Map", "java.util.HashMap", "java.util.LinkedHashMap", "java.util.TreeMap");
        put("java.util.SortedMap", "java.util.TreeMap");
        put("java.util.NavigableMap", "java.util.TreeMap");
        put("java.util.concurrent.ConcurrentMap", "java.util.concurrent.ConcurrentHashMap");
        for (String each :
                new String[] {"HashMap", "LinkedHashMap", "TreeMap", "Hashtable", "Properties", "IdentityHashMap"}) {
            put("java.util." + each, "java.util." + each);
        }
    }

    private static void put(String type, String... implementations) {
        CONTAINERS.put(type, Arrays.asList(implementations));
    }

    private Containers() {}

    /** Classes, or {@link Container#AS_LIST}; the usual ones first, none for other types. */
    static List<String> of(String type) {
        return CONTAINERS.getOrDefault(type, Collections.emptyList());
    }

    static boolean isMap(String implementation) {
        return implementation.endsWith("Map")
                || implementation.endsWith("Hashtable")
                || implementation.endsWith("Properties");
    }
}
