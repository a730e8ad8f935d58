package dev.fettle.intake.otlp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.SecretShapes;
import dev.fettle.intake.MalformedReportException;
import dev.fettle.intake.ReportReader.Incoming;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.MethodSource;

/** Log records and spans, in JSON and in protobuf: reports, or malformed. */
class OtlpFuzzTest {
    private static final RepositoryRef SHOP = new RepositoryRef(7, "ann", "shop");
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String LOGS =
            "{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"shop\"}}]},\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"1772442000000000000\",\"severityNumber\":17,\"body\":{\"stringValue\":\"x\"},\"attributes\":[{\"key\":\"exception.type\",\"value\":{\"stringValue\":\"E\"}},{\"key\":\"exception.message\",\"value\":{\"stringValue\":\"m\"}},{\"key\":\"exception.stacktrace\",\"value\":{\"stringValue\":\"E: m\\n\\tat a.B.c(B.java:1)\"}}]}]}]}]}";
    private static final String SPANS =
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"events\":[{\"timeUnixNano\":\"1772442000000000000\",\"name\":\"exception\",\"attributes\":[{\"key\":\"exception.type\",\"value\":{\"stringValue\":\"E\"}},{\"key\":\"exception.message\",\"value\":{\"stringValue\":\"m\"}}]}]}]}]}]}";

    private final OtlpReports reports = new OtlpReports(new PatternRedactor(SecretShapes.bundled(), List::of));

    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> recordsInJson() {
        return Mutations.seeds(LOGS, SPANS);
    }

    @MethodSource
    @FuzzTest
    void recordsInJson(byte[] input) {
        read("application/json", input);
    }

    static List<Named<byte[]>> recordsInProtobuf() {
        byte[] type = attribute("exception.type", "java.lang.IllegalStateException");
        byte[] trace = attribute("exception.stacktrace", "E: m\n\tat a.B.c(B.java:1)\n");
        byte[] resource = joined(new byte[0], 1, attribute("service.version", "1.2"));
        byte[] record = joined(joined(new byte[] {9, 1, 2, 3, 4, 5, 6, 7, 8}, 6, type), 6, trace);
        byte[] event = joined(joined(new byte[] {9, 1, 2, 3, 4, 5, 6, 7, 8}, 3, type), 3, trace);
        byte[] span = joined(joined(new byte[0], 1, new byte[16]), 11, event);
        return Mutations.seedsOfBytes(List.of(request(resource, record), request(resource, span)));
    }

    @MethodSource
    @FuzzTest
    void recordsInProtobuf(byte[] input) {
        read("application/x-protobuf", input);
    }

    private void read(String contentType, byte[] input) {
        for (String address : List.of("/v1/logs", "/v1/traces")) {
            try {
                reports.read(new Incoming(SHOP, address, contentType, input, NOW));
            } catch (MalformedReportException e) {
                // its contract
            }
        }
    }

    private static byte[] request(byte[] resource, byte[] item) {
        byte[] scope = joined(new byte[0], 2, item);
        return joined(new byte[0], 1, joined(joined(new byte[0], 1, resource), 2, scope));
    }

    private static byte[] attribute(String key, String value) {
        byte[] any = joined(new byte[0], 1, value.getBytes(StandardCharsets.UTF_8));
        return joined(joined(new byte[0], 1, key.getBytes(StandardCharsets.UTF_8)), 2, any);
    }

    /** A message with one more field, whose value is a message or a text. */
    private static byte[] joined(byte[] message, int field, byte[] value) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(message);
        all.write(field << 3 | 2);
        for (int left = value.length; ; left >>>= 7) {
            all.write(left < 0x80 ? left : left & 0x7F | 0x80);
            if (left < 0x80) {
                break;
            }
        }
        all.writeBytes(value);
        return all.toByteArray();
    }
}
