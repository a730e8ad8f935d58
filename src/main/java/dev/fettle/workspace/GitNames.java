package dev.fettle.workspace;

import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** The names that go to git: branches and commits, checked before use and always sent in their full form. */
public final class GitNames {
    /** What stands for "no commit". */
    public static final String NO_COMMIT = "0000000000000000000000000000000000000000";

    private static final String HEADS = "refs/heads/";
    static final String TAGS = "refs/tags/";
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/+@-]{0,200}");
    private static final Pattern SHORT_COMMIT = Pattern.compile("[0-9a-f]{7,40}");
    private static final Pattern BRANCH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/-]{0,200}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private GitNames() {}

    /** Whether this is a branch name that we use: letters, digits and {@code . _ / -}, not starting with a dash, and well-formed for git. */
    public static boolean isBranch(String branch) {
        return BRANCH.matcher(branch).matches() && Repository.isValidRefName(HEADS + branch);
    }

    /** Whether this is a full commit id: 40 hexadecimal digits in lower case. */
    public static boolean isCommit(String commit) {
        return COMMIT.matcher(commit).matches();
    }

    /**
     * The full {@code refs/heads/…} of a branch.
     *
     * @throws WorkspaceException when the name is not one that we use
     */
    public static String fullBranch(String branch) {
        if (!isBranch(branch)) {
            throw new WorkspaceException("not a branch name that Fettle uses: " + printable(branch));
        }
        return HEADS + branch;
    }

    /** Whether this may be the name of a tag that we look for: as branches, and with {@code +} and {@code @} as release names have them. */
    static boolean isTag(String tag) {
        return TAG.matcher(tag).matches() && Repository.isValidRefName(TAGS + tag);
    }

    /** Whether this is a commit id or the beginning of one, at least 7 digits. */
    static boolean isShortCommit(String commit) {
        return SHORT_COMMIT.matcher(commit).matches();
    }

    /** The branch of a full {@code refs/heads/…}, checked. */
    static String branchOf(String fullName) {
        if (!fullName.startsWith(HEADS) || !isBranch(fullName.substring(HEADS.length()))) {
            throw new WorkspaceException(
                    "expected 40 hexadecimal digits or refs/heads/… and got: " + printable(fullName));
        }
        return fullName.substring(HEADS.length());
    }

    static ObjectId commit(String commit) {
        if (!isCommit(commit)) {
            throw new WorkspaceException("not a full commit id: " + printable(commit));
        }
        return ObjectId.fromString(commit);
    }

    /** Foreign text for a message: bounded, without control characters. */
    static String printable(String text) {
        String shown = text.length() > 400 ? text.substring(0, 400) + "…" : text;
        StringBuilder safe = new StringBuilder(shown.length());
        shown.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(safe::appendCodePoint);
        return safe.toString();
    }
}
