package dev.fettle.app.doctor;

import java.util.List;

/** A look at one thing that Fettle stands on. It changes nothing and takes seconds at most. */
public interface Check {
    /** One word, as {@code --only} takes it. */
    String name();

    /** What there is to see, the worst not left out; at least one. */
    List<Finding> look();
}
