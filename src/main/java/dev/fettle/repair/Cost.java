package dev.fettle.repair;

/**
 * What a search cost outside of this machine.
 *
 * @param model the model that was asked, "" for none
 * @param tokens sent and received
 * @param dollars what the model's provider asks for them
 */
public record Cost(String model, long tokens, double dollars) {
    /** No model was asked. */
    public static final Cost NONE = new Cost("", 0, 0);
}
