package dev.fettle.improve;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes traces over OTLP as a collector does, and reads of the protocol's buffers what stories ask about. */
final class Collector implements AutoCloseable {
    private static final int REQUEST_RESOURCE_SPANS = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SPANS = 2;
    private static final int TRACE = 1;
    private static final int ID = 2;
    private static final int PARENT = 4;
    private static final int NAME = 5;
    private static final int ATTRIBUTES = 9;

    private final WireMockServer http =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    Collector() {
        http.start();
        http.stubFor(WireMock.post("/v1/traces").willReturn(WireMock.ok()));
    }

    /** A span that came; {@code parent} is "" where it has none. */
    record Seen(String trace, String id, String parent, String name, Map<String, String> attributes) {}

    String url() {
        return "http://127.0.0.1:" + http.port();
    }

    /** All that came so far, as it came. */
    List<Seen> spans() {
        List<Seen> spans = new ArrayList<>();
        for (byte[] body : bodies()) {
            for (Message resource : new Message(body).messages(REQUEST_RESOURCE_SPANS)) {
                for (Message scope : resource.messages(SCOPE_SPANS)) {
                    scope.messages(SPANS).forEach(span -> spans.add(seen(span)));
                }
            }
        }
        return spans;
    }

    /** The texts of everything that came, run together. */
    String everything() {
        StringBuilder all = new StringBuilder();
        bodies().forEach(body -> all.append(new String(body, StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    private List<byte[]> bodies() {
        return http.getAllServeEvents().stream()
                .map(event -> event.getRequest().getBody())
                .toList();
    }

    private static Seen seen(Message span) {
        Map<String, String> attributes = new TreeMap<>();
        for (Message attribute : span.messages(ATTRIBUTES)) {
            Message value = attribute.messages(2).get(0);
            attributes.put(attribute.text(1), value.has(1) ? value.text(1) : value.number(3));
        }
        return new Seen(span.hex(TRACE), span.hex(ID), span.hex(PARENT), span.text(NAME), attributes);
    }

    @Override
    public void close() {
        http.stop();
    }

    /** A message of protocol buffers, by the numbers of its fields. */
    private static final class Message {
        private final Map<Integer, List<byte[]>> bytes = new HashMap<>();
        private final Map<Integer, Long> numbers = new HashMap<>();

        Message(byte[] encoded) {
            ByteBuffer in = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
            while (in.hasRemaining()) {
                int tag = (int) varint(in);
                int field = tag >>> 3;
                switch (tag & 7) {
                    case 0 -> numbers.put(field, varint(in));
                    case 1 -> numbers.put(field, in.getLong());
                    case 5 -> numbers.put(field, (long) in.getInt());
                    case 2 -> {
                        byte[] value = new byte[(int) varint(in)];
                        in.get(value);
                        bytes.computeIfAbsent(field, f -> new ArrayList<>()).add(value);
                    }
                    default -> throw new IllegalArgumentException("wire type " + (tag & 7));
                }
            }
        }

        private static long varint(ByteBuffer in) {
            long value = 0;
            int shift = 0;
            byte next;
            do {
                next = in.get();
                value |= (next & 0x7fL) << shift;
                shift += 7;
            } while (next < 0);
            return value;
        }

        boolean has(int field) {
            return bytes.containsKey(field);
        }

        List<Message> messages(int field) {
            return bytes.getOrDefault(field, List.of()).stream()
                    .map(Message::new)
                    .toList();
        }

        String text(int field) {
            return new String(bytes.get(field).get(0), StandardCharsets.UTF_8);
        }

        String number(int field) {
            return String.valueOf(numbers.get(field));
        }

        String hex(int field) {
            return has(field) ? HexFormat.of().formatHex(bytes.get(field).get(0)) : "";
        }
    }
}
