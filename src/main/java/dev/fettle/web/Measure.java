package dev.fettle.web;

import java.util.List;
import java.util.Map;

/**
 * A number about the state of this server, for those who watch it.
 *
 * @param name in the manner of Prometheus, such as {@code fettle_tickets}, without an ending that it gives a meaning of its own
 * @param help a sentence
 * @param labels what tells numbers of one name apart; the same names at each of them
 */
public record Measure(String name, String help, Map<String, String> labels, double value) {
    /** Prometheus' client takes such an ending off, and the number would go under another one's name or be left out. */
    private static final List<String> TAKEN = List.of("_created", "_total", "_bucket", "_info");

    public Measure {
        if (TAKEN.stream().anyMatch(name::endsWith)) {
            throw new IllegalArgumentException(name + " ends in what Prometheus keeps for itself");
        }
        labels = Map.copyOf(labels);
    }
}
