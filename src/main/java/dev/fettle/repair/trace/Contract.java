package dev.fettle.repair.trace;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a method's own documentation says is right for an input, so that a test may ask for it. Only plain statements count; everything else is unknown. */
final class Contract {
    private static final Pattern RESULT = Pattern.compile(
            "\\b(an? empty (?:string|text|list|set|map|collection|array|optional)|the empty (?:string|list|set|map|array|optional)|empty string|"
                    + "null|zero|false|true|-?\\d{1,9}|\"[^\"]{0,40}\")");
    private static final Pattern CONDITION = Pattern.compile("\\b(if|when|for|where|unless)\\b");
    private static final Map<String, List<String>> WORDS = Map.of(
            "null", List.of("null", "missing", "absent", "not given"),
            "empty", List.of("empty", "blank", "no elements", "nothing"),
            "blank", List.of("blank", "white space", "whitespace"),
            "zero", List.of("zero", "is 0", "of 0"),
            "negative", List.of("negative", "below zero", "less than zero", "less than 0"));

    private final String documentation;

    private Contract(String documentation) {
        this.documentation = documentation;
    }

    /** The documentation in front of a method's declaration. */
    static Optional<Contract> find(String source, String method, int parameters) {
        int at = 0;
        while ((at = source.indexOf(method + "(", at)) >= 0) {
            int close = closing(source, at + method.length());
            boolean declared = close > 0 && isDeclaration(source, at, close);
            if (declared && count(source.substring(at + method.length() + 1, close)) == parameters) {
                return comment(source, at).map(Contract::new);
            }
            at += method.length();
        }
        return Optional.empty();
    }

    /** Whether the documentation announces the exception: then throwing it may well be right. */
    boolean announces(String exceptionType) {
        String simple = exceptionType.substring(exceptionType.lastIndexOf('.') + 1);
        return documentation.contains("@throws " + simple)
                || documentation.contains("@throws " + exceptionType)
                || documentation.contains("@exception " + simple);
    }

    /** The result that the documentation promises for arguments of these kinds, in its own words. */
    Optional<String> promises(List<String> kinds) {
        for (String sentence : sentences()) {
            String folded = sentence.toLowerCase(Locale.ROOT);
            Matcher condition = CONDITION.matcher(folded);
            int from = 0;
            while (condition.find(from)) {
                from = condition.end();
                if (condition.group(1).equals("unless")) {
                    continue;
                }
                Optional<String> result = promise(folded, condition.start(), kinds);
                if (result.isPresent()) {
                    return result;
                }
            }
        }
        return Optional.empty();
    }

    /** "<result> when <condition>", or "when <condition>, <result>". */
    private static Optional<String> promise(String sentence, int condition, List<String> kinds) {
        String before = sentence.substring(0, condition);
        String after = sentence.substring(condition);
        String lastClause = before.substring(Math.max(before.lastIndexOf(','), before.lastIndexOf(';')) + 1);
        int comma = after.indexOf(',');
        String clause = comma < 0 ? after : after.substring(0, comma);
        boolean about = kinds.stream()
                .flatMap(kind -> WORDS.getOrDefault(kind, List.of()).stream())
                .anyMatch(clause::contains);
        if (!about) {
            return Optional.empty();
        }
        Optional<String> result = last(lastClause);
        return result.isPresent() || comma < 0 ? result : last(after.substring(comma));
    }

    private static Optional<String> last(String clause) {
        Matcher matcher = RESULT.matcher(clause);
        Optional<String> found = Optional.empty();
        int from = 0;
        while (matcher.find(from)) {
            found = Optional.of(matcher.group(1));
            from = matcher.end();
        }
        return found;
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        String flat = documentation
                .replaceAll("(?m)^\\s*\\*+ ?", " ")
                .replaceAll("\\{@code ([^}]*)\\}", "$1")
                .replaceAll("<[^>]{1,20}>", " ")
                .replaceAll("\\s+", " ");
        for (String part : flat.split("(?=@(return|param|throws))|\\. |\\.$")) {
            if (!part.startsWith("@param") && !part.startsWith("@throws")) {
                sentences.add(part);
            }
        }
        return sentences;
    }

    /** Whether a name with its parentheses is followed by a body or a throws clause, and preceded by a type. */
    private static boolean isDeclaration(String source, int at, int close) {
        String after = source.substring(close + 1, Math.min(source.length(), close + 200))
                .stripLeading();
        boolean body = after.startsWith("{") || after.startsWith("throws ");
        char before = at > 0 ? source.charAt(at - 1) : ' ';
        return body && Character.isWhitespace(before);
    }

    private static int closing(String source, int open) {
        int depth = 0;
        for (int i = open; i < source.length() && i < open + 2_000; i++) {
            depth += source.charAt(i) == '(' ? 1 : source.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static int count(String parameters) {
        if (parameters.isBlank()) {
            return 0;
        }
        int depth = 0;
        int count = 1;
        for (char c : parameters.toCharArray()) {
            depth += c == '<' || c == '(' ? 1 : c == '>' || c == ')' ? -1 : 0;
            count += c == ',' && depth == 0 ? 1 : 0;
        }
        return count;
    }

    /** The documentation comment that ends just before the declaration in which {@code at} lies. */
    private static Optional<String> comment(String source, int at) {
        int end = source.lastIndexOf("*/", at);
        if (end < 0) {
            return Optional.empty();
        }
        String between = source.substring(end + 2, at);
        boolean same = between.indexOf(';') < 0 && between.indexOf('{') < 0 && between.indexOf('}') < 0;
        int start = source.lastIndexOf("/**", end);
        return same && start >= 0 ? Optional.of(source.substring(start + 3, end)) : Optional.empty();
    }
}
