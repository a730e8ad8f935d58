package dev.fettle.repair;

/** Hears how the work goes, for people: the terminal, the issue comment, the dashboard. Called from any thread; must not block. */
public interface Progress {
    /** A stage begins. */
    void stage(Stage stage);

    /** Something worth a line within the stage: counts, the best so far. */
    void note(String text);

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
