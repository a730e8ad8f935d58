package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What a person may expect of every command, over picocli's own model of them: a new one that lacks something is found here. */
class CommandLineTest {
    /** They print what another program reads as it is, write files, or serve until they are stopped. */
    private static final Set<String> NOT_REPORTING = Set.of(
            "fettle demo",
            "fettle serve",
            "fettle work",
            "fettle completion",
            "fettle docs reference",
            "fettle docs site",
            "fettle docs openapi");

    private static List<CommandLine> all() {
        List<CommandLine> found = new ArrayList<>();
        collect(Main.commandLine(), found);
        return found;
    }

    private static void collect(CommandLine command, List<CommandLine> found) {
        found.add(command);
        command.getSubcommands().values().stream().distinct().forEach(each -> collect(each, found));
    }

    private static Stream<CommandLine> thatDoSomething() {
        return all().stream().filter(command -> command.getSubcommands().isEmpty());
    }

    private static boolean reports(CommandLine command) {
        // What benches print are tables for the documents.
        return !NOT_REPORTING.contains(name(command)) && !name(command).startsWith("fettle bench");
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    @TestFactory
    Stream<DynamicTest> eachHasHelpThatSaysWhatItDoes() {
        return all().stream()
                .map(command -> dynamicTest(name(command), () -> {
                    CommandSpec spec = command.getCommandSpec();
                    assertThat(spec.optionsMap()).containsKeys("--help", "-h");
                    assertThat(spec.usageMessage().description()).isNotEmpty();
                    assertThat(spec.options())
                            .allSatisfy(option -> assertThat(option.description())
                                    .as(option.longestName())
                                    .isNotEmpty());
                    assertThat(spec.positionalParameters())
                            .allSatisfy(parameter -> assertThat(parameter.description())
                                    .as(parameter.paramLabel())
                                    .isNotEmpty());
                }));
    }

    @TestFactory
    Stream<DynamicTest> eachShowsAnExampleThatItUnderstands() {
        return thatDoSomething()
                .map(command -> dynamicTest(name(command), () -> {
                    String footer = String.join(
                            "\n", command.getCommandSpec().usageMessage().footer());
                    List<String> examples = Pattern.compile(" *\\\\\n *") // goes on in the next line
                            .matcher(footer)
                            .replaceAll(" ")
                            .lines()
                            .map(line -> line.strip().split(" {3,}", 2)[0]) // what it does stands beside some
                            .filter(line -> line.startsWith(name(command)))
                            .toList();
                    assertThat(examples).as("examples in the footer of --help").isNotEmpty();
                    examples.forEach(example -> {
                        String[] words =
                                Words.of(example.substring("fettle ".length()).replaceAll("\\$\\([^)]*\\)", "today"));
                        assertThat(Main.commandLine().parseArgs(words).errors()).isEmpty();
                    });
                }));
    }

    @TestFactory
    Stream<DynamicTest> eachSaysWhatItsExitStatusMeans() {
        return thatDoSomething()
                .map(command -> dynamicTest(
                        name(command),
                        () -> assertThat(command.getCommandSpec().usageMessage().exitCodeList())
                                .containsKeys("0", "2")));
    }

    @TestFactory
    Stream<DynamicTest> eachThatReportsHasJson() {
        return thatDoSomething()
                .filter(CommandLineTest::reports)
                .map(command -> dynamicTest(
                        name(command),
                        () -> assertThat(command.getCommandSpec().optionsMap()).containsKey("--json")));
    }

    @Test
    void whatIsSaidNotToReportIsThere() {
        assertThat(thatDoSomething().map(CommandLineTest::name)).containsAll(NOT_REPORTING);
    }

    /** A line as a shell would take it apart. */
    private static final class Words {
        static String[] of(String line) {
            List<String> words = new ArrayList<>();
            StringBuilder word = new StringBuilder();
            boolean quoted = false;
            for (char c : (line + " ").toCharArray()) {
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == ' ' && !quoted) {
                    if (!word.isEmpty()) {
                        words.add(word.toString());
                    }
                    word.setLength(0);
                } else {
                    word.append(c);
                }
            }
            return words.toArray(String[]::new);
        }
    }
}
