package dev.fettle.repair;

import dev.fettle.repair.Reproduction.WrittenTest;
import java.util.List;

/** Makes tests of the code that an issue shows, as the project writes its own. */
@FunctionalInterface
public interface CodeTestWriter {
    /** One for each block, in their order. */
    List<Draft> write(Problem problem, ReportedCode code);

    /** What became of a block. */
    sealed interface Draft {}

    /**
     * A test; whether it compiles, only the build knows.
     *
     * @param asserts whether it says what is right, rather than only that nothing is thrown
     */
    record Made(WrittenTest test, boolean asserts) implements Draft {}

    /** No test. {@code why} is a phrase. */
    record NotMade(String why) implements Draft {}
}
