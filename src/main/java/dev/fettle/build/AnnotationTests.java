package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;

/**
 * The red tests that annotations of a check name, as steps that read test reports write them: {@code path:line: failure: title: message}. Only a title with the class that the file of
 * a test is named after counts.
 */
final class AnnotationTests implements TestOutput {
    private static final Pattern LINE =
            Pattern.compile("^(\\S+\\.(?:java|kt|groovy|scala)):\\d+: failure: (?:[^\\w\\s] ?)?(.+)$");
    /** {@code shop.CartTest.sums}, {@code CartTest#sums}, {@code CartTest ► sums}. */
    private static final Pattern CLASS_FIRST =
            Pattern.compile("^((?:[\\w$]+\\.)*[A-Z][\\w$]*)(?:\\.|#| ► | > )([\\pL_$][\\pL\\w$]*)(?:$|[\\s:(\\[])");
    /** {@code sums (shop.CartTest) failed}. */
    private static final Pattern CLASS_LAST =
            Pattern.compile("^(?:.* )?([\\pL_$][\\pL\\w$]*)(?:\\(\\))? \\(((?:[\\w$]+\\.)*[A-Z][\\w$]*)\\)");

    private static final Pattern OF_TESTS =
            Pattern.compile("(?:^|/)\\w*[tT]ests?/|(?:^|/)(?:Test\\w*|\\w*(?:Tests?|TestCase|IT|Spec))\\.\\w+$");
    private static final Pattern SOURCES = Pattern.compile("^(?:.*/)?(?:java|kotlin|groovy|scala)/");

    @Override
    public String tool() {
        return "";
    }

    @Override
    public List<TestId> read(String line) {
        if (!line.contains(": failure: ")) {
            return List.of();
        }
        Matcher annotation = LINE.matcher(line);
        if (!annotation.find()) {
            return List.of();
        }
        String path = annotation.group(1);
        String title = annotation.group(2);
        Matcher first = CLASS_FIRST.matcher(title);
        if (first.find()) {
            return test(path, first.group(1), first.group(2));
        }
        Matcher last = CLASS_LAST.matcher(title);
        return last.find() ? test(path, last.group(2), last.group(1)) : List.of();
    }

    private static List<TestId> test(String path, String className, String method) {
        String file = path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
        String simple = className.substring(className.lastIndexOf('.') + 1);
        String outer = simple.indexOf('$') > 0 ? simple.substring(0, simple.indexOf('$')) : simple;
        if (!outer.equals(file) || !OF_TESTS.matcher(path).find()) {
            return List.of();
        }
        Matcher sources = SOURCES.matcher(path);
        boolean plain = className.equals(simple) && sources.find();
        String pack =
                plain ? path.substring(sources.end(), path.lastIndexOf('/') + 1).replace('/', '.') : "";
        return List.of(new TestId(pack + className, method));
    }
}
