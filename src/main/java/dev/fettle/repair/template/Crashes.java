package dev.fettle.repair.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTraceParser;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.repair.template.source.Crash;
import java.util.List;
import java.util.Optional;

/** Reads in the traces of failing tests where production code threw. */
final class Crashes {
    /** The Java virtual machine says what was null (JEP 358). */
    private static final Pattern NULL =
            Pattern.compile("because (?:the return value of )?\"([^\"\\n]{1,200})\" is null");

    private Crashes() {}

    static List<Crash> of(List<TestOutcome> red, ProjectFiles files) {
        return red.stream()
                .map(TestOutcome::failure)
                .flatMap(failure -> Optional.ofNullable(failure).stream())
                .flatMap(failure -> StackTraceParser.parse(failure.stackTrace()).stream())
                .flatMap(trace -> of(trace.root(), files).stream())
                .filter(crash -> crash.kind().telling())
                .distinct()
                .toList();
    }

    /** What the test's own code ran into is none. */
    private static Optional<Crash> of(StackTrace trace, ProjectFiles files) {
        for (Frame frame : trace.frames()) {
            if (files.pathOf(new TestId(frame.className(), "")).isPresent()) {
                return Optional.empty();
            }
            Optional<String> path = files.ofClass(frame.className(), frame.file());
            if (path.isPresent()) {
                return Optional.of(
                        new Crash(path.get(), frame.line(), Crash.Kind.of(trace.type()), subject(trace.message())));
            }
        }
        return Optional.empty();
    }

    private static String subject(String message) {
        Matcher matcher = NULL.matcher(message);
        if (!matcher.find()) {
            return "";
        }
        String text = matcher.group(1);
        if (text.startsWith("<")) { // a variable of code without debug information
            return "";
        }
        int arguments = text.indexOf('(');
        if (arguments < 0) {
            return text.startsWith("this.") ? text.substring("this.".length()) : text;
        }
        return text.substring(text.lastIndexOf('.', arguments) + 1, arguments + 1);
    }
}
