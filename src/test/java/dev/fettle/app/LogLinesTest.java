package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logs as the server writes them: one line a message, in which nothing obeys whoever wrote a part of it. */
class LogLinesTest {
    private static final String HOSTILE =
            "title \u001b[2J\u001b]0;owned\u0007\r\n2026-01-01 INFO all is well\u2028and\u0085more \u202edesrever \u0000";

    @Test
    void aHostileTextIsOneLineInBothForms() throws Exception {
        String text = written("TEXT", HOSTILE, null);
        assertThat(text.strip().lines()).hasSize(1);
        assertThat(text).doesNotContain("\u001b", "\u2028", "\u0085", "\u202e", "\u0000", "\u0007");
        assertThat(text).contains("delivery=guid-1", "title");

        String json = written("JSON", HOSTILE, null);
        assertThat(json.strip().lines()).hasSize(1);
        assertThat(json).doesNotContain("\u001b");
        JsonNode line = new ObjectMapper().readTree(json);
        assertThat(line.path("mdc").path("delivery").asText()).isEqualTo("guid-1");
        assertThat(line.path("formattedMessage").asText()).startsWith("title");
        assertThat(line.path("level").asText()).isEqualTo("WARN");
    }

    @Test
    void aTraceKeepsItsLinesAndNothingInItsMessageControlsTheTerminal() throws Exception {
        String text = written("TEXT", "it failed", new IllegalStateException("bad \u001b[31mname\u0007"));

        assertThat(text).contains("it failed", "IllegalStateException: bad ", "\tat dev.fettle.app.LogLinesTest");
        assertThat(text).doesNotContain("\u001b", "\u0007");
    }

    /** By the encoders of the configuration that the server has. */
    private static String written(String form, String message, Throwable failure) throws Exception {
        LoggerContext context = new LoggerContext();
        context.putProperty("fettle.log.form", form);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> appender = (ConsoleAppender<ILoggingEvent>) root.getAppender(form);
        LoggingEvent event = new LoggingEvent(
                LogLinesTest.class.getName(), context.getLogger("dev.fettle"), Level.WARN, message, failure, null);
        event.setMDCPropertyMap(Map.of("delivery", "guid-1"));
        try {
            return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
        } finally {
            context.stop();
        }
    }
}
