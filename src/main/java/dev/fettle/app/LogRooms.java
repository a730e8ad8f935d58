package dev.fettle.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Log levels of single rooms of the house, as {@code FETTLE_DEBUG} names them: {@code repair,forge} or {@code forge=TRACE}. */
final class LogRooms {
    static final String VARIABLE = "FETTLE_DEBUG";

    private static final Set<String> ROOMS = new TreeSet<>(Set.of(
            "app",
            "backlog",
            "base",
            "build",
            "forge",
            "gate",
            "improve",
            "insight",
            "intake",
            "propose",
            "repair",
            "sandbox",
            "store",
            "web",
            "work",
            "workspace"));

    private LogRooms() {}

    /**
     * Sets them.
     *
     * @return what is no room or no level, a sentence each; empty when all was understood
     */
    static List<String> set(@Nullable String said) {
        List<String> mistakes = new ArrayList<>();
        TreeMap<String, Level> levels = new TreeMap<>();
        for (String word : said == null ? new String[0] : said.split(",")) {
            String room = word.strip();
            String level = "DEBUG";
            int equals = room.indexOf('=');
            if (equals >= 0) {
                level = room.substring(equals + 1).strip().toUpperCase(Locale.ROOT);
                room = room.substring(0, equals).strip();
            }
            Level known = Level.toLevel(level, null);
            if (room.isEmpty()) {
                continue;
            }
            if (!ROOMS.contains(room)) {
                mistakes.add(
                        VARIABLE + ": there is no room '" + room + "'; there are " + String.join(", ", ROOMS) + ".");
            } else if (known == null) {
                mistakes.add(VARIABLE + ": '" + level + "' is no level; there are TRACE, DEBUG, INFO, WARN, ERROR.");
            } else {
                levels.put(room, known);
            }
        }
        levels.forEach((room, level) -> ((Logger) LoggerFactory.getLogger("dev.fettle." + room)).setLevel(level));
        return mistakes;
    }
}
