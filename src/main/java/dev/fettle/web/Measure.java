package dev.fettle.web;

import java.util.Map;

/**
 * A number about the state of this server, for those who watch it.
 *
 * @param name in the manner of Prometheus, such as {@code fettle_tickets}
 * @param help a sentence
 * @param labels what tells numbers of one name apart; the same names at each of them
 */
public record Measure(String name, String help, Map<String, String> labels, double value) {
    public Measure {
        labels = Map.copyOf(labels);
    }
}
