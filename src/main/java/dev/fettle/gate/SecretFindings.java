package dev.fettle.gate;

import dev.fettle.gate.Verdict.Finding;
import java.util.Set;

/** The kinds of finding of the secret gate: most stop a change, some are for a person to look at. */
public final class SecretFindings {
    private static final Set<String> WARNINGS = Set.of(
            "tracked-secret-file",
            "key-store-of-tests",
            "not-ignored",
            "no-longer-ignored",
            "possible-private-data",
            "allow-list",
            "not-searched");

    private SecretFindings() {}

    /** Whether a finding stops a change. */
    public static boolean stops(Finding finding) {
        return !WARNINGS.contains(finding.kind());
    }
}
