package demo.contacts;

import java.util.Locale;

/** The letters that stand for a person where there is no picture. */
public final class Initials {
    private Initials() {}

    /**
     * The first letters of the first and the last word of a name, in capitals.
     *
     * @param name as the person wrote it, may be null
     * @return the initials, or an empty string when the name is null or blank
     */
    public static String of(String name) {
        String[] words = name.trim().split("\\s+");
        if (words[0].isEmpty()) {
            return "";
        }
        String first = words[0].substring(0, 1);
        String last = words.length > 1 ? words[words.length - 1].substring(0, 1) : "";
        return (first + last).toUpperCase(Locale.ROOT);
    }
}
