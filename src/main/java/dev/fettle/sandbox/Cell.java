package dev.fettle.sandbox;

/** What holds a job's processes: the half of a {@link Sandbox} in which the kinds differ. The other half, its folder, is the same for all. */
public interface Cell {
    /** As {@link Sandbox#run}. */
    Execution run(Command command, Limits limits);

    /** As {@link Sandbox#start}. */
    LiveProcess start(Command command, Limits limits);

    /** Kills what still runs and removes the folder with all that is around it. Called once. */
    void clear();
}
