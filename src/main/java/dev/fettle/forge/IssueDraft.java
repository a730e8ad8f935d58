package dev.fettle.forge;

import dev.fettle.base.Sha256;

/**
 * An issue of ours that we want to stand: at most one a marker.
 *
 * @param number the one that stood when this was written, 0 when none was known
 * @param marker hidden in its text, by which it is found again
 * @param title for a new one; afterwards it is people's
 * @param comment what a comment says where the server cannot edit issues
 * @param expected {@link #print} of the text that stood when this was written, "" when none was known
 */
public record IssueDraft(long number, String marker, String title, String body, String comment, String expected) {
    /** Whether two texts are the same, however a server ends their lines: then this is. */
    public static String print(String text) {
        return Sha256.hex(text.replace("\r\n", "\n").strip());
    }
}
