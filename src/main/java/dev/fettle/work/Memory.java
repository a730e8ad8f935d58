package dev.fettle.work;

import java.util.Map;
import java.util.Optional;

/** Small durable notes: which commits were seen, what a budget has used up. Calls join the transaction that is open in this thread. */
public interface Memory {
    Optional<String> get(String scope, String key);

    /** Writes, or writes over. */
    void put(String scope, String key, String value);

    /** Writes unless something is there; returns whether it wrote. */
    boolean putIfAbsent(String scope, String key, String value);

    void remove(String scope, String key);

    /** Everything of a scope, by key. */
    Map<String, String> all(String scope);
}
