package dev.fettle.gate.mcp;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.base.UntrustedText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what does not belong into a text for models: characters that people do not see, comments, orders to the model beyond the use of the tool, what looks like a call or
 * a turn of the conversation, and long encoded runs. A list of known shapes: a new shape gets past it.
 */
final class HiddenInstructions {
    private static final int CONTEXT = 60;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private record Shape(String kind, Pattern pattern) {}

    private static final List<Shape> ORDERS = List.of(
            shape(
                    "an order to drop other instructions",
                    "(?i)\\b(ignore|disregard|forget|override|bypass)\\b[^.\\n]{0,40}\\b(previous|prior|above|earlier|preceding|other|all|any|system|safety)\\b[^.\\n]{0,30}\\b(instruction|prompt|message|rule|guideline|direction|context|polic)"),
            shape(
                    "an order to keep something from the user",
                    "(?i)\\b(do not|don't|never|must not|without)\\b[^.\\n]{0,30}\\b(tell|telling|mention|mentioning|inform|informing|reveal|revealing|show|notify|notifying|disclose|alert)\\b[^.\\n]{0,40}\\b(user|human|person|anyone|operator)\\b"),
            shape("a new role for the model", "(?i)\\b(you are now|from now on,? you|pretend to be|act as if you)\\b"),
            shape(
                    "an order to act before this tool is used",
                    "(?i)\\b(before|prior to|whenever|each time)\\b[^.\\n]{0,30}\\b(using|calling|invoking|use|call|invoke)\\b[^.\\n]{0,40}\\b(read|open|fetch|send|include|pass|upload|access|cat)\\b[^.\\n]{0,60}(\\bfile|~/|/etc/|\\.ssh|\\.env\\b|\\.json\\b|credential|secret|token|password|conversation)"),
            shape(
                    "a path to secrets",
                    "(~|\\$HOME|/home/[^\\s/]+|/root)/\\.(ssh|aws|gnupg|kube|netrc|cursor|npmrc|docker)\\b|\\bid_rsa\\b|\\bid_ed25519\\b|/etc/shadow\\b"),
            shape(
                    "an order to hand on the conversation",
                    "(?i)\\b(send|forward|post|upload|exfiltrate|copy|append|include|pass)\\b[^.\\n]{0,50}\\b(conversation|chat history|system prompt|previous messages|api keys?|credentials|environment variables)\\b"));

    private static final List<Shape> LOOKALIKES = List.of(
            shape(
                    "a tag that models take for an order",
                    "(?i)<\\s*/?\\s*(important|system|secret|instructions?|critical|admin|hidden|assistant|override)\\s*/?\\s*>"),
            shape(
                    "what looks like a tool call",
                    "(?i)<\\s*/?\\s*(tool_call|tool_use|tool_result|function_calls?|function_results|antml:[a-z_]+|invoke\\s+name|parameter\\s+name)\\b|\\[TOOL_CALLS?\\]|<\\|(python_tag|tool_call)"),
            shape(
                    "what looks like a turn of the conversation",
                    "(?i)<\\|(im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)[^>]{0,20}\\|>|(^|\\n)\\s*(human|assistant|system)\\s*:\\s|\\[/?INST\\]|<</?SYS>>|(^|\\n)#{2,}\\s*(system|new)\\s*(prompt|instructions?)"));

    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{64,}={0,2}");

    private HiddenInstructions() {}

    private static Shape shape(String kind, String pattern) {
        return new Shape(kind, Pattern.compile(pattern));
    }

    /** The first find in any of the texts. */
    static CheckResult check(Map<String, String> texts) {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Optional<CheckResult> found = check(text.getKey(), text.getValue());
            if (found.isPresent()) {
                return found.get();
            }
        }
        return CheckResult.passed(Check.DESCRIPTIONS, texts.size() + " texts");
    }

    private static Optional<CheckResult> check(String place, String text) {
        return invisible(text)
                .or(() -> comment(text))
                .map(what -> CheckResult.of(Check.DESCRIPTIONS, Fault.HIDDEN_TEXT, place + ": " + what))
                .or(() -> order(text)
                        .or(() -> encoded(text))
                        .map(what ->
                                CheckResult.of(Check.DESCRIPTIONS, Fault.HIDDEN_INSTRUCTIONS, place + ": " + what)));
    }

    private static Optional<String> invisible(String text) {
        int previous = ' ';
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            boolean gone = point != '\r'
                    && UntrustedText.clean(Character.toString(point)).isEmpty();
            boolean partOfEmoji = point == ZERO_WIDTH_JOINER && Character.getType(previous) == Character.OTHER_SYMBOL;
            if (gone && !partOfEmoji) {
                return Optional.of(String.format("the invisible character U+%04X", point));
            }
            if (point != 0xFE0F) { // says only how the symbol before it is drawn
                previous = point;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> comment(String text) {
        int open = text.indexOf("<!--");
        return open < 0 ? Optional.empty() : Optional.of("an HTML comment: " + around(text, open, open));
    }

    private static Optional<String> order(String text) {
        for (List<Shape> shapes : List.of(LOOKALIKES, ORDERS)) {
            for (Shape shape : shapes) {
                Matcher matcher = shape.pattern().matcher(text);
                if (matcher.find()) {
                    return Optional.of(shape.kind() + ": " + around(text, matcher.start(), matcher.end()));
                }
            }
        }
        return Optional.empty();
    }

    /** A run that is the code of a readable text, or that is long and has the letters of one. */
    private static Optional<String> encoded(String text) {
        Matcher runs = ENCODED.matcher(text);
        while (runs.find()) {
            String run = runs.group();
            boolean mixed = run.chars().anyMatch(Character::isUpperCase)
                    && run.chars().anyMatch(Character::isLowerCase)
                    && run.chars().anyMatch(Character::isDigit);
            if (mixed && readable(run)) {
                return Optional.of("an encoded text of " + run.length() + " characters");
            }
        }
        return Optional.empty();
    }

    private static boolean readable(String run) {
        String plain = run.replace('-', '+').replace('_', '/').replace("=", "");
        byte[] decoded = Base64.getDecoder().decode(plain.substring(0, plain.length() / 4 * 4));
        String text = new String(decoded, StandardCharsets.UTF_8);
        long seen = text.codePoints()
                .filter(point ->
                        point == '\n' || point == '\t' || point >= ' ' && point < 0x7F || Character.isLetter(point))
                .filter(point -> point != 0xFFFD)
                .count();
        return seen * 10 >= text.codePointCount(0, text.length()) * 9L;
    }

    private static String around(String text, int start, int end) {
        int from = Math.max(0, start - CONTEXT / 2);
        return "\"" + UntrustedText.oneLine(text.substring(from, Math.min(text.length(), end + CONTEXT)), 160) + "\"";
    }
}
