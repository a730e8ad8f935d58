package dev.fettle.forge;

/**
 * A check that stands on a commit: a check run or a commit status, ours or another's.
 *
 * @param run what it is; its {@code headBranch} is "" where the server does not tell
 */
public record Check(CiRun run, State state) {
    /** Whether it ended, and how. Neutral and skipped count as green. */
    public enum State {
        GREEN,
        PENDING,
        RED
    }

    /** Whether it is one that Fettle sets. */
    public boolean ours() {
        return run.name().startsWith("fettle/");
    }
}
