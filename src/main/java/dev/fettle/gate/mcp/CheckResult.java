package dev.fettle.gate.mcp;

import dev.fettle.base.UntrustedText;
import java.util.Optional;

/**
 * What one check of one server found.
 *
 * @param fault why it did not pass; empty when it did
 * @param detail one line, of which a part may be the server's own words; cleaned and at most {@link #LONGEST} characters
 */
public record CheckResult(Check check, Optional<Fault> fault, String detail) {
    /** Of a detail. */
    public static final int LONGEST = 300;

    public CheckResult {
        detail = UntrustedText.oneLine(detail, LONGEST);
    }

    static CheckResult passed(Check check, String detail) {
        return new CheckResult(check, Optional.empty(), detail);
    }

    static CheckResult of(Check check, Fault fault, String detail) {
        return new CheckResult(check, Optional.of(fault), detail);
    }

    /** Whether the server is at fault. */
    public boolean broken() {
        return fault.filter(found -> found.kind() == Fault.Kind.BROKEN).isPresent();
    }

    /** Whether it could not be made, for want of something on this machine. */
    public boolean couldNotRun() {
        return fault.filter(found -> found.kind() == Fault.Kind.CANNOT_RUN).isPresent();
    }
}
