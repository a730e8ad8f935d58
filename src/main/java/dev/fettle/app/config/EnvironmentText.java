package dev.fettle.app.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** The text of an environment variable as the value that it would be in a file. */
final class EnvironmentText {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");

    private EnvironmentText() {}

    static ConfigNode node(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        if (folded.equals("true") || folded.equals("false")) {
            return new ConfigNode.Flag(0, folded.equals("true"));
        }
        return NUMBER.matcher(text).matches() ? new ConfigNode.Numeral(0, text) : new ConfigNode.Text(0, text);
    }
}
