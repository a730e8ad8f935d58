package dev.fettle.app.bench;

import dev.fettle.app.bench.ScaleDemand.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** One simulated day with so many places for cycles, from one event to the next. */
final class ScaleDay {
    private static final double NANOS = 1e9;

    private final ScalePlan plan;
    private final int workers;
    private final SplittableRandom chance;
    private final PriorityQueue<Moment> next = new PriorityQueue<>(Comparator.comparingDouble(Moment::at));
    private final ScaleLine line = new ScaleLine();
    private final Map<Integer, ScaleBudget> budgets = new HashMap<>();
    private final List<Long> answered = new ArrayList<>();
    private final List<Long> outcome = new ArrayList<>();
    private int running;
    private int mostWaiting;
    private double busySeconds;

    /** A request has been looked at, or its cycle has ended. */
    private record Moment(double at, ScaleDemand demand, boolean ended) {}

    ScaleDay(ScalePlan plan, int workers) {
        this.plan = plan;
        this.workers = workers;
        this.chance = new SplittableRandom(plan.seed() + 1);
    }

    ScaleFigures run(List<ScaleDemand> traffic, ScaleTriage triage) {
        for (int i = 0; i < traffic.size(); i++) {
            if (traffic.get(i).work() != Work.NOTED) {
                next.add(new Moment(triage.end(i), traffic.get(i), false));
            }
        }
        for (Moment moment = next.poll(); moment != null; moment = next.poll()) {
            pass(moment);
        }
        int mostWrites = budgets.values().stream()
                .mapToInt(ScaleBudget::mostInAnHour)
                .max()
                .orElse(0);
        return new ScaleFigures(
                workers,
                traffic.size(),
                outcome.size(),
                triage.most(),
                mostWaiting,
                Spread.of(answered),
                Spread.of(outcome),
                mostWrites,
                busySeconds / (plan.hours() * 3_600.0 * workers));
    }

    private void pass(Moment moment) {
        ScaleDemand demand = moment.demand();
        double said = budgets.computeIfAbsent(demand.installation(), none -> new ScaleBudget())
                .write(moment.at());
        (moment.ended() ? outcome : answered).add((long) ((said - demand.at()) * NANOS));
        if (moment.ended()) {
            running--;
            line.ended(demand);
        } else {
            line.add(demand);
        }
        while (running < workers) {
            Optional<ScaleDemand> begins = line.next();
            if (begins.isEmpty()) {
                break;
            }
            double seconds = seconds(begins.get());
            running++;
            busySeconds += seconds;
            next.add(new Moment(moment.at() + seconds, begins.get(), true));
        }
        mostWaiting = Math.max(mostWaiting, line.size());
    }

    private double seconds(ScaleDemand demand) {
        return demand.work() == Work.OUTSIDE
                ? plan.outsideSeconds()
                : plan.cycleSeconds() * Math.exp(plan.cycleSpread() * normal());
    }

    /** Twelve even chances add up to one that is normal within three deviations, which is as far as measured times reach. */
    private double normal() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += chance.nextDouble();
        }
        return sum;
    }
}
