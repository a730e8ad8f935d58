package dev.fettle.intake.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.intake.ForeignJson;
import dev.fettle.intake.MalformedReportException;
import java.util.ArrayList;
import java.util.List;

/**
 * The items of an envelope: a line of JSON about the whole, and for each item a line of JSON about it and then its bytes, so many as that line says, or up to the end of the line.
 */
final class Envelope {
    private static final int MOST_ITEMS = 1_000;

    private final byte[] bytes;
    private int at;

    private Envelope(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * One item.
     *
     * @param type as the item says, such as {@code event}
     */
    record Item(String type, int offset, int length) {}

    /**
     * Takes an envelope apart.
     *
     * @throws MalformedReportException when it is none
     */
    static List<Item> items(byte[] bytes) {
        return new Envelope(bytes).read();
    }

    private List<Item> read() {
        JsonNode unused = line("envelope header");
        List<Item> items = new ArrayList<>();
        while (at < bytes.length) {
            if (bytes[at] == '\n' || bytes[at] == '\r') {
                at++;
                continue;
            }
            if (items.size() == MOST_ITEMS) {
                throw new MalformedReportException(List.of("envelope: more than " + MOST_ITEMS + " items"));
            }
            items.add(item(line("item header " + (items.size() + 1))));
        }
        return items;
    }

    private Item item(JsonNode header) {
        String type = header.path("type").asText();
        JsonNode said = header.path("length");
        int offset = at;
        int length = said.isIntegralNumber() ? said.asInt(-1) : endOfLine() - at;
        if (length < 0 || length > bytes.length - at) {
            throw new MalformedReportException(List.of("envelope: an item is not as long as it says"));
        }
        at += length;
        if (at < bytes.length && bytes[at] == '\n') {
            at++;
        }
        return new Item(type, offset, length);
    }

    private JsonNode line(String place) {
        int end = endOfLine();
        JsonNode node = ForeignJson.parse(place, bytes, at, end - at);
        if (!node.isObject()) {
            throw new MalformedReportException(List.of(place + ": expected an object"));
        }
        at = Math.min(bytes.length, end + 1);
        return node;
    }

    private int endOfLine() {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }
}
