package dev.fettle.forge;

import java.util.List;

/**
 * What we say of a person's pull request.
 *
 * @param number of the pull request
 * @param headSha the commit (40 hex) that was looked at
 * @param marker hidden text by which our review is found again
 * @param body Markdown with everything in it, the remarks on lines too: not every server has those
 * @param remarks on lines that the pull request adds
 * @param onlyIfThere brings up to date what we said before, and says nothing where we said nothing
 */
public record PullReview(
        long number, String headSha, String marker, String body, List<Remark> remarks, boolean onlyIfThere) {
    public PullReview {
        remarks = List.copyOf(remarks);
    }

    /**
     * On one line.
     *
     * @param line 1-based, in the file as it is at the head
     * @param text Markdown
     */
    public record Remark(String path, int line, String text) {}
}
