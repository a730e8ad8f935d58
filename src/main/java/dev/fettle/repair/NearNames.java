package dev.fettle.repair;

import dev.fettle.base.Spelling;
import dev.fettle.build.TestId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which tests a person may have meant by a name that no test has. */
final class NearNames {
    private static final int MOST = 3;
    private static final int LONGEST = 200;

    /** So much of a name may be wrong. */
    private static final double SLIP = 0.34;

    private NearNames() {}

    /** The nearest first; none where no name is near. Where the class is right, methods of it. */
    static List<String> of(TestId wanted, Collection<TestId> tests) {
        List<TestId> ofClass = wanted.method().isEmpty()
                ? List.of()
                : tests.stream()
                        .filter(test -> Reproducer.same(new TestId(wanted.className(), ""), test))
                        .toList();
        Map<String, Integer> slips = new TreeMap<>();
        if (ofClass.isEmpty()) {
            tests.forEach(test -> add(slips, simple(wanted.className()), simple(test.className()), test.className()));
        } else {
            ofClass.forEach(test -> add(slips, wanted.plainMethod(), test.plainMethod(), named(test)));
        }
        return slips.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getValue))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String named(TestId test) {
        return test.plainMethod().isEmpty() ? test.toString() : test.className() + "#" + test.plainMethod();
    }

    private static void add(Map<String, Integer> slips, String wanted, String there, String name) {
        if (wanted.length() > LONGEST || there.length() > LONGEST) {
            return;
        }
        int slip = Spelling.distance(wanted.toLowerCase(Locale.ROOT), there.toLowerCase(Locale.ROOT));
        if (slip <= SLIP * Math.max(wanted.length(), there.length())) {
            slips.merge(name, slip, Math::min);
        }
    }

    private static String simple(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }
}
