package dev.fettle.gate;

import dev.fettle.repair.Patch;
import dev.fettle.workspace.Change;

/** What gates are given in tests: a change, and no tree. */
public final class Judged {
    private Judged() {}

    /** A person's change. */
    public static GateInput persons(Change change) {
        return new GateInput(change, null, null);
    }

    /** A change of Fettle's. */
    public static GateInput ours(Patch patch) {
        return new GateInput(patch.change(), null, patch);
    }
}
