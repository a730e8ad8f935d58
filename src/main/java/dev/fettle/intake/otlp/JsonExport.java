package dev.fettle.intake.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.intake.ForeignJson;
import dev.fettle.intake.MalformedReportException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What an export request carries, in JSON. */
final class JsonExport {
    private JsonExport() {}

    /** Log records. */
    static List<Carried> logs(byte[] body) {
        return each(body, "resourceLogs", "scopeLogs", "logRecords", record -> {
            Carried.Builder carried = new Carried.Builder();
            carried.trace(record.path("traceId").asText(""));
            carried.nanos(nanos(record, "timeUnixNano"));
            carried.nanos(nanos(record, "observedTimeUnixNano"));
            attributes(record, carried);
            return List.of(carried.build());
        });
    }

    /** Events of spans. */
    static List<Carried> traces(byte[] body) {
        return each(body, "resourceSpans", "scopeSpans", "spans", span -> {
            List<Carried> all = new ArrayList<>();
            for (JsonNode event : span.path("events")) {
                Carried.Builder carried = new Carried.Builder();
                carried.trace(span.path("traceId").asText(""));
                carried.nanos(nanos(event, "timeUnixNano"));
                attributes(event, carried);
                all.add(carried.build());
            }
            return all;
        });
    }

    private static List<Carried> each(
            byte[] body, String resources, String scopes, String wanted, Function<JsonNode, List<Carried>> read) {
        JsonNode request = ForeignJson.parse("body", body);
        if (!request.isObject() || !(request.path(resources).isArray() || request.isEmpty())) {
            throw new MalformedReportException(List.of(resources + ": is needed, a list"));
        }
        List<Carried> all = new ArrayList<>();
        for (JsonNode resource : request.path(resources)) {
            String revision = revision(resource.path("resource"));
            for (JsonNode scope : resource.path(scopes)) {
                for (JsonNode one : scope.path(wanted)) {
                    read.apply(one).forEach(carried -> all.add(carried.in(revision)));
                }
            }
        }
        return all;
    }

    private static String revision(JsonNode resource) {
        Map<String, String> said = new HashMap<>();
        resource.path("attributes")
                .forEach(pair -> said.put(
                        pair.path("key").asText(""),
                        pair.path("value").path("stringValue").asText("")));
        return Carried.revision(said);
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
