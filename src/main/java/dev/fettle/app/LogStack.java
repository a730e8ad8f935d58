package dev.fettle.app;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.fettle.base.UntrustedText;
import java.util.stream.Collectors;

/** A stack trace, in whose messages nothing controls the terminal. Made by {@code logback.xml}. */
public final class LogStack extends ThrowableProxyConverter {
    private static final int LONGEST = 4_000;

    @Override
    public String convert(ILoggingEvent event) {
        return super.convert(event)
                .lines()
                .map(line -> line.startsWith("\t")
                        ? "\t" + UntrustedText.oneLine(line.substring(1), LONGEST)
                        : UntrustedText.oneLine(line, LONGEST))
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    }
}
