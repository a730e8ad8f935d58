package dev.fettle.propose;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;

/** Tests as people name them. Foreign text comes out as it is: the caller puts it into code. */
final class TestWords {
    private TestWords() {}

    /** {@code RangeTest#end}: without the package, which the command has. */
    static String shortName(TestId id) {
        String name = id.className().substring(id.className().lastIndexOf('.') + 1);
        return id.method().isEmpty() ? name : name + "#" + id.method();
    }

    /** {@code AssertionFailedError: expected: <3> but was: <2>}: simple type and first line of the message. */
    static String said(TestOutcome outcome) {
        TestOutcome.Failure failure = outcome.failure();
        if (failure == null) {
            return "no message";
        }
        String type = failure.type().substring(failure.type().lastIndexOf('.') + 1);
        String message = failure.message()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
        if (message.isEmpty()) {
            return type.isEmpty() ? "no message" : type;
        }
        // Runners put the type in front of some messages themselves.
        boolean named = type.isEmpty() || message.startsWith(type) || message.startsWith(failure.type());
        return named ? message : type + ": " + message;
    }
}
