package dev.fettle.app;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What {@code --help} says of every command in the same way: examples where the command has none of its own, and what its exit status means. */
final class HelpOfCommands {
    /** Of commands that say nothing else. */
    private static final Map<String, String> STATUS =
            Map.of("0", "done", "1", "failed; the error says why", "2", "wrong usage, or what was named is not there");

    private static final int WIDTH = 79;

    /** A command, some blanks, and what it does. */
    private static final Pattern EXAMPLE = Pattern.compile("(  fettle .*?\\S) {3,}(\\S.*)");

    private static final Map<String, List<String>> EXAMPLES = Map.ofEntries(
            Map.entry("fettle demo", List.of("fettle demo")),
            Map.entry(
                    "fettle serve",
                    List.of("fettle serve --config /etc/fettle/fettle.json", "fettle serve --port 9090")),
            Map.entry("fettle work", List.of("fettle work --config /etc/fettle/fettle.json")),
            Map.entry("fettle cycle", List.of("fettle cycle", "fettle cycle --repository acme/shop --json")),
            Map.entry(
                    "fettle tickets list",
                    List.of("fettle tickets list --status open", "fettle tickets list --repository acme/shop --json")),
            Map.entry(
                    "fettle tickets show",
                    List.of("fettle tickets show manual_001", "fettle tickets show manual_001 --json")),
            Map.entry("fettle tickets approve", List.of("fettle tickets approve manual_001")),
            Map.entry("fettle tickets reject", List.of("fettle tickets reject manual_001 --reason \"not wanted\"")),
            Map.entry("fettle tickets retry", List.of("fettle tickets retry manual_001")),
            Map.entry("fettle status", List.of("fettle status", "fettle status --json")),
            Map.entry("fettle migrate-store", List.of("fettle migrate-store --dry-run", "fettle migrate-store")),
            Map.entry("fettle audit list", List.of("fettle audit list", "fettle audit list --json")),
            Map.entry("fettle audit verify", List.of("fettle audit verify")),
            Map.entry("fettle restore", List.of("fettle restore /var/backups/fettle-today")),
            Map.entry("fettle config explain", List.of("fettle config explain", "fettle config explain --json")),
            Map.entry("fettle bench intake", List.of("fettle bench intake")),
            Map.entry(
                    "fettle bench nodes",
                    List.of("fettle bench nodes --store-url jdbc:postgresql://localhost:5432/fettle_bench")),
            Map.entry("fettle bench backlog", List.of("fettle bench backlog")),
            Map.entry("fettle bench escapes", List.of("fettle bench escapes")),
            Map.entry("fettle bench loop-metrics", List.of("fettle bench loop-metrics")));

    private HelpOfCommands() {}

    /** Adds it to a command and all below it. */
    static void complete(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        if (command.getSubcommands().isEmpty()) {
            Map<String, String> status = new TreeMap<>(usage.exitCodeList());
            if (status.isEmpty()) {
                usage.exitCodeListHeading("%nExit status:%n");
                status.putAll(STATUS);
            }
            status.putIfAbsent("2", "wrong usage");
            usage.exitCodeList(status);
            List<String> examples =
                    EXAMPLES.getOrDefault(command.getCommandSpec().qualifiedName(), List.of());
            if (usage.footer().length == 0 && !examples.isEmpty()) {
                usage.footerHeading(examples.size() == 1 ? "%nExample:%n" : "%nExamples:%n");
                usage.footer(examples.stream().map(line -> "  " + line).toArray(String[]::new));
            }
        }
        usage.description(sentenceFirst(usage.description()));
        usage.footer(
                Arrays.stream(usage.footer()).flatMap(HelpOfCommands::folded).toArray(String[]::new));
        command.getSubcommands().values().stream().distinct().forEach(HelpOfCommands::complete);
    }

    /** A list of commands shows the first element alone: a whole sentence, however the text was broken into lines. */
    private static String[] sentenceFirst(String[] description) {
        if (description.length < 2 || description[0].strip().endsWith(".")) {
            return description;
        }
        String text = String.join(" ", description);
        int end = text.indexOf(". ");
        return end < 0 ? new String[] {text} : new String[] {text.substring(0, end + 1), text.substring(end + 2)};
    }

    /** What is wider than a terminal would be broken somewhere; what an example does goes below it instead. */
    private static Stream<String> folded(String line) {
        Matcher example = EXAMPLE.matcher(line);
        return line.length() > WIDTH && example.matches()
                ? Stream.of(example.group(1), "      " + example.group(2))
                : Stream.of(line);
    }
}
