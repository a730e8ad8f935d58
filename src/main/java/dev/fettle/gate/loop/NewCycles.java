package dev.fettle.gate.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Circles that a change closed: each goes through a need that the base had not, between two that were in no circle together. */
final class NewCycles {
    /** One change rarely means more; the rest says the same. */
    private static final int MOST = 20;

    private NewCycles() {}

    /**
     * A circle.
     *
     * @param from what now needs {@code to}; the need that closed it
     * @param way the shortest way round, from {@code from} back to it
     * @param certain whether all of it was there before, so that only the need is new, or what is new stands only between two that were there and did not need each
     *     other; in another circle that runs through something new the author may have meant it
     */
    record Cycle(String from, String to, List<String> way, boolean certain) {
        String text() {
            return String.join(" → ", way);
        }
    }

    /**
     * Whether a change could have closed a circle.
     *
     * @param packages in which files were changed
     */
    static boolean possible(ClassGraph head, Set<String> packages) {
        ClassGraph grouped = head.packages();
        return head.needs().entrySet().stream()
                        .filter(type -> packages.contains(ClassGraph.packageOf(type.getKey())))
                        .anyMatch(type -> inCircle(head, type.getKey()))
                || packages.stream().anyMatch(name -> inCircle(grouped, name));
    }

    private static boolean inCircle(ClassGraph graph, String name) {
        return graph.needs().getOrDefault(name, new TreeSet<>()).stream()
                .anyMatch(to -> !graph.way(to, name).isEmpty());
    }

    static List<Cycle> between(ClassGraph base, ClassGraph head) {
        List<Cycle> cycles = new ArrayList<>();
        SortedSet<String> told = new TreeSet<>();
        for (var node : head.needs().entrySet()) {
            SortedSet<String> before = base.needs().getOrDefault(node.getKey(), new TreeSet<>());
            for (String to : node.getValue()) {
                if (before.contains(to) || together(base, node.getKey(), to) || cycles.size() >= MOST) {
                    continue;
                }
                List<String> back = head.way(to, node.getKey());
                if (!back.isEmpty() && told.add(String.join("|", new TreeSet<>(back)))) {
                    List<String> way = new ArrayList<>(List.of(node.getKey()));
                    way.addAll(back);
                    cycles.add(new Cycle(node.getKey(), to, way, certain(base, head, back)));
                }
            }
        }
        return cycles;
    }

    /** A new interface that old classes and it need is a visitor or a port; a new class through which they come to need each other is not. */
    private static boolean certain(ClassGraph base, ClassGraph head, List<String> way) {
        List<String> old = way.stream().filter(base.needs()::containsKey).toList();
        boolean apart = false;
        for (int i = 1; i < old.size(); i++) {
            apart |= !together(base, old.get(i - 1), old.get(i));
        }
        return old.size() == way.size()
                || apart && way.stream().filter(name -> !old.contains(name)).noneMatch(head.open()::contains);
    }

    private static boolean together(ClassGraph base, String one, String other) {
        return !base.way(one, other).isEmpty() && !base.way(other, one).isEmpty();
    }
}
