package dev.fettle.repair.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every production line that has a probe, numbered. Filled while a baseline runs, read afterwards. */
final class LineTable {
    private static final String INITIALIZER = "<clinit>";
    private static final String CONSTRUCTOR = "<init>";
    private static final Pattern ANONYMOUS = Pattern.compile("(.+)\\$[0-9]+");

    private final List<SourceLine> lines = new ArrayList<>();
    private final List<String> methods = new ArrayList<>();
    private final Map<String, Map<Integer, Integer>> byClass = new HashMap<>();
    private final Map<String, BitSet> initializers = new HashMap<>();
    private final Map<String, BitSet> anonymous = new HashMap<>();

    /** Numbers a line when it is first seen. The first method that holds it names it. */
    void add(SourceLine line, String method) {
        Map<Integer, Integer> ofClass = byClass.computeIfAbsent(line.className(), name -> new HashMap<>());
        int next = lines.size();
        Integer known = ofClass.putIfAbsent(line.line(), next);
        int index = known == null ? next : known;
        if (known == null) {
            lines.add(line);
            methods.add(plain(method));
        }
        if (method.equals(INITIALIZER)) {
            initializers.computeIfAbsent(line.className(), name -> new BitSet()).set(index);
        }
        Matcher nested = ANONYMOUS.matcher(line.className());
        if (method.equals(CONSTRUCTOR) && nested.matches()) {
            anonymous.computeIfAbsent(nested.group(1), name -> new BitSet()).set(index);
        }
    }

    /** These lines ran while a class was loaded: they count with the static initialiser of their own one. */
    void ranAtLoading(BitSet indices) {
        indices.stream()
                .forEach(index -> initializers
                        .computeIfAbsent(lines.get(index).className(), name -> new BitSet())
                        .set(index));
    }

    /** The body of a lambda counts for the method that it is written in. */
    private static String plain(String method) {
        if (!method.startsWith("lambda$")) {
            return method;
        }
        int end = method.lastIndexOf('$');
        return end > 7 ? method.substring(7, end) : method;
    }

    /** -1 for a line without a probe. */
    int indexOf(String className, int line) {
        return byClass.getOrDefault(className, Map.of()).getOrDefault(line, -1);
    }

    /** Those of a class and the classes nested in it whose number lies between the two, both included. */
    BitSet between(String className, int from, int to) {
        BitSet found = new BitSet();
        byClass.forEach((name, ofClass) -> {
            if (name.equals(className) || name.startsWith(className + "$")) {
                for (int line = from; line <= to; line++) {
                    Integer index = ofClass.get(line);
                    if (index != null) {
                        found.set(index);
                    }
                }
            }
        });
        return found;
    }

    List<Integer> indicesOf(String className) {
        return List.copyOf(byClass.getOrDefault(className, Map.of()).values());
    }

    /** The lines of the class's static initialiser, and of the anonymous classes (such as the bodies of enum constants) that it makes objects of. */
    BitSet initializerOf(String className) {
        BitSet own = initializers.getOrDefault(className, new BitSet());
        BitSet nested = anonymous.get(className);
        if (nested == null) {
            return own;
        }
        Set<Integer> numbers =
                own.stream().mapToObj(index -> lines.get(index).line()).collect(Collectors.toSet());
        BitSet all = (BitSet) own.clone();
        nested.stream()
                .filter(index -> numbers.contains(lines.get(index).line()))
                .forEach(all::set);
        return all;
    }

    /** The static initialisers of classes that have no method: tables and constants, which are read without a line of theirs being run. */
    BitSet dataOnly() {
        BitSet all = new BitSet();
        initializers.forEach((name, own) -> {
            if (byClass.getOrDefault(name, Map.of()).values().stream()
                    .allMatch(index -> own.get(index) || methods.get(index).equals(CONSTRUCTOR))) {
                all.or(own);
            }
        });
        return all;
    }

    SourceLine line(int index) {
        return lines.get(index);
    }

    String method(int index) {
        return methods.get(index);
    }

    int size() {
        return lines.size();
    }
}
