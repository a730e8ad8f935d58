package dev.fettle.gate;

import dev.fettle.workspace.Change;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(change.unifiedDiff().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
