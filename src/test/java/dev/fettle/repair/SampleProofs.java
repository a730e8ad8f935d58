package dev.fettle.repair;

import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Failure;
import dev.fettle.build.TestOutcome.Status;
import dev.fettle.build.TestReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Proofs for tests of what comes after the proof. Outside of tests only {@link Prover} makes one. */
public final class SampleProofs {
    private SampleProofs() {}

    /** These tests were red and are green, beside others that were green all along. */
    public static RedGreen redGreen(List<TestOutcome> red, int others) {
        return redGreen(red, passedAgain(red), reports(red, others), reports(passedAgain(red), others));
    }

    /** A proof of any kind, also of one that no prover would make. */
    public static RedGreen redGreen(
            List<TestOutcome> red, List<TestOutcome> green, TestReport before, TestReport after) {
        String command = red.isEmpty()
                ? "mvn -q test"
                : "mvn -q test -Dtest='" + red.get(0).id().className() + "#"
                        + red.get(0).id().plainMethod() + "'";
        return new RedGreen(
                red, green, before, after, Duration.ofMillis(2140), Duration.ofMillis(2090), command, "mvn test");
    }

    public static FindingsGone findingsGone(String rule, int before, int after) {
        TestReport suite = reports(List.of(), 12);
        return new FindingsGone(rule, before, after, suite, suite, "mvn test");
    }

    public static Faster faster(String measure, double ratio) {
        return new Faster(measure, ratio, ratio - 0.1, ratio + 0.1);
    }

    public static TestOutcome red(String id, String type, String message, String trace) {
        return new TestOutcome(
                TestId.parse(id), Status.FAILED, Duration.ofMillis(12), new Failure(type, message, trace));
    }

    public static TestOutcome passed(String id) {
        return new TestOutcome(TestId.parse(id), Status.PASSED, Duration.ofMillis(10), null);
    }

    public static TestReport reports(List<TestOutcome> first, int others) {
        List<TestOutcome> all = new ArrayList<>(first);
        for (int i = 0; i < others; i++) {
            all.add(passed("com.acme.pricing.OtherTest#case" + i));
        }
        return new TestReport(all);
    }

    private static List<TestOutcome> passedAgain(List<TestOutcome> red) {
        return red.stream()
                .map(one -> new TestOutcome(one.id(), Status.PASSED, one.time(), null))
                .toList();
    }
}
