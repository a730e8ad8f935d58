package dev.fettle.improve.scan;

import dev.fettle.base.Redactor;
import dev.fettle.base.UntrustedText;
import dev.fettle.intake.Signal;

/** Signals whose foreign words are redacted and short, before anything else sees them. */
final class Cleaned {
    private static final int LONGEST = 1_000;
    private static final int LONGEST_NAME = 200;

    private final Redactor redactor;

    Cleaned(Redactor redactor) {
        this.redactor = redactor;
    }

    Sighting of(Sighting sighting) {
        Signal signal = sighting.signal();
        if (signal instanceof Signal.RuleFinding finding) {
            return new Sighting(
                    new Signal.RuleFinding(
                            finding.repository(),
                            finding.seenAt(),
                            line(finding.rule(), LONGEST_NAME),
                            finding.file(),
                            finding.line(),
                            line(finding.message(), LONGEST),
                            finding.severity(),
                            finding.identity(),
                            line(finding.solution(), LONGEST),
                            finding.fixable()),
                    sighting.mayStart());
        } else if (signal instanceof Signal.VulnerableDependency vulnerable) {
            return new Sighting(
                    new Signal.VulnerableDependency(
                            vulnerable.repository(),
                            vulnerable.seenAt(),
                            line(vulnerable.dependency(), LONGEST_NAME),
                            line(vulnerable.version(), LONGEST_NAME),
                            vulnerable.file(),
                            vulnerable.advisories(),
                            vulnerable.severity(),
                            line(vulnerable.summary(), LONGEST),
                            line(vulnerable.fixed(), LONGEST_NAME)),
                    sighting.mayStart());
        }
        return sighting;
    }

    private String line(String text, int most) {
        return UntrustedText.oneLine(redactor.redact(text), most);
    }
}
