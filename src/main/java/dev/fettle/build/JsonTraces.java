package dev.fettle.build;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Writes the traces in a log of JSON as their languages print them: loggers put one into a string, AWS Lambda and others into an array. Text that is no JSON, or holds no
 * trace, stays as it is.
 */
final class JsonTraces {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxNumberLength(100)
                    .build())
            .build());

    private static final List<String> TYPES = List.of(
            "errorType",
            "error.type",
            "exception.type",
            "exception_class",
            "exceptionClass",
            "exception_type",
            "class",
            "type",
            "name");
    private static final List<String> MESSAGES = List.of(
            "errorMessage",
            "error.message",
            "exception.message",
            "exception_message",
            "message",
            "msg",
            "error",
            "err",
            "panic");
    private static final List<String> STACKS = List.of(
            "stackTrace",
            "stack",
            "stack_trace",
            "stacktrace",
            "trace",
            "traceback",
            "error.stack",
            "error.stack_trace",
            "exception.stacktrace",
            "errorVerbose",
            "exc_info",
            "exception");

    private static final Pattern TRACE = Pattern.compile(
            "(?m)^\\s*(?:(?:at|bei|à|en|in|em|в|w|bij|場所|在) \\S|File \"[^\"]+\", line|\\S+\\.(?:go|s):\\d|goroutine \\d+ \\[)|\\S+@\\S+:\\d+");
    private static final Pattern BARE_JAVA = Pattern.compile("^[\\w.$<>/]+\\([^()]*\\)$");
    /** The first line of a trace that names what was thrown. */
    private static final Pattern HEADED = Pattern.compile(
            "^\\s*(?:[\\w$.]*(?:Error|Exception|Throwable|Failure)\\b|panic|goroutine |Caused by)|^[\\w$]+(?:\\.[\\w$]+)+: ");

    private static final int DEEPEST = 12;
    private static final int LONGEST_HEADER = 2_000;

    private JsonTraces() {}

    /** A text in which each piece of JSON that holds a trace is that trace. */
    static String unfolded(String text) {
        if (text.indexOf('{') < 0 || !mayHold(text)) {
            return text;
        }
        String whole = text.strip();
        if (whole.startsWith("{") && whole.indexOf('\n') > 0) {
            Optional<String> found = trace(whole);
            if (found.isPresent()) {
                return found.get();
            }
        }
        StringBuilder unfolded = new StringBuilder(text.length());
        text.lines().forEach(line -> unfolded.append(line(line)).append('\n'));
        return unfolded.toString();
    }

    private static boolean mayHold(String text) {
        return text.contains("tack") || text.contains("race") || text.contains("xception") || text.contains("\\n");
    }

    private static String line(String line) {
        int open = line.indexOf("{\"");
        if (open < 0 || !mayHold(line)) {
            return line;
        }
        return trace(line.substring(open))
                .map(trace -> line.substring(0, open) + "\n" + trace)
                .orElse(line);
    }

    private static Optional<String> trace(String json) {
        List<String> lines = new ArrayList<>();
        try (JsonParser parser = MAPPER.createParser(json)) {
            JsonNode node = MAPPER.readTree(parser);
            if (node == null || !node.isObject()) {
                return Optional.empty();
            }
            return object(node, "", lines, 0) ? Optional.of(String.join("\n", lines)) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a string that cannot be read", e);
        }
    }

    /** Whether there was a trace in it. */
    private static boolean object(JsonNode node, String lead, List<String> lines, int depth) {
        if (depth > DEEPEST) {
            return false;
        }
        String type = first(node, TYPES);
        String message = first(node, MESSAGES);
        boolean found = false;
        for (String name : STACKS) {
            JsonNode stack = node.path(name);
            if (!found && stack.isTextual() && TRACE.matcher(stack.asText()).find()) {
                text(stack.asText(), lead, type, message, lines);
                found = true;
            } else if (!found && stack.isArray() && !stack.isEmpty()) {
                found = array(stack, lead, type, message, lines);
            }
        }
        boolean told = found;
        for (var field : node.properties()) {
            JsonNode value = field.getValue();
            if (value.isObject()) {
                boolean cause = field.getKey().equals("cause") || field.getKey().equals("innerException");
                if (told && !cause) {
                    continue;
                }
                found |= object(value, told ? "Caused by: " : "", lines, depth + 1);
            } else if (!told
                    && value.isTextual()
                    && TRACE.matcher(value.asText()).find()) {
                text(value.asText(), lead, type, message, lines);
                told = true;
                found = true;
            }
        }
        return found;
    }

    private static void text(String stack, String lead, String type, String message, List<String> lines) {
        boolean named = stack.contains("Traceback (")
                || !type.isEmpty() && stack.contains(type)
                || HEADED.matcher(stack.lines().findFirst().orElse("")).find();
        if (!named) {
            lines.add(lead + header(type, message));
        }
        stack.lines().forEach(lines::add);
        lines.add("");
    }

    private static boolean array(JsonNode stack, String lead, String type, String message, List<String> lines) {
        JsonNode first = stack.get(0);
        String header = lead + header(type, message);
        if (first.isTextual() && first.asText().strip().startsWith("File \"") || first.isArray()) {
            lines.add("Traceback (most recent call last):");
            stack.forEach(each -> python(each, lines));
            lines.add(header(type, message));
        } else if (first.isTextual()) {
            List<String> texts = StreamSupport.stream(stack.spliterator(), false)
                    .flatMap(each -> each.asText().lines())
                    .toList();
            boolean bare = BARE_JAVA.matcher(texts.get(0).strip()).find();
            if (!TRACE.matcher(String.join("\n", texts)).find() && !bare) {
                return false;
            }
            boolean headed = !bare && !texts.get(0).strip().startsWith("at ");
            if (!headed) {
                lines.add(header);
            }
            texts.forEach(each -> lines.add(bare ? "\tat " + each.strip() : each));
        } else if (first.has("methodName") || first.has("method") || first.has("function")) {
            lines.add(header);
            stack.forEach(each -> lines.add(frame(each)));
        } else {
            return false;
        }
        lines.add("");
        return true;
    }

    private static void python(JsonNode frame, List<String> lines) {
        if (frame.isArray()) {
            lines.add("  File \"" + frame.path(0).asText() + "\", line "
                    + frame.path(1).asText() + ", in " + frame.path(2).asText());
            lines.add("    " + frame.path(3).asText("…"));
        } else {
            frame.asText().lines().forEach(lines::add);
        }
    }

    /** As Java's own exceptions are when a library writes them. */
    private static String frame(JsonNode frame) {
        String owner = first(frame, List.of("declaringClass", "className", "class"));
        String method = first(frame, List.of("methodName", "method", "function"));
        String file = first(frame, List.of("fileName", "filename", "file"));
        String line = first(frame, List.of("lineNumber", "lineno", "line"));
        String place = file + (line.isEmpty() ? "" : ":" + line);
        boolean script = owner.isEmpty();
        return script ? "    at " + method + " (" + place + ":1)" : "\tat " + owner + "." + method + "(" + place + ")";
    }

    private static String header(String type, String message) {
        return message.isEmpty() ? type : type.isEmpty() ? message : type + ": " + message;
    }

    private static String first(JsonNode node, List<String> names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isTextual() && value.asText().length() < LONGEST_HEADER || value.isIntegralNumber()) {
                return value.asText().strip();
            }
        }
        return "";
    }
}
