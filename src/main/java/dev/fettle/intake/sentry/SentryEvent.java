package dev.fettle.intake.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import dev.fettle.intake.ForeignText;
import dev.fettle.intake.Signal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is read of an event: its exceptions with their frames, its platform, its release and its time. User, request, breadcrumbs, contexts, tags, extra data, server name, modules and the variables of
 * frames are never looked at.
 */
final class SentryEvent {
    private static final Pattern LAMBDA = Pattern.compile(" \\{ <lambda> \\}$");
    private static final Pattern SIGNATURE = Pattern.compile("^(?:[^()]* )?(?:[\\w.<>+`]*\\.)?(\\w+)(?:<[^()]*>)?\\(");
    private static final int MOST_EXCEPTIONS = 20;
    private static final int MOST_FRAMES = 200;
    private static final int MOST_FILES = 3;

    private final JsonNode event;
    private final ForeignText text;

    SentryEvent(JsonNode event, ForeignText text) {
        this.event = event;
        this.text = text;
    }

    /** The exception that was seen, or empty where the event holds none. */
    Optional<Signal> signal(RepositoryRef repository, Instant receivedAt) {
        // The oldest comes first: the cause of the one after it.
        List<JsonNode> exceptions = exceptions();
        if (exceptions.isEmpty()) {
            return Optional.empty();
        }
        JsonNode outermost = exceptions.get(exceptions.size() - 1);
        JsonNode innermost = exceptions.get(0);
        Signal.ExceptionSeen seen = new Signal.ExceptionSeen(
                repository,
                time(receivedAt),
                type(innermost),
                message(innermost),
                language()
                        .map(known -> {
                            List<StackTrace> causes = new ArrayList<>();
                            for (int i = exceptions.size() - 2; i >= 0; i--) {
                                causes.add(trace(known, exceptions.get(i), List.of()));
                            }
                            return trace(known, outermost, causes);
                        })
                        .orElse(null),
                exceptions.stream()
                        .map(this::files)
                        .filter(known -> !known.isEmpty())
                        .findFirst()
                        .orElse(List.of()),
                1);
        return Optional.of(seen.in(text.revision(event.path("release").asText(""))));
    }

    private List<JsonNode> exceptions() {
        JsonNode exception = event.path("exception");
        JsonNode values = exception.isArray() ? exception : exception.path("values");
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode each : values) {
            JsonNode mechanism = each.path("mechanism");
            boolean suppressed = mechanism.path("type").asText().equals("suppressed");
            // What was being handled when something else went wrong did not cause it.
            boolean handled = mechanism.path("source").asText().equals("__context__");
            if (each.isObject() && !suppressed && !handled && (each.hasNonNull("type") || each.hasNonNull("value"))) {
                all.add(each);
            }
        }
        // Of a chain without an end, those that were thrown last are the outermost.
        return all.size() <= MOST_EXCEPTIONS ? all : all.subList(all.size() - MOST_EXCEPTIONS, all.size());
    }

    private StackTrace trace(Language language, JsonNode exception, List<StackTrace> causes) {
        return new StackTrace(language, type(exception), message(exception), frames(exception), causes);
    }

    /** With its package or module where traces in text have it too, so that both are known for the same. */
    private String type(JsonNode exception) {
        String type = exception.path("type").asText("Error");
        String module = exception.path("module").asText("");
        boolean qualified = !module.isEmpty()
                && !module.equals("builtins")
                && language()
                        .map(known -> known == Language.JAVA || known == Language.PYTHON || known == Language.DOTNET)
                        .orElse(false)
                && !type.startsWith(module + ".");
        return text.type(qualified ? module + "." + type : type).orElse("Error");
    }

    private String message(JsonNode exception) {
        return text.text(exception.path("value").asText(""), ForeignText.LONGEST_MESSAGE);
    }

    /** Top first, where an event has them last. */
    private List<Frame> frames(JsonNode exception) {
        JsonNode frames = exception.path("stacktrace").path("frames");
        List<Frame> top = new ArrayList<>();
        for (int i = frames.size() - 1; i >= 0 && top.size() < MOST_FRAMES; i--) {
            JsonNode frame = frames.path(i);
            if (frame.isObject()) {
                top.add(frame(frame));
            }
        }
        return top;
    }

    private Frame frame(JsonNode frame) {
        String module = frame.path("module").asText("");
        String function = frame.path("function").asText("");
        boolean classes = language()
                .map(known -> known == Language.JAVA || known == Language.DOTNET)
                .orElse(false);
        boolean inPackage = language().map(known -> known == Language.GO).orElse(false) && !module.isEmpty();
        boolean dotNet = language().map(known -> known == Language.DOTNET).orElse(false);
        return text.frame(
                classes ? module : "",
                inPackage ? module + "." + function : dotNet ? named(function) : function,
                file(frame),
                frame.path("lineno").asInt(0));
    }

    /** The method of {@code async Task<Row> Cart.Total(string key)} and of {@code Total { <lambda> }}, which .NET's clients make of what the runtime writes. */
    private static String named(String function) {
        String plain = LAMBDA.matcher(function).replaceFirst("");
        Matcher signature = SIGNATURE.matcher(plain);
        return signature.find() ? signature.group(1) : plain;
    }

    private static String file(JsonNode frame) {
        String file = frame.path("filename").asText("");
        String whole = frame.path("abs_path").asText("");
        // Of a library's file only the whole path says that it is one: Python's clients name it as it is imported.
        boolean foreign = frame.has("in_app") && !frame.path("in_app").asBoolean() && !whole.isEmpty();
        return file.isEmpty() || foreign ? whole : file;
    }

    /** Where the client says which frames are the application's, and as paths in its repository. */
    private List<String> files(JsonNode exception) {
        JsonNode frames = exception.path("stacktrace").path("frames");
        List<String> files = new ArrayList<>();
        for (int i = frames.size() - 1; i >= 0 && files.size() < MOST_FILES; i--) {
            JsonNode frame = frames.path(i);
            if (frame.path("in_app").asBoolean(false) && file(frame).contains("/")) {
                text.path(file(frame)).filter(path -> !files.contains(path)).ifPresent(files::add);
            }
        }
        return files;
    }

    private Optional<Language> language() {
        @Nullable
        Language known = switch (event.path("platform").asText("")) {
            case "java" -> Language.JAVA;
            case "python" -> Language.PYTHON;
            case "javascript", "node" -> Language.JAVASCRIPT;
            case "go" -> Language.GO;
            case "rust", "native" -> Language.RUST;
            case "csharp" -> Language.DOTNET;
            default -> null;
        };
        return Optional.ofNullable(known);
    }

    private Instant time(Instant receivedAt) {
        JsonNode said = event.path("timestamp");
        Instant time = receivedAt;
        if (said.isNumber() && said.asDouble() > 0 && said.asDouble() < 1e11) {
            time = Instant.ofEpochMilli(Math.round(said.asDouble() * 1000));
        } else if (said.isTextual()) {
            try {
                time = OffsetDateTime.parse(said.asText()).toInstant();
            } catch (DateTimeException e) {
                return receivedAt;
            }
        }
        return time.isAfter(receivedAt) || time.isBefore(Instant.EPOCH) ? receivedAt : time;
    }
}
