package dev.fettle.repair.template.schema;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreeScanner;
import dev.fettle.repair.template.source.Names;
import dev.fettle.repair.template.source.SourceFile;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells expressions that only tell something from those that may do something. Calls are judged by their name; who relies on it compares what came of the run. */
final class Telling {
    private static final int LONGEST = 300;
    private static final Pattern TEXTS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)+'");
    private static final Pattern CALLS = Pattern.compile("([A-Za-z_$][\\w$]*)\\s*\\(");
    /** Assignments, increments, lambdas, method references, blocks, objects made, and casts to a class, which choose overloads without changing the value. */
    private static final Pattern DOES = Pattern.compile(
            "(?<![=!<>])=(?!=)|\\+\\+|--|->|::|[{};]|\\bnew\\b|\\bswitch\\b|\\(\\s*(?:\\w+\\.)*[A-Z]\\w*(?:<[^()]*>)?(?:\\[])*\\s*\\)\\s*[\\w(\"]");

    private static final Set<String> TELLS = Set.of(
            "size",
            "length",
            "charAt",
            "codePointAt",
            "substring",
            "subSequence",
            "equals",
            "equalsIgnoreCase",
            "compareTo",
            "compareToIgnoreCase",
            "compare",
            "contains",
            "containsKey",
            "containsValue",
            "containsAll",
            "indexOf",
            "lastIndexOf",
            "startsWith",
            "endsWith",
            "regionMatches",
            "matches",
            "trim",
            "strip",
            "toLowerCase",
            "toUpperCase",
            "toString",
            "hashCode",
            "name",
            "ordinal",
            "get",
            "getOrDefault",
            "peek",
            "element",
            "valueOf",
            "abs",
            "min",
            "max",
            "sqrt",
            "pow",
            "floor",
            "ceil",
            "round",
            "signum",
            "floorDiv",
            "floorMod",
            "sum",
            "intValue",
            "longValue",
            "doubleValue",
            "floatValue",
            "booleanValue",
            "charValue",
            "parseInt",
            "parseLong",
            "parseDouble");

    private Telling() {}

    /** Whether evaluating this text once more changes nothing, as far as names tell. */
    static boolean only(String expression) {
        if (expression.length() > LONGEST || expression.contains("//") || expression.contains("/*")) {
            return false;
        }
        String bare = TEXTS.matcher(expression).replaceAll("\"\"");
        if (DOES.matcher(bare).find() || !isOne(bare)) {
            return false;
        }
        Matcher calls = CALLS.matcher(bare);
        while (calls.find()) {
            if (!tells(calls.group(1))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is one expression: arguments taken away or added make none, or several. */
    private static boolean isOne(String expression) {
        int depth = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (depth < 0 || depth == 0 && c == ',') {
                return false;
            }
        }
        return depth == 0 && !expression.isBlank();
    }

    /** Whether nothing in a tree that is done before the offset is reached may change anything. */
    static boolean onlyBefore(SourceFile file, Tree tree, int offset) {
        boolean[] does = new boolean[1];
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void scan(Tree node, @Nullable Void nothing) {
                if (node == null || does[0] || file.start(node) >= offset) {
                    return null;
                }
                if (file.end(node) <= offset && acts(node)) {
                    does[0] = true;
                }
                return super.scan(node, null);
            }
        }.scan(tree, null);
        return !does[0];
    }

    private static boolean acts(Tree node) {
        if (node instanceof MethodInvocationTree call) {
            String select = call.getMethodSelect().toString();
            return !tells(select.substring(select.lastIndexOf('.') + 1));
        }
        return node instanceof NewClassTree
                || node instanceof AssignmentTree
                || node instanceof CompoundAssignmentTree
                || node instanceof UnaryTree
                        && switch (node.getKind()) {
                            case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> true;
                            default -> false;
                        };
    }

    private static boolean tells(String name) {
        if (Names.isMutator(name) || name.startsWith("getAnd")) {
            return false;
        }
        return TELLS.contains(name) || Names.isAccessor(name) || Names.isQuestion(name);
    }
}
