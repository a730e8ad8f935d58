package dev.fettle.intake.otlp;

import java.util.ArrayList;
import java.util.List;

/** What an export request carries, in protobuf. Field numbers are those of opentelemetry-proto 1.x, which never change their meaning. */
final class BinaryExport {
    private BinaryExport() {}

    /** {@code ExportLogsServiceRequest}: of each log record its two times, its attributes and its trace. */
    static List<Carried> logs(byte[] body) {
        List<Carried> all = new ArrayList<>();
        each(new Protobuf(body), records -> {
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
            all.add(carried.build());
        });
        return all;
    }

    /** {@code ExportTraceServiceRequest}: of each event of a span its time and its attributes. */
    static List<Carried> traces(byte[] body) {
        List<Carried> all = new ArrayList<>();
        each(new Protobuf(body), span -> {
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
        });
        return all;
    }

    private interface Inner {
        void read(Protobuf message);
    }

    /** Both requests are lists (1) of lists (2) of what is wanted (2). */
    private static void each(Protobuf request, Inner inner) {
        for (int field = request.next(); field != 0; field = request.next()) {
            if (field == 1) {
                Protobuf ofResource = request.message();
                for (int part = ofResource.next(); part != 0; part = ofResource.next()) {
                    if (part == 2) {
                        ofScope(ofResource.message(), inner);
                    }
                }
            }
        }
    }

    private static void ofScope(Protobuf scope, Inner inner) {
        for (int field = scope.next(); field != 0; field = scope.next()) {
            if (field == 2) {
                inner.read(scope.message());
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
        String name = "";
        String value = "";
        for (int field = pair.next(); field != 0; field = pair.next()) {
            if (field == 1) {
                name = pair.text();
            } else if (field == 2 && Carried.WANTED.contains(name)) {
                value = string(pair.message());
            }
        }
        carried.attribute(name, value);
    }

    private static String string(Protobuf any) {
        String text = "";
        for (int field = any.next(); field != 0; field = any.next()) {
            text = field == 1 ? any.text() : text;
        }
        return text;
    }
}
