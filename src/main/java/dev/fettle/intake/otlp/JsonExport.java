package dev.fettle.intake.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.intake.ForeignJson;
import dev.fettle.intake.MalformedReportException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What an export request carries, in JSON. */
final class JsonExport {
    private JsonExport() {}

    /** Log records. */
    static List<Carried> logs(byte[] body) {
        List<Carried> all = new ArrayList<>();
        each(body, "resourceLogs", "scopeLogs", "logRecords", record -> {
            Carried.Builder carried = new Carried.Builder();
            carried.trace(record.path("traceId").asText(""));
            carried.nanos(nanos(record, "timeUnixNano"));
            carried.nanos(nanos(record, "observedTimeUnixNano"));
            attributes(record, carried);
            all.add(carried.build());
        });
        return all;
    }

    /** Events of spans. */
    static List<Carried> traces(byte[] body) {
        List<Carried> all = new ArrayList<>();
        each(body, "resourceSpans", "scopeSpans", "spans", span -> {
            for (JsonNode event : span.path("events")) {
                Carried.Builder carried = new Carried.Builder();
                carried.trace(span.path("traceId").asText(""));
                carried.nanos(nanos(event, "timeUnixNano"));
                attributes(event, carried);
                all.add(carried.build());
            }
        });
        return all;
    }

    private static void each(byte[] body, String resources, String scopes, String wanted, Consumer<JsonNode> read) {
        JsonNode request = ForeignJson.parse("body", body);
        if (!request.isObject() || !(request.path(resources).isArray() || request.isEmpty())) {
            throw new MalformedReportException(List.of(resources + ": is needed, a list"));
        }
        request.path(resources)
                .forEach(resource -> resource.path(scopes)
                        .forEach(scope -> scope.path(wanted).forEach(read)));
    }

    private static void attributes(JsonNode of, Carried.Builder carried) {
        of.path("attributes")
                .forEach(pair -> carried.attribute(
                        pair.path("key").asText(""),
                        pair.path("value").path("stringValue").asText("")));
    }

    /** Numbers of 64 bits are texts in JSON; some writers do not know. */
    private static long nanos(JsonNode of, String name) {
        return of.path(name).asLong(0);
    }
}
