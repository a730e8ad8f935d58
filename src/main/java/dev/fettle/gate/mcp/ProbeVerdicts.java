package dev.fettle.gate.mcp;

import dev.fettle.base.UntrustedText;
import java.util.Optional;
import java.util.function.Predicate;

/** What the answer to a probe's call means. */
final class ProbeVerdicts {
    private static final int SHOWN = 120;

    private ProbeVerdicts() {}

    /** The verdict on an answer whose text must be so. */
    static CheckResult of(Tool tool, Reply reply, String expected, Predicate<String> fits) {
        Optional<CheckResult> fault = fault(tool, reply);
        if (fault.isPresent()) {
            return fault.get();
        }
        return fits.test(reply.text())
                ? CheckResult.passed(Check.PROBE, tool.shown() + ": " + expected)
                : CheckResult.of(
                        Check.PROBE,
                        Fault.PROBE_WRONG_ANSWER,
                        tool.shown() + " must answer with " + expected + " and answered " + shown(reply.text()));
    }

    /** Why a call came to nothing; empty when there is an answer to look at. */
    static Optional<CheckResult> fault(Tool tool, Reply reply) {
        Optional<Fault> fault = switch (reply.state()) {
            case ANSWERED -> reply.toolFailed() ? Optional.of(Fault.PROBE_FAILED) : Optional.empty();
            case MALFORMED -> Optional.of(Fault.PROBE_WRONG_ANSWER);
            case REFUSED -> Optional.of(Fault.PROBE_FAILED);
            case LATE -> Optional.of(Fault.PROBE_NO_ANSWER);
            case DIED -> Optional.of(Fault.DIED_IN_CALL);
            case FLOODED -> Optional.of(Fault.FLOOD);
        };
        String said = reply.toolFailed() ? reply.text() : reply.said();
        return fault.map(
                found -> CheckResult.of(Check.PROBE, found, tool.shown() + (said.isBlank() ? "" : ": " + shown(said))));
    }

    private static String shown(String text) {
        return "\"" + UntrustedText.oneLine(text, SHOWN) + "\"";
    }
}
