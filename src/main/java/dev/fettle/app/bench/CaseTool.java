package dev.fettle.app.bench;

import dev.fettle.repair.Progress;
import java.time.Duration;

/** What is measured: our engine, or a peer. */
public interface CaseTool {
    /** Such as {@code fettle}. */
    String name();

    /**
     * Works on one case.
     *
     * @throws Exception when case or tool broke; the bench makes a row of it
     */
    Row work(BenchCase one, Duration limit, Progress progress) throws Exception;
}
