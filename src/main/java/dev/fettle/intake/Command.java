package dev.fettle.intake;

import dev.fettle.base.UntrustedText;
import java.util.Locale;
import java.util.Optional;

/**
 * A command given in a comment.
 *
 * @param verb what to do
 * @param argument the rest of the line, stripped; "" for none. Untrusted text
 */
public record Command(Verb verb, String argument) {
    private static final String PREFIX = "/fettle";
    private static final int LONGEST_ARGUMENT = 500;

    /** The commands, each with its own help. */
    public enum Verb {
        FIX("", "Take this issue up now."),
        STATUS("", "Say how the ticket stands."),
        RETRY("", "Try once more after a failure or an abstention."),
        EXPLAIN("", "Say what was suspected, tried and found."),
        REBASE("", "Make the pull request again on the present head of its base."),
        STOP("", "Leave this alone; work in progress ends."),
        IGNORE("", "Never take this up again."),
        APPROVE("", "Let a ticket go on whose risk is above the limit."),
        WAIVE("<gate> <reason>", "Let one gate not count for this patch, on record; never `tests` nor `secret-scan`."),
        REJECT("<reason>", "Close the proposal and remember why."),
        NOT_USEFUL("<reason>", "The same as a box at the foot of the pull request: it is of no use, and why."),
        HELP("", "Show these commands.");

        private final String arguments;
        private final String help;

        Verb(String arguments, String help) {
            this.arguments = arguments;
            this.help = help;
        }

        /** {@code /fettle waive <gate> <reason>}. */
        public String usage() {
            return PREFIX + " " + word() + (arguments.isEmpty() ? "" : " " + arguments);
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** One sentence. */
        public String help() {
            return help;
        }
    }

    /**
     * The first command in a comment: at the very start of a line. What is quoted, indented, fenced as code or hidden in an HTML comment is no
     * command, since its writer may have meant to show it and not to give it. An unknown word is read as {@code help}.
     */
    public static Optional<Command> find(String comment) {
        String text = UntrustedText.clean(UntrustedText.withoutHtmlComments(comment));
        String fence = "";
        for (String line : text.split("\n", -1)) {
            String marker = fenceOf(line);
            if (!fence.isEmpty()) {
                fence = marker.startsWith(fence) && marker.equals(line.strip()) ? "" : fence;
            } else if (!marker.isEmpty()) {
                fence = marker;
            } else if (isCommand(line)) {
                return Optional.of(parse(line.substring(PREFIX.length()).strip()));
            }
        }
        return Optional.empty();
    }

    /** The run of back-ticks or tildes that opens or closes a block of code, or "". */
    private static String fenceOf(String line) {
        String start = line.stripLeading();
        if (line.length() - start.length() > 3 || start.isEmpty() || "`~".indexOf(start.charAt(0)) < 0) {
            return "";
        }
        int length = 0;
        while (length < start.length() && start.charAt(length) == start.charAt(0)) {
            length++;
        }
        return length >= 3 ? start.substring(0, length) : "";
    }

    private static boolean isCommand(String line) {
        return line.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                && (line.length() == PREFIX.length() || Character.isWhitespace(line.charAt(PREFIX.length())));
    }

    private static Command parse(String rest) {
        String[] words = rest.split("\\s+", 2);
        String argument = words.length > 1 ? UntrustedText.oneLine(words[1], LONGEST_ARGUMENT) : "";
        for (Verb verb : Verb.values()) {
            if (verb.word().equalsIgnoreCase(words[0])) {
                return new Command(verb, argument);
            }
        }
        return new Command(Verb.HELP, "");
    }
}
