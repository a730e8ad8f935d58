package dev.fettle.store;

import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.Report;
import dev.fettle.intake.ReportLog.Acceptance;
import dev.fettle.intake.Signal;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A process of its own that takes in reports of a few failures on many threads, and says aloud of which failure each was that it took, until somebody kills it. */
final class ReportingProcess {
    static final int THREADS = 16;
    static final List<String> FAILURES = List.of("TimeoutError", "KeyError", "ValueError");

    private ReportingProcess() {}

    public static void main(String[] args) {
        PrintStream out = System.out;
        InstantSource clock = InstantSource.system();
        Stores stores = Stores.open(Path.of(args[0]), clock, text -> text);
        for (int i = 0; i < THREADS; i++) {
            String failure = FAILURES.get(i % FAILURES.size());
            new Thread(() -> {
                        while (true) {
                            Signal signal = new Signal.ExceptionSeen(
                                    Samples.SHOP, clock.instant(), failure, "", null, List.of(), 1);
                            if (stores.reports().accept(IntakeSource.EXCEPTIONS, List.of(Report.of(signal)))
                                    == Acceptance.STORED) {
                                synchronized (out) {
                                    out.println(failure);
                                    out.flush();
                                }
                            }
                        }
                    })
                    .start();
        }
    }
}
