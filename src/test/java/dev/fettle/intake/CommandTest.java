package dev.fettle.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.intake.Command.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

    @ParameterizedTest
    @EnumSource(Verb.class)
    void everyCommandIsUnderstoodAsItsHelpWritesIt(Verb verb) {
        assertThat(Command.find("Dear Fettle,\r\n" + verb.usage() + "\r\n")).hasValueSatisfying(command -> {
            assertThat(command.verb()).isEqualTo(verb);
            assertThat(command.argument().isEmpty()).isEqualTo(!verb.usage().contains("<"));
        });
    }

    @Test
    void theArgumentIsTheRestOfTheLineWithoutWhatIsHidden() {
        assertThat(Command.find("/fettle waive secret-scan  a test value,\u202E not a secret \r\nthanks"))
                .contains(new Command(Verb.WAIVE, "secret-scan a test value, not a secret"));
    }

    @Test
    void theFirstCommandCounts() {
        assertThat(Command.find("Hello\n/Fettle STATUS\nand then\n/fettle fix")).contains(new Command(Verb.STATUS, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "please /fettle fix",
                " /fettle fix",
                "> /fettle fix",
                "`/fettle fix`",
                "/fettlefix",
                "/fettle-dev fix",
                "```\n/fettle fix\n```",
                "~~~~ sh\n/fettle fix\n~~~\n/fettle fix",
                "````\n```\n/fettle fix\n````",
                "<!--\n/fettle fix\n-->",
                "<!-- unclosed\n/fettle fix",
                "",
            })
    void whatIsShownOrHiddenOrMeantForOthersIsNoCommand(String comment) {
        assertThat(Command.find(comment)).isEmpty();
    }

    @Test
    void aCommandAfterClosedCodeCounts() {
        assertThat(Command.find("```\ncode\n```\n/fettle stop")).contains(new Command(Verb.STOP, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fettle", "/fettle make it so"})
    void anUnknownWordGetsHelp(String comment) {
        assertThat(Command.find(comment)).contains(new Command(Verb.HELP, ""));
    }
}
