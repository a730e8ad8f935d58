package dev.fettle.app.doctor;

import java.util.List;

/** What mends: each engine, and what it needs beside the tools and the sandbox. */
public final class EnginesCheck implements Check {
    private final List<String> engines;

    /** @param engines their names */
    public EnginesCheck(List<String> engines) {
        this.engines = List.copyOf(engines);
    }

    @Override
    public String name() {
        return "engines";
    }

    @Override
    public List<Finding> look() {
        return List.of(Finding.good(
                name(),
                String.join(", ", engines)
                        + ": by rules (docs/rules), no model, no network; needs what 'tools' and 'sandbox' show"));
    }
}
