package dev.fettle.intake.direct;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.ForeignJson;
import dev.fettle.intake.ForeignText;
import dev.fettle.intake.MalformedReportException;
import dev.fettle.intake.Report;
import dev.fettle.intake.ReportReader;
import dev.fettle.intake.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one JSON object or an array of them, with the fields that a repair needs and no others: {@code user}, {@code headers}, {@code env} and whatever else a sender adds is left out, and
 * named in the answer. All mistakes of a request are told at once.
 */
public final class DirectReports {
    private static final int MOST_OBJECTS = 1_000;
    private static final int MOST_MISTAKES = 20;
    private static final int MOST_NAMED = 20;
    private static final int MOST_COUNT = 1_000_000;
    private static final int LONGEST_FEEDBACK = 500;
    private static final Pattern METRIC = Pattern.compile("[A-Za-z][A-Za-z0-9_.:/ -]{0,199}");

    private DirectReports() {}

    /** Exceptions: {@code type}, and if they are known {@code message}, {@code stack_trace}, {@code file_path}, {@code revision}, {@code count}, {@code timestamp}. */
    public static ReportReader exceptions(Redactor redactor) {
        return incoming -> read(incoming, redactor, DirectReports::exception);
    }

    /** Measures: {@code metric}, {@code value}, {@code threshold}, and if they are known {@code severity}, {@code file_path}, {@code timestamp}. */
    public static ReportReader performance(Redactor redactor) {
        return incoming -> read(incoming, redactor, DirectReports::anomaly);
    }

    /** Feedback: {@code text}, {@code sentiment}, and {@code timestamp} if it is known. */
    public static ReportReader feedback(Redactor redactor) {
        return incoming -> read(incoming, redactor, DirectReports::feedback);
    }

    /** From the fields of one object to a signal; "" as a value may stand for what is wrong, since then nothing is returned at all. */
    @FunctionalInterface
    private interface Shape {
        Signal read(Fields fields, ForeignText text, RepositoryRef repository, Set<String> ignored);
    }

    private static ReportReader.Reading read(ReportReader.Incoming incoming, Redactor redactor, Shape shape) {
        JsonNode body = parse(incoming.body());
        List<String> mistakes = new ArrayList<>();
        Set<String> ignored = new LinkedHashSet<>();
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < (body.isArray() ? body.size() : 1); i++) {
            JsonNode object = body.isArray() ? body.path(i) : body;
            String place = body.isArray() ? "[" + i + "]" : "";
            if (!object.isObject()) {
                mistakes.add((place.isEmpty() ? "body" : place) + ": expected an object");
                continue;
            }
            Fields fields = new Fields(object, place.isEmpty() ? "" : place + ".", incoming.receivedAt(), mistakes);
            reports.add(Report.of(shape.read(fields, new ForeignText(redactor), incoming.repository(), ignored)));
            ignored.addAll(fields.others());
        }
        if (!mistakes.isEmpty()) {
            throw new MalformedReportException(mistakes.subList(0, Math.min(MOST_MISTAKES, mistakes.size())));
        }
        return new ReportReader.Reading(
                reports, ignored.stream().limit(MOST_NAMED).toList());
    }

    private static JsonNode parse(byte[] body) {
        JsonNode node = ForeignJson.parse("body", body);
        if (node.isArray() && (node.isEmpty() || node.size() > MOST_OBJECTS)) {
            throw new MalformedReportException(List.of("body: expected 1 to " + MOST_OBJECTS + " objects"));
        }
        return node;
    }

    private static Signal exception(Fields fields, ForeignText text, RepositoryRef repository, Set<String> ignored) {
        String given = fields.needed("type");
        if (text.type(given).isEmpty() && !given.isEmpty()) {
            fields.mistake("type", "expected the name of a class");
        }
        Optional<String> foreignTrace = fields.optional("stack_trace");
        Instant seenAt = fields.time("timestamp");
        Signal.ExceptionSeen seen = text.exception(
                        repository, seenAt, given, fields.optional("message").orElse(""), foreignTrace.orElse(""))
                .orElseGet(() -> new Signal.ExceptionSeen(repository, seenAt, "", "", null, List.of(), 1));
        if (seen.trace() == null && foreignTrace.isPresent()) {
            ignored.add("stack_trace (no frames were recognised in it)");
        }
        Optional<String> said = fields.optional("revision");
        String revision = said.map(text::revision).orElse("");
        if (said.isPresent() && revision.isEmpty()) {
            ignored.add("revision (not the name of a commit or a release)");
        }
        return new Signal.ExceptionSeen(
                        repository,
                        seenAt,
                        seen.type(),
                        seen.message(),
                        seen.trace(),
                        files(fields, text, ignored),
                        fields.count("count", MOST_COUNT))
                .in(revision);
    }

    private static Signal anomaly(Fields fields, ForeignText text, RepositoryRef repository, Set<String> ignored) {
        String given = fields.needed("metric");
        String metric = text.name(given);
        if (!given.isEmpty() && !METRIC.matcher(metric).matches()) {
            fields.mistake("metric", "expected a name such as memory_usage_gb");
        }
        return new Signal.AnomalySeen(
                repository,
                fields.time("timestamp"),
                metric,
                fields.number("value"),
                fields.number("threshold"),
                fields.word("severity", false, List.of("medium", "low", "high", "critical")),
                files(fields, text, ignored));
    }

    /** Feedback is shortened: the first words say what it is about, and the rest of a conversation is nobody's business. */
    private static Signal feedback(Fields fields, ForeignText text, RepositoryRef repository, Set<String> ignored) {
        return new Signal.FeedbackGiven(
                repository,
                fields.time("timestamp"),
                text.line(fields.needed("text"), LONGEST_FEEDBACK),
                fields.word("sentiment", true, List.of("negative", "neutral", "positive")));
    }

    private static List<String> files(Fields fields, ForeignText text, Set<String> ignored) {
        Optional<String> given = fields.optional("file_path");
        Optional<String> path = given.flatMap(text::path);
        if (given.isPresent() && path.isEmpty()) {
            ignored.add("file_path (not a path inside of the repository)");
        }
        return path.map(List::of).orElse(List.of());
    }
}
