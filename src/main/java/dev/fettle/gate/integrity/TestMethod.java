package dev.fettle.gate.integrity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method, or a function, of a file of tests.
 *
 * @param name as it is declared; of tests in JavaScript what they are called
 * @param test whether an engine runs it
 * @param code its text, literals included and comments not
 * @param bare the same without the insides of literals
 * @param line 1-based, of its body's beginning
 * @param first 1-based, of its head's first line that is not empty, annotations included
 * @param last 1-based
 */
record TestMethod(String name, boolean test, String code, String bare, int line, int first, int last) {
    private static final Pattern NAME = Pattern.compile("(\\w+)\\s*\\([^{};]*\\)\\s*(?:throws[\\w\\s.,]+)?$");
    private static final Pattern DEF = Pattern.compile("(?m)^([ \\t]*)(?:async\\s+)?def\\s+(\\w+)\\s*\\(");
    private static final Pattern CASE = Pattern.compile("(?<![.\\w])(?:it|test)(?:\\.\\w+)*\\s*\\(\\s*([\"'`])");

    /** All of a text, in the order in which they stand. */
    static List<TestMethod> in(String path, String text) {
        String bare = BareCode.of(path, text);
        String code = BareCode.withLiterals(path, text);
        if (path.endsWith(".py")) {
            return python(bare, code);
        }
        List<TestMethod> methods = braces(bare, code);
        if (path.matches(".*\\.[cm]?[jt]sx?")) {
            methods.addAll(cases(bare, code));
        }
        return methods;
    }

    /** By name; a name that is there twice gets a number. */
    static Map<String, TestMethod> byName(List<TestMethod> methods) {
        Map<String, TestMethod> named = new java.util.LinkedHashMap<>();
        Map<String, Integer> times = new HashMap<>();
        for (TestMethod method : methods) {
            int time = times.merge(method.name(), 1, Integer::sum);
            named.put(time == 1 ? method.name() : method.name() + "#" + time, method);
        }
        return named;
    }

    boolean holds(int number) {
        return first <= number && number <= last;
    }

    private static List<TestMethod> braces(String bare, String code) {
        List<TestMethod> methods = new ArrayList<>();
        for (Blocks.Block block : Blocks.of(bare).all()) {
            Matcher name = NAME.matcher(block.head().strip());
            if (block.method() && name.find()) {
                int head = block.start() - block.head().stripLeading().length();
                methods.add(new TestMethod(
                        name.group(1),
                        TestCounts.TEST.matcher(block.head()).find(),
                        code.substring(block.start() + 1, block.end()),
                        bare.substring(block.start() + 1, block.end()),
                        lineAt(bare, block.start()),
                        lineAt(bare, Math.max(0, head)),
                        lineAt(bare, block.end())));
            }
        }
        return methods;
    }

    private static List<TestMethod> python(String bare, String code) {
        List<TestMethod> methods = new ArrayList<>();
        Matcher def = DEF.matcher(bare);
        while (def.find()) {
            int indent = def.group(1).length();
            int end = bare.indexOf('\n', def.end());
            while (end >= 0 && end + 1 < bare.length()) {
                int next = bare.indexOf('\n', end + 1);
                String line = bare.substring(end + 1, next < 0 ? bare.length() : next);
                if (!line.isBlank()
                        && line.length() - line.stripLeading().length() <= indent
                        && !line.strip().startsWith(")")) {
                    break;
                }
                end = next;
            }
            int stop = end < 0 ? bare.length() : end;
            int first = def.start();
            int above = bare.lastIndexOf('\n', first - 2);
            while (first > 0 && bare.substring(above + 1, first).strip().startsWith("@")) {
                first = above + 1;
                above = bare.lastIndexOf('\n', first - 2);
            }
            methods.add(new TestMethod(
                    def.group(2),
                    def.group(2).startsWith("test"),
                    code.substring(def.end(), stop),
                    bare.substring(def.end(), stop),
                    lineAt(bare, def.start()),
                    lineAt(bare, first),
                    lineAt(bare, stop)));
        }
        return methods;
    }

    private static List<TestMethod> cases(String bare, String code) {
        List<TestMethod> methods = new ArrayList<>();
        Matcher test = CASE.matcher(bare);
        while (test.find()) {
            int open = bare.indexOf('(', test.start());
            int end = Brackets.closing(bare, open);
            int quote = bare.indexOf(test.group(1), test.end());
            int to = quote < 0 || quote > end ? end : quote;
            methods.add(new TestMethod(
                    code.substring(test.end(), to),
                    true,
                    code.substring(to, end),
                    bare.substring(to, end),
                    lineAt(bare, test.start()),
                    lineAt(bare, test.start()),
                    lineAt(bare, end)));
        }
        return methods;
    }

    private static int lineAt(String text, int offset) {
        int line = 1;
        for (int i = 0; i < Math.min(offset, text.length()); i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }
}
