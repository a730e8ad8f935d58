package dev.fettle.gate;

/** The two trees of a change as projects that can be built and run, or why they cannot. */
public sealed interface Trees permits Trees.None, TwoTrees {
    /** Nobody asked for anything to be run. */
    None ONLY_THE_DIFFERENCE = new None(false, "only the difference is at hand");

    /**
     * Nothing can be run.
     *
     * @param shouldHave whether it should have been possible, which makes the verdict an error; else the gates do not apply
     * @param why for a person, a clause: "no build of maven was recognised"
     */
    record None(boolean shouldHave, String why) implements Trees {
        /** The verdict of a gate that would have to run something. */
        public Verdict verdict(String gate) {
            return new Verdict(
                    gate,
                    shouldHave ? Verdict.Outcome.ERROR : Verdict.Outcome.SKIPPED,
                    "Could not be measured: " + why,
                    "",
                    java.util.List.of());
        }
    }
}
