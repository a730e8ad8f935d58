package dev.fettle.propose;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers and times as people read them. */
final class Words {
    private Words() {}

    /** A constant as people write it: {@code wrong fix}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String plural(long count, String noun) {
        return count + " " + (count == 1 ? noun : noun.endsWith("h") || noun.endsWith("s") ? noun + "es" : noun + "s");
    }

    /** As many of these as fit, whole, with commas between; the first in any case. */
    static String whole(List<String> items, int most) {
        StringBuilder text = new StringBuilder();
        for (String item : items) {
            if (text.length() > 0 && text.length() + ", ".length() + item.length() + ", …".length() > most) {
                return text.append(", …").toString();
            }
            text.append(text.length() == 0 ? "" : ", ").append(item);
        }
        return text.toString();
    }

    /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 05 s}. */
    static String duration(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (seconds < 100) {
            return Math.round(seconds) + " s";
        }
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
}
