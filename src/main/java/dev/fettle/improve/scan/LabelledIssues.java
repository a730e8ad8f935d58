package dev.fettle.improve.scan;

import dev.fettle.base.Redactor;
import dev.fettle.base.UntrustedText;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.build.StackTraceParser;
import dev.fettle.forge.Forge;
import dev.fettle.forge.Issue;
import dev.fettle.improve.IssueWords;
import dev.fettle.intake.Signal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Open issues that carry the label: those that no delivery told of have no ticket yet. Who labelled one is not known; its author stands for them. */
public final class LabelledIssues implements ScanSource {
    private final Forge forge;
    private final IssueWords words;
    private final Redactor redactor;
    private final InstantSource clock;

    public LabelledIssues(Forge forge, Redactor redactor, InstantSource clock) {
        this.forge = forge;
        this.words = new IssueWords(forge);
        this.redactor = redactor;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "issues";
    }

    @Override
    public boolean on(RepositorySettings settings) {
        return true;
    }

    @Override
    public boolean ofTheTree() {
        return false;
    }

    @Override
    public boolean delivered() {
        return true;
    }

    @Override
    public Looked look(Place place) {
        List<Sighting> sightings = new ArrayList<>();
        List<Left> left = new ArrayList<>();
        for (Issue issue :
                forge.issuesLabeled(place.repository(), place.settings().triggerLabel())) {
            if (issue.labels().contains(RepositorySettings.OFF_LABEL)) {
                left.add(new Left(
                        name(),
                        ScanReason.SUPPRESSED,
                        "#" + issue.number() + " has the label " + RepositorySettings.OFF_LABEL));
                continue;
            }
            String text = redactor.redact(words.on(place.repository(), issue).text());
            Signal signal = new Signal.IssueRequested(
                    place.repository(),
                    clock.instant(),
                    issue.number(),
                    redactor.redact(issue.title()),
                    text,
                    issue.author(),
                    StackTraceParser.parseClean(UntrustedText.clean(issue.body()), redactor::redact)
                            .orElse(null));
            boolean mayWrite =
                    forge.permission(place.repository(), issue.author()).mayWrite();
            sightings.add(new Sighting(signal, mayWrite));
        }
        return new Looked(sightings, left, false);
    }
}
