package dev.fettle.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A checked-out tree on the host that only we write to; foreign code runs on copies of it, inside a sandbox. */
public interface Workspace extends AutoCloseable {
    /** The tree's root folder; no git directory inside. */
    Path root();

    /** The commit (40 hex) the tree was checked out at; all zeros for a folder that is no repository. */
    String base();

    /**
     * The text of a file, path relative with forward slashes; empty when it is missing, not a regular file or no text.
     * What is not UTF-8 is read a character a byte ({@link SourceEncoding}).
     */
    Optional<String> read(String path);

    /** Paths of all files of the base tree, sorted. */
    List<String> files();

    /**
     * Writes new texts over files, each in the encoding that the file has; paths are checked (no {@code ..}, no absolute, no {@code .git} in any disguise, no link on the way).
     *
     * @throws WorkspaceException for a path that is not allowed
     */
    void write(Map<String, String> texts);

    /** The difference between the base and the tree as it now lies. */
    Change change();

    /** Puts every file back as in the base. */
    void reset();

    /** Commits the tree as it lies on top of the base; author and committer are Fettle's. Returns the commit (40 hex). */
    String commit(CommitMessage message);

    /**
     * Pushes a commit to a branch of the remote.
     *
     * @param expected the branch's commit that we last saw (40 hex), or "" when the branch must not exist yet; else the push is refused
     */
    PushResult push(String commit, String branch, String expected);

    /** Lines changed since {@code commit} by path: a hint for fault localisation. Empty when the history does not reach there. */
    Map<String, List<Integer>> linesChangedSince(String commit);

    /** Whole messages of the newest commits up to the base, newest first; fewer where the history is not all there, none without a commit. */
    List<String> messages(int most);

    /**
     * The newest commits up to the base whose message is wanted, with what they changed, the newest first; looked for among the newest two thousand, merges left out.
     *
     * @param message whether a whole message is wanted
     * @param most so many at most
     */
    List<BranchHistory.Step> steps(Predicate<String> message, int most);

    /**
     * How a file came to be as it is in the base, within the newest two thousand commits.
     *
     * @param lines 1-based numbers in the base's file whose age is asked for; may be empty
     * @return empty where there is no commit
     */
    Optional<PathHistory> history(String path, List<Integer> lines);

    @Override
    void close();
}
