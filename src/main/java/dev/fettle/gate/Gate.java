package dev.fettle.gate;

/** One quality gate. Judges any change, ours or a person's. */
public interface Gate {
    /** Such as {@code secret-scan}; the check run is {@code fettle/<id>}. */
    String id();

    /** What it checks, one sentence. */
    String summary();

    Verdict judge(GateInput input);
}
