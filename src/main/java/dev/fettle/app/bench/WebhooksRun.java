package dev.fettle.app.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The intake of webhooks: Fettle's, another's in turns with it, and Fettle's while it repairs. */
public final class WebhooksRun {
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(20);
    private static final Duration UNTIL_IT_REPAIRS = Duration.ofMinutes(5);

    private final Path folder;
    private final Plan plan;
    private long next;

    /**
     * What is measured.
     *
     * @param home where Fettle finds dependencies of what it repairs
     * @param connections that send at the same time
     * @param time of each round
     * @param rounds how often each is measured, in turns
     * @param peer Probot's folder
     * @param sample what is repaired meanwhile
     */
    public record Plan(
            Path home, int connections, Duration time, int rounds, Optional<Path> peer, Optional<Sample> sample) {}

    /**
     * A repository whose CI is red.
     *
     * @param log of the run that failed
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    public record Sample(Map<String, String> files, byte[] log) {}

    /**
     * One round's figures.
     *
     * @param server of a processor, that the server used meanwhile
     * @param sender likewise this process, which sent
     */
    public record Round(
            String name, long accepted, long refused, double rate, Spread answered, Duration server, Duration sender) {
        /** Of a processor for each accepted, what the server used for anything else meanwhile included. */
        public double serverMillis() {
            return each(server);
        }

        /** Likewise what it took to send them. */
        public double senderMillis() {
            return each(sender);
        }

        private double each(Duration used) {
            return accepted == 0 ? 0 : used.toNanos() / 1e6 / accepted;
        }
    }

    /**
     * All figures.
     *
     * @param beside while it repaired; empty when that was not asked for
     * @param throughout whether the repair still went on when that round ended
     * @param accepted by Fettle, in all rounds and the warm-up
     * @param lost of these, how many are not in its database
     */
    public record Result(List<Round> rounds, Optional<Round> beside, boolean throughout, long accepted, long lost) {}

    /** @param folder empty, on the disk that is measured */
    public WebhooksRun(Path folder, Plan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    /** Measures. */
    public Result run() throws IOException, InterruptedException {
        try (WebhookServer fettle = new WebhookServer(folder, plan.home())) {
            List<Round> rounds = new ArrayList<>();
            long accepted = 0;
            if (plan.peer().isPresent()) {
                try (ProbotServer probot = new ProbotServer(plan.peer().get())) {
                    accepted += measure(fettle.target(), warmUp()).accepted();
                    measure(probot.target(), warmUp());
                    for (int i = 0; i < plan.rounds(); i++) {
                        rounds.add(measure(fettle.target(), plan.time()));
                        rounds.add(measure(probot.target(), plan.time()));
                    }
                }
            } else {
                accepted += measure(fettle.target(), warmUp()).accepted();
                for (int i = 0; i < plan.rounds(); i++) {
                    rounds.add(measure(fettle.target(), plan.time()));
                }
            }
            Optional<Round> beside = Optional.empty();
            boolean throughout = false;
            long before = 0;
            if (plan.sample().isPresent()) {
                long kept = fettle.kept();
                fettle.repair(plan.sample().get().files(), plan.sample().get().log(), UNTIL_IT_REPAIRS);
                before = fettle.kept() - kept;
                beside = Optional.of(measure(fettle.target(), plan.time()));
                throughout = fettle.repairs();
            }
            String own = fettle.target().name();
            accepted += rounds.stream()
                    .filter(round -> round.name().equals(own))
                    .mapToLong(Round::accepted)
                    .sum();
            accepted += beside.map(Round::accepted).orElse(0L);
            return new Result(List.copyOf(rounds), beside, throughout, accepted, accepted + before - fettle.kept());
        }
    }

    /** As long as two rounds: until then the JVM still compiles what is to be measured. */
    private Duration warmUp() {
        Duration two = plan.time().multipliedBy(2);
        return two.compareTo(LONGEST_WARM_UP) < 0 ? two : LONGEST_WARM_UP;
    }

    private Round measure(WebhookTarget target, Duration time) throws IOException, InterruptedException {
        Duration server = target.used();
        Duration sender = WebhookTarget.usedHere();
        WebhookLoad.Result result = new WebhookLoad(plan.connections(), next).send(target, time);
        next += result.accepted() + result.refused() + plan.connections();
        return new Round(
                result.name(),
                result.accepted(),
                result.refused(),
                result.rate(),
                result.answered(),
                target.used().minus(server),
                WebhookTarget.usedHere().minus(sender));
    }
}
