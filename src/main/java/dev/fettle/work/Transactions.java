package dev.fettle.work;

import java.util.function.Supplier;

/** Makes several changes of the stores one: all or nothing. Nested calls join the outer one. */
public interface Transactions {
    /** Runs the work in one transaction of this thread; rolls back and rethrows when it throws. */
    <T> T inOne(Supplier<T> work);

    /**
     * To be called before what no transaction can hold back, such as a write to the forge: throws when this thread works on an item of the queue that was given to another worker
     * meanwhile, because this one stood still. Transactions of such a thread fail by themselves.
     */
    void stillOurs();

    /** As {@link #inOne(Supplier)}, for work without a result. */
    default void inOne(Runnable work) {
        inOne(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }
}
