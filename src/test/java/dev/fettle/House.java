package dev.fettle;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;

/** The rooms and floors of the design, from the ground up, and the classes that live in them. */
final class House {

    /** Rooms on one line stand side by side; a room may import lower lines only. */
    static final List<List<String>> FLOORS = List.of(
            List.of("base"),
            List.of("sandbox", "work", "workspace", "forge"),
            List.of("build"),
            List.of("intake"),
            List.of("backlog"),
            List.of("repair"),
            List.of("gate"),
            List.of("propose"),
            List.of("improve"),
            List.of("insight"),
            List.of("store", "web"),
            List.of("app"));

    /** The one pair of neighbours that may touch: a forge says where to clone from, in the workspace's words. */
    private static final String UPPER_NEIGHBOUR = "forge";

    private static final String LOWER_NEIGHBOUR = "workspace";

    /** Everything that ships, without the tests. Read once: it takes a second. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.fettle");

    private House() {}

    static List<String> rooms() {
        return FLOORS.stream().flatMap(List::stream).toList();
    }

    /** The rooms that a room must not import: those beside it and those above it. */
    static List<String> closedTo(String room) {
        List<String> closed = new ArrayList<>();
        boolean reached = false;
        for (List<String> floor : FLOORS) {
            reached |= floor.contains(room);
            if (reached) {
                closed.addAll(floor);
            }
        }
        closed.remove(room);
        if (room.equals(UPPER_NEIGHBOUR)) {
            closed.remove(LOWER_NEIGHBOUR);
        }
        return closed;
    }

    /** The package pattern of a room or of a part of one, such as {@code forge.github}. */
    static String in(String room) {
        return "dev.fettle." + room + "..";
    }

    static String[] in(List<String> rooms) {
        return rooms.stream().map(House::in).toArray(String[]::new);
    }
}
