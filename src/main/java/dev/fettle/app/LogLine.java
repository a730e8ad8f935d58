package dev.fettle.app;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.fettle.base.UntrustedText;
import java.util.Map;
import java.util.TreeMap;

/** A log's message as one line that a terminal shows and does not obey, and what it is about. Made by {@code logback.xml}. */
public final class LogLine extends ClassicConverter {
    private static final int LONGEST = 4_000;

    @Override
    public String convert(ILoggingEvent event) {
        Map<String, String> about = new TreeMap<>(event.getMDCPropertyMap());
        StringBuilder line = new StringBuilder();
        about.forEach(
                (name, value) -> line.append(name).append('=').append(value).append(' '));
        return UntrustedText.oneLine(line + String.valueOf(event.getFormattedMessage()), LONGEST);
    }
}
