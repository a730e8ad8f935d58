package dev.fettle.improve.kit;

import dev.fettle.work.Transactions;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Transactions just before and just after which a kill may come. */
final class Steps implements Transactions {
    private final Transactions real;
    private final Consumer<String> step;
    private int depth;

    Steps(Transactions real, Consumer<String> step) {
        this.real = real;
        this.step = step;
    }

    @Override
    public <T> T inOne(Supplier<T> work) {
        boolean outer = depth == 0;
        if (outer) {
            step.accept("before a transaction");
        }
        depth++;
        T result;
        try {
            result = real.inOne(work);
        } finally {
            depth--;
        }
        if (outer) {
            step.accept("after a transaction");
        }
        return result;
    }

    @Override
    public void stillOurs() {
        real.stillOurs();
    }
}
