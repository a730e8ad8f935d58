package dev.fettle.forge;

/**
 * A CI run that the forge told us of.
 *
 * @param kind which API it is known under
 * @param id its id there; 0 for a commit status
 * @param name workflow, check or context
 * @param headSha 40 hex
 * @param headBranch without {@code refs/heads/}, "" when unknown
 * @param url its page on the forge, "" when unknown; as it came
 */
public record CiRun(Kind kind, long id, String name, String headSha, String headBranch, String url) {
    /** Without a page that is known. */
    public CiRun(Kind kind, long id, String name, String headSha, String headBranch) {
        this(kind, id, name, headSha, headBranch, "");
    }

    /** Which API it is known under. */
    public enum Kind {
        WORKFLOW_RUN,
        CHECK_SUITE,
        CHECK_RUN,
        STATUS
    }
}
