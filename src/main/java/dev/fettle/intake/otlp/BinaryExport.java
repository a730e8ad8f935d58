package dev.fettle.intake.otlp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What an export request carries, in protobuf. Field numbers are those of opentelemetry-proto 1.x, which never change their meaning. */
final class BinaryExport {
    private BinaryExport() {}

    /** {@code ExportLogsServiceRequest}: of each log record its two times, its attributes and its trace. */
    static List<Carried> logs(byte[] body) {
        return each(new Protobuf(body), records -> {
            Carried.Builder carried = new Carried.Builder();
            long observed = 0;
            for (int field = records.next(); field != 0; field = records.next()) {
                switch (field) {
                    case 1 -> carried.nanos(records.fixed64());
                    case 6 -> attribute(records.message(), carried);
                    case 9 -> carried.trace(records.hex());
                    case 11 -> observed = records.fixed64();
                    default -> {}
                }
            }
            carried.nanos(observed);
            return List.of(carried.build());
        });
    }

    /** {@code ExportTraceServiceRequest}: of each event of a span its time and its attributes. */
    static List<Carried> traces(byte[] body) {
        return each(new Protobuf(body), span -> {
            List<Carried> all = new ArrayList<>();
            String trace = "";
            List<Carried.Builder> events = new ArrayList<>();
            for (int field = span.next(); field != 0; field = span.next()) {
                if (field == 1) {
                    trace = span.hex();
                } else if (field == 11) {
                    events.add(event(span.message()));
                }
            }
            for (Carried.Builder event : events) {
                event.trace(trace);
                all.add(event.build());
            }
            return all;
        });
    }

    private interface Inner {
        List<Carried> read(Protobuf message);
    }

    /** Both requests are lists (1) of lists (2) of what is wanted (2). */
    private static List<Carried> each(Protobuf request, Inner inner) {
        List<Carried> all = new ArrayList<>();
        for (int field = request.next(); field != 0; field = request.next()) {
            if (field == 1) {
                Protobuf ofResource = request.message();
                String revision = "";
                List<Carried> sent = new ArrayList<>();
                for (int part = ofResource.next(); part != 0; part = ofResource.next()) {
                    if (part == 1) {
                        revision = revision(ofResource.message());
                    } else if (part == 2) {
                        ofScope(ofResource.message(), inner, sent);
                    }
                }
                for (Carried carried : sent) {
                    all.add(carried.in(revision));
                }
            }
        }
        return all;
    }

    private static String revision(Protobuf resource) {
        Map<String, String> said = new HashMap<>();
        for (int field = resource.next(); field != 0; field = resource.next()) {
            if (field == 1) {
                pair(resource.message(), Carried.REVISIONS::contains, said::put);
            }
        }
        return Carried.revision(said);
    }

    private static void ofScope(Protobuf scope, Inner inner, List<Carried> sent) {
        for (int field = scope.next(); field != 0; field = scope.next()) {
            if (field == 2) {
                sent.addAll(inner.read(scope.message()));
            }
        }
    }

    private static Carried.Builder event(Protobuf event) {
        Carried.Builder carried = new Carried.Builder();
        for (int field = event.next(); field != 0; field = event.next()) {
            if (field == 1) {
                carried.nanos(event.fixed64());
            } else if (field == 3) {
                attribute(event.message(), carried);
            }
        }
        return carried;
    }

    private static void attribute(Protobuf pair, Carried.Builder carried) {
        pair(pair, Carried.WANTED::contains, carried::attribute);
    }

    private static void pair(Protobuf pair, Predicate<String> wanted, BiConsumer<String, String> keep) {
        String name = "";
        String value = "";
        for (int field = pair.next(); field != 0; field = pair.next()) {
            if (field == 1) {
                name = pair.text();
            } else if (field == 2 && wanted.test(name)) {
                value = string(pair.message());
            }
        }
        keep.accept(name, value);
    }

    private static String string(Protobuf any) {
        String text = "";
        for (int field = any.next(); field != 0; field = any.next()) {
            text = field == 1 ? any.text() : text;
        }
        return text;
    }
}
