package dev.fettle.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The strongest sandboxes that proved themselves on this machine, or a refusal of every job that says what was found. */
public final class SandboxSelection implements Sandboxes, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxSelection.class);

    private final Sandboxes chosen;

    private SandboxSelection(Sandboxes chosen) {
        this.chosen = chosen;
    }

    /**
     * Tries the kinds in the order given; each takes some tens of milliseconds.
     *
     * @param strongestFirst each runs its own self-test and throws {@link SandboxRefusedException} when it does not hold
     */
    public static SandboxSelection strongestOf(List<Supplier<? extends Sandboxes>> strongestFirst) {
        List<String> refusals = new ArrayList<>();
        for (Supplier<? extends Sandboxes> kind : strongestFirst) {
            try {
                Sandboxes proven = kind.get();
                LOG.info(
                        "sandbox: {}: {}; gaps: {}",
                        proven.level().kind(),
                        proven.level().proof(),
                        proven.level().gaps());
                return new SandboxSelection(proven);
            } catch (SandboxRefusedException e) {
                refusals.add(clause(String.valueOf(e.getMessage())));
            }
        }
        return new SandboxSelection(
                new Refusal("No sandbox holds on this machine: " + String.join("; ", refusals) + "."));
    }

    /** One of several in a sentence. */
    private static String clause(String message) {
        String text = message.strip();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public SandboxLevel level() {
        return chosen.level();
    }

    @Override
    public Sandbox fresh(Quota quota) {
        return chosen.fresh(quota);
    }

    /** Ends the threads of the chosen kind; its sandboxes are closed first. */
    @Override
    public void close() throws Exception {
        if (chosen instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private record Refusal(String why) implements Sandboxes {
        @Override
        public SandboxLevel level() {
            return new SandboxLevel(SandboxLevel.Kind.REFUSED, why, List.of());
        }

        @Override
        public Sandbox fresh(Quota quota) {
            throw new SandboxRefusedException(why);
        }
    }
}
