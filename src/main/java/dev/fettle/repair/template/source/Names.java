package dev.fettle.repair.template.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What names tell. */
public final class Names {
    private static final Set<String> IDLE = Set.of(
            "hashCode",
            "toString",
            "getClass",
            "notify",
            "notifyAll",
            "wait",
            "clone",
            "finalize",
            "iterator",
            "spliterator",
            "stream",
            "parallelStream",
            "codePoints",
            "chars",
            "describeConstable",
            "intern");
    private static final List<String> MUTATORS = List.of(
            "remove",
            "poll",
            "pop",
            "next",
            "read",
            "take",
            "clear",
            "add",
            "put",
            "set",
            "push",
            "write",
            "append",
            "insert",
            "delete",
            "close",
            "flush",
            "reset",
            "init",
            "skip",
            "advance",
            "consume",
            "increment");

    /** Words that people take for each other since they mean the opposite. */
    private static final Set<String> OPPOSITES = Set.of(
            "min max",
            "floor ceil",
            "floor ceiling",
            "lower higher",
            "lower upper",
            "low high",
            "first last",
            "any all",
            "any none",
            "all none",
            "begin end",
            "start end",
            "start stop",
            "left right",
            "top bottom",
            "up down",
            "before after",
            "previous next",
            "prev next",
            "push pop",
            "poll offer",
            "peek poll",
            "add remove",
            "add subtract",
            "plus minus",
            "multiply divide",
            "head tail",
            "width height",
            "row column",
            "row col",
            "x y",
            "prefix suffix",
            "starts ends",
            "parent child",
            "source target",
            "src dest",
            "from to",
            "in out",
            "input output",
            "key value",
            "keys values",
            "old new",
            "even odd",
            "open close",
            "read write",
            "get put",
            "encode decode",
            "escape unescape",
            "lock unlock",
            "enable disable",
            "show hide",
            "inner outer",
            "expected actual",
            "numerator denominator",
            "rows columns",
            "rows cols",
            "before until",
            "trim strip",
            "sin cos",
            "and or",
            "append prepend",
            "increment decrement",
            "major minor",
            "greater less");

    private static final Pattern NAME = Pattern.compile("(?<![\\w$.])[A-Za-z_$][\\w$]*(?!\\s*\\()(?![\\w$])");
    private static final Set<String> NO_NAMES = Set.of("null", "true", "false", "this", "instanceof", "new");

    private Names() {}

    /** Whether two pieces of code name a variable in common. */
    public static boolean share(String one, String two) {
        return NAME.matcher(one)
                .results()
                .map(MatchResult::group)
                .filter(name -> !NO_NAMES.contains(name))
                .anyMatch(name -> NAME.matcher(two)
                        .results()
                        .anyMatch(other -> other.group().equals(name)));
    }

    /** Methods that repairs hardly ever call. */
    public static boolean isIdle(String name) {
        return IDLE.contains(name);
    }

    /** Whether a method by its name changes its object. */
    public static boolean isMutator(String name) {
        return MUTATORS.stream()
                .anyMatch(prefix -> name.startsWith(prefix)
                        && (name.length() == prefix.length() || !Character.isLowerCase(name.charAt(prefix.length()))));
    }

    /** Whether a method by its name just tells something. */
    public static boolean isAccessor(String name) {
        return name.equals("length")
                || name.equals("size")
                || name.equals("trim")
                || begins(name, "get")
                || begins(name, "is")
                || begins(name, "has");
    }

    /** Whether a method by its name answers yes or no. */
    public static boolean isQuestion(String name) {
        return begins(name, "is") || begins(name, "has") || begins(name, "can") || begins(name, "contains");
    }

    private static boolean begins(String name, String prefix) {
        return name.startsWith(prefix)
                && name.length() > prefix.length()
                && !Character.isLowerCase(name.charAt(prefix.length()));
    }

    /** Whether one name is the other with one of its words turned into its opposite. */
    public static boolean opposite(String one, String two) {
        List<String> first = words(one);
        List<String> second = words(two);
        if (first.size() != second.size()) {
            return false;
        }
        int different = 0;
        for (int i = 0; i < first.size(); i++) {
            if (!first.get(i).equals(second.get(i))) {
                different++;
                if (!OPPOSITES.contains(first.get(i) + ' ' + second.get(i))
                        && !OPPOSITES.contains(second.get(i) + ' ' + first.get(i))) {
                    return false;
                }
            }
        }
        return different == 1;
    }

    /** The words of a name, in lower case. */
    public static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : name.split("_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|\\.|(?=\\()", -1)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    /** How alike two names are, 0 to 1: shared words and shared letters. */
    public static double likeness(String one, String two) {
        List<String> first = words(one);
        List<String> second = words(two);
        long shared = first.stream().filter(second::contains).count();
        double words = first.isEmpty() || second.isEmpty() ? 0 : 2.0 * shared / (first.size() + second.size());
        return Math.max(words, letters(one, two));
    }

    private static double letters(String one, String two) {
        int longest = Math.max(one.length(), two.length());
        if (longest == 0) {
            return 1;
        }
        int[] row = new int[two.length() + 1];
        for (int j = 0; j <= two.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= two.length(); j++) {
                int above = row[j];
                int cost = one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
                diagonal = above;
            }
        }
        return 1 - (double) row[two.length()] / longest;
    }
}
