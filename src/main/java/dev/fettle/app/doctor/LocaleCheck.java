package dev.fettle.app.doctor;

import java.util.List;
import java.util.Optional;

/** Whether files of every name can be read and written. */
public final class LocaleCheck implements Check {
    private final Optional<String> trouble;

    /** @param trouble why they cannot, a sentence */
    public LocaleCheck(Optional<String> trouble) {
        this.trouble = trouble;
    }

    @Override
    public String name() {
        return "locale";
    }

    @Override
    public List<Finding> look() {
        return List.of(trouble.map(why -> Finding.broken(
                        name(), why, "Start Fettle with LC_ALL=C.UTF-8, as its launcher, unit and image do."))
                .orElseGet(() -> Finding.good(name(), "files may have any name")));
    }
}
