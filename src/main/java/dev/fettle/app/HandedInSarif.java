package dev.fettle.app;

import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.improve.scan.Left;
import dev.fettle.improve.scan.Looked;
import dev.fettle.improve.scan.Place;
import dev.fettle.improve.scan.ScanReason;
import dev.fettle.improve.scan.ScanSource;
import dev.fettle.improve.scan.Sighting;
import dev.fettle.intake.analysis.NotTaken;
import dev.fettle.intake.analysis.SarifLog;
import java.util.ArrayList;
import java.util.List;

/** The findings of a SARIF file, as a scan knows them. */
final class HandedInSarif implements ScanSource {
    static final String NAME = "sarif";

    private final SarifLog log;

    HandedInSarif(SarifLog log) {
        this.log = log;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Who hands a report in wants it read. */
    @Override
    public boolean on(RepositorySettings settings) {
        return true;
    }

    @Override
    public boolean ofTheTree() {
        return true;
    }

    @Override
    public Looked look(Place place) {
        List<Left> left = new ArrayList<>();
        log.notTaken()
                .forEach((reason, count) -> left.add(new Left(
                        NAME, reason(reason), count + (count == 1 ? " result: " : " results: ") + reason.sentence())));
        List<Sighting> sightings = log.findings().stream()
                .map(finding -> new Sighting(finding, false))
                .toList();
        return new Looked(sightings, left, false);
    }

    private static ScanReason reason(NotTaken reason) {
        return switch (reason) {
            case SUPPRESSED -> ScanReason.SUPPRESSED;
            case NOT_NEW -> ScanReason.NOT_NEW;
            case NO_FAILURE -> ScanReason.TO_LOOK_AT;
            case NO_PLACE, OUTSIDE_THE_TREE -> ScanReason.OUTSIDE_THE_TREE;
            case TOO_MANY -> ScanReason.TOO_MANY;
        };
    }
}
