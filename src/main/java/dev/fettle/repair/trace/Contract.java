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
    private static final Pattern REFUSAL =
            Pattern.compile("^@(?:throws|exception) ([\\w.]+)\\b[^.]*?\\b((?:if|when|for|in case)\\b.*)$");
    private static final Pattern PARAMETER =
            Pattern.compile("(?:^|[\\s.])(\\w+\\s*(?:\\[\\])*)\\s+(\\w+)\\s*((?:\\[\\])*)$");
    private static final Map<String, List<String>> WORDS = Map.of(
            "null", List.of("null", "missing", "absent", "not given"),
            "empty", List.of("empty", "blank", "no elements", "nothing"),
            "blank", List.of("blank", "white space", "whitespace"),
            "zero", List.of("zero", "is 0", "of 0"),
            "negative", List.of("negative", "below zero", "less than zero", "less than 0"));

    private final String documentation;
    private final List<Parameter> parameters;

    /**
     * One parameter as declared.
     *
     * @param type simple name, without type arguments; varargs as arrays
     */
    private record Parameter(String type, String name) {}

    private Contract(String documentation, List<Parameter> parameters) {
        this.documentation = documentation;
        this.parameters = parameters;
    }

    /**
     * The documented declarations of a method's name in a source, the one with these parameters first.
     *
     * @param method as the source has it; the class's simple name for a constructor
     * @param types its parameters' erased types, binary names
     */
    static List<Contract> find(String source, String method, List<String> types) {
        List<Contract> found = new ArrayList<>();
        int at = 0;
        while ((at = source.indexOf(method + "(", at)) >= 0) {
            int close = closing(source, at + method.length());
            if (close > 0 && isDeclaration(source, at, close)) {
                List<Parameter> declared = parameters(source.substring(at + method.length() + 1, close));
                Optional<Contract> contract = comment(source, at).map(text -> new Contract(text, declared));
                if (contract.isPresent()) {
                    boolean same = fits(declared, types);
                    found.add(same ? 0 : found.size(), contract.get());
                }
            }
            at += method.length();
        }
        return found;
    }

    /** Whether it is that of a method with these parameters. */
    boolean isOf(List<String> types) {
        return fits(parameters, types);
    }

    private static boolean fits(List<Parameter> declared, List<String> types) {
        if (declared.size() != types.size()) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            String type = simple(types.get(i));
            boolean variable = declared.get(i).type().matches("[A-Z][A-Z0-9]?(\\[\\])*");
            if (!variable && !declared.get(i).type().equals(type)) {
                return false;
            }
        }
        return true;
    }

    /** A type's name as a source has it, from its binary name. */
    static String simple(String binary) {
        int dimensions = 0;
        while (dimensions < binary.length() && binary.charAt(dimensions) == '[') {
            dimensions++;
        }
        String element = binary.substring(dimensions);
        if (dimensions > 0) {
            element = switch (element.charAt(0)) {
                case 'I' -> "int";
                case 'J' -> "long";
                case 'D' -> "double";
                case 'F' -> "float";
                case 'S' -> "short";
                case 'B' -> "byte";
                case 'C' -> "char";
                case 'Z' -> "boolean";
                default -> element.substring(1, element.length() - 1);
            };
        }
        String name = element.substring(Math.max(element.lastIndexOf('.'), element.lastIndexOf('$')) + 1);
        return name + "[]".repeat(dimensions);
    }

    /** Whether the documentation announces the exception: then throwing it may well be right. */
    boolean announces(String exceptionType) {
        String simple = exceptionType.substring(exceptionType.lastIndexOf('.') + 1);
        return documentation.contains("@throws " + simple)
                || documentation.contains("@throws " + exceptionType)
                || documentation.contains("@exception " + simple);
    }

    /** The exception that the documentation announces for arguments of these kinds, its name as written there. */
    Optional<String> refuses(List<String> kinds) {
        for (String part : flat().split("(?=@(return|param|throws|exception|since|see))")) {
            Matcher clause = REFUSAL.matcher(part);
            if (clause.find() && about(clause.group(2).toLowerCase(Locale.ROOT), kinds)) {
                return Optional.of(clause.group(1));
            }
        }
        return Optional.empty();
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

    /** What another overload's kinds are, by the names of the parameters; "other" for those that it has alone. */
    List<String> kindsOf(Contract other, List<String> kinds) {
        List<String> mine = new ArrayList<>();
        for (Parameter parameter : parameters) {
            String kind = "other";
            for (int i = 0; i < other.parameters.size() && i < kinds.size(); i++) {
                if (other.parameters.get(i).name().equals(parameter.name())) {
                    kind = kinds.get(i);
                }
            }
            mine.add(kind);
        }
        return mine;
    }

    /** "<result> when <condition>", or "when <condition>, <result>". */
    private Optional<String> promise(String sentence, int condition, List<String> kinds) {
        String before = sentence.substring(0, condition);
        String after = sentence.substring(condition);
        String lastClause = before.substring(Math.max(before.lastIndexOf(','), before.lastIndexOf(';')) + 1);
        int comma = after.indexOf(',');
        String clause = comma < 0 ? after : after.substring(0, comma);
        if (!about(clause, kinds)) {
            return Optional.empty();
        }
        Optional<String> result = last(lastClause);
        return result.isPresent() || comma < 0 ? result : last(after.substring(comma));
    }

    /** Whether a condition holds for arguments of these kinds. One that names parameters speaks of those only. */
    private boolean about(String clause, List<String> kinds) {
        List<String> named = parameters.stream()
                .map(parameter -> parameter.name().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty() && clause.matches("(?s).*\\b" + Pattern.quote(name) + "\\b.*"))
                .toList();
        for (int i = 0; i < kinds.size(); i++) {
            String name = i < parameters.size() ? parameters.get(i).name().toLowerCase(Locale.ROOT) : "";
            boolean meant = named.isEmpty() || named.contains(name);
            if (meant && WORDS.getOrDefault(kinds.get(i), List.of()).stream().anyMatch(clause::contains)) {
                return true;
            }
        }
        return false;
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

    private String flat() {
        return documentation
                .replaceAll("(?m)^\\s*\\*+ ?", " ")
                .replaceAll("\\{@(?:code|link|linkplain|literal) ([^}]*)\\}", "$1")
                .replaceAll("<[^>]{1,20}>", " ")
                .replaceAll("\\s+", " ");
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (String part : flat().split("(?=@(return|param|throws))|\\. |\\.$")) {
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

    private static List<Parameter> parameters(String text) {
        List<Parameter> parameters = new ArrayList<>();
        int depth = 0;
        StringBuilder one = new StringBuilder();
        for (char c : (text + ",").toCharArray()) {
            depth += c == '<' || c == '(' ? 1 : 0;
            if (c == ',' && depth == 0) {
                parameter(one.toString()).ifPresent(parameters::add);
                one.setLength(0);
            } else if (depth == 0) {
                one.append(c);
            }
            depth -= c == '>' || c == ')' ? 1 : 0;
        }
        return parameters;
    }

    private static Optional<Parameter> parameter(String text) {
        String plain = text.replaceAll("@[\\w.]+", " ")
                .replaceAll("\\bfinal\\b", " ")
                .replace("...", "[] ")
                .strip();
        Matcher matcher = PARAMETER.matcher(plain);
        return matcher.find()
                ? Optional.of(
                        new Parameter(matcher.group(1).replaceAll("\\s", "") + matcher.group(3), matcher.group(2)))
                : Optional.empty();
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
