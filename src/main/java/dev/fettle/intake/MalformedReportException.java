package dev.fettle.intake;

import java.util.List;

/** What was sent is not what its format says. The mistakes name fields and what they must be, and never quote what they were. */
public final class MalformedReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    public MalformedReportException(List<String> mistakes) {
        super(String.join("; ", mistakes), null, false, false);
        this.mistakes = List.copyOf(mistakes);
    }

    /** One phrase each, such as {@code [3].count: expected a whole number of at least 1}. */
    public List<String> mistakes() {
        return mistakes;
    }
}
