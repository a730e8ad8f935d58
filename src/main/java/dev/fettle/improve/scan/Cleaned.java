package dev.fettle.improve.scan;

import dev.fettle.base.Redactor;
import dev.fettle.base.UntrustedText;
import dev.fettle.intake.Signal;

/** Signals whose foreign words are redacted and short, before anything else sees them. */
public final class Cleaned {
    private static final int LONGEST = 1_000;
    private static final int LONGEST_NAME = 200;

    private final Redactor redactor;

    public Cleaned(Redactor redactor) {
        this.redactor = redactor;
    }

    Sighting of(Sighting sighting) {
        Signal signal = sighting.signal();
        if (signal instanceof Signal.RuleFinding finding) {
            return new Sighting(of(finding), sighting.mayStart());
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

    /** What an analysis found, each finding as a scan of it has it. */
    public Signal.AnalysisEnded of(Signal.AnalysisEnded ended) {
        return new Signal.AnalysisEnded(
                ended.repository(),
                ended.seenAt(),
                line(ended.tool(), LONGEST_NAME),
                line(ended.category(), LONGEST_NAME),
                line(ended.branch(), LONGEST_NAME),
                line(ended.revision(), LONGEST_NAME),
                ended.whole(),
                ended.files(),
                ended.present().stream().map(this::of).toList());
    }

    /** One finding. */
    private Signal.RuleFinding of(Signal.RuleFinding finding) {
        return new Signal.RuleFinding(
                finding.repository(),
                finding.seenAt(),
                line(finding.rule(), LONGEST_NAME),
                finding.file(),
                finding.line(),
                line(finding.message(), LONGEST),
                finding.severity(),
                finding.identity(),
                line(finding.solution(), LONGEST),
                finding.fixable());
    }

    private String line(String text, int most) {
        return UntrustedText.oneLine(redactor.redact(text), most);
    }
}
