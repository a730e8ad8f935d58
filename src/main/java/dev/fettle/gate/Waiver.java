package dev.fettle.gate;

import dev.fettle.base.Sha256;
import dev.fettle.workspace.Change;
import java.util.Optional;

/**
 * A person's word that one gate does not count, for one patch and no other.
 *
 * @param gate the gate's id
 * @param patch the patch it was given for, see {@link #patchOf}
 * @param by login of the person
 * @param reason in their words, redacted
 */
public record Waiver(String gate, String patch, String by, String reason) {
    /** What tells one patch from another: 32 hex digits of its diff. */
    public static String patchOf(Change change) {
        return Sha256.hex(change.unifiedDiff()).substring(0, 32);
    }

    /** Why nobody can waive a verdict, in a sentence; empty when a person may. */
    public static Optional<String> impossible(Verdict verdict) {
        if (verdict.gate().equals("secret-scan")) {
            return Optional.of("A secret that was pushed is out, whoever agrees to it: take it out of the change.");
        }
        if (verdict.gate().equals("tests")) {
            return Optional.of("Without a proof there is nothing that a person could agree to.");
        }
        boolean protectedPath = verdict.findings().stream()
                .anyMatch(finding -> finding.kind().equals("protected-path")
                        || finding.kind().equals("link"));
        return protectedPath
                ? Optional.of("It touches a protected path: a person makes such a change, not Fettle.")
                : Optional.empty();
    }
}
