package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Help is read on a terminal of 80 columns. */
class HelpOfCommandsTest {
    @Test
    void noExampleIsBrokenInTheMiddle() {
        assertThat(all(Main.commandLine())
                        .flatMap(command -> Arrays.stream(
                                        command.getCommandSpec().usageMessage().footer())
                                .filter(line -> line.length() > 79)
                                .map(line -> command.getCommandName() + ": " + line)))
                .isEmpty();
    }

    @Test
    void whatAListOfCommandsSaysOfOneIsAWholeSentence() {
        assertThat(all(Main.commandLine())
                        .map(command -> command.getCommandSpec().usageMessage().description())
                        .filter(lines -> lines.length > 0 && !lines[0].strip().endsWith("."))
                        .map(lines -> lines[0]))
                .isEmpty();
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().distinct().flatMap(HelpOfCommandsTest::all));
    }
}
