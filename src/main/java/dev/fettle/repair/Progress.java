package dev.fettle.repair;

import dev.fettle.backlog.Ticket;

/** Hears how the work goes, for people: the terminal, the issue comment, the dashboard. Called from any thread; must not block. */
public interface Progress {
    /** A stage begins. */
    void stage(Stage stage);

    /** Something worth a line within the stage: counts, the best so far. */
    void note(String text);

    /** An attempt at a ticket begins; what is heard until its end is about it. */
    default void attempt(Ticket ticket) {}

    /** @param outcome by its name */
    default void attemptEnded(String outcome) {}

    /** Hears nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void stage(Stage stage) {}

        @Override
        public void note(String text) {}
    };

    /** The stages of an attempt, in their order. */
    enum Stage {
        CHECKOUT,
        PREPARE,
        REPRODUCE,
        LOCALISE,
        PATCH,
        PROVE,
        GATES,
        PULL_REQUEST
    }
}
