package dev.fettle.web;

import dev.fettle.intake.Delivery;
import java.util.Optional;

/** From the body of a signed webhook request to the JSON in it. */
@FunctionalInterface
public interface BodyDecoder {
    /**
     * @param contentType the header, "" when there is none
     * @return empty when the body holds no JSON object within the limits
     */
    Optional<Delivery.Body> json(String contentType, byte[] raw);
}
