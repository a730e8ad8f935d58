package dev.fettle.build.maven;

import dev.fettle.build.TestId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes test ids in the language of Surefire's property {@code test}. */
final class TestSelection {
    /** Linux takes at most 128 KiB in one argument. */
    private static final int LONGEST = 120_000;

    private TestSelection() {}

    /** Exactly these tests where Surefire can say it and the command line can hold it, and never fewer. */
    static String of(List<TestId> tests) {
        Map<String, Set<String>> methods = new LinkedHashMap<>();
        for (TestId test : tests) {
            methods.computeIfAbsent(test.className(), name -> new LinkedHashSet<>())
                    .add(method(test));
        }
        List<String> parts = new ArrayList<>();
        methods.forEach(
                (name, chosen) -> parts.add(chosen.contains("") ? name : name + "#" + String.join("+", chosen)));
        String exact = String.join(",", parts);
        return exact.length() <= LONGEST ? exact : String.join(",", methods.keySet());
    }

    /** The classes by their simple names, with those nested in them: releases before 2.19 understand nothing else. */
    static String wide(List<TestId> tests) {
        Set<String> names = new LinkedHashSet<>();
        for (TestId test : tests) {
            String simple = outer(test.className());
            simple = simple.substring(simple.lastIndexOf('.') + 1);
            names.add(simple);
            if (test.className().indexOf('$') >= 0) {
                names.add(simple + "$*");
            }
        }
        return String.join(",", names);
    }

    /** The top-level class of a test. */
    static String outer(String className) {
        int nested = className.indexOf('$', 1);
        return nested < 0 ? className : className.substring(0, nested);
    }

    /**
     * A method as Surefire matches it: JUnit 4 puts an invocation's index into the name ({@code adds[1]}), the JUnit platform reports parameters that are not
     * part of it ({@code adds(int)[1]}). What cannot be a method's name selects the class.
     */
    private static String method(TestId test) {
        String plain = test.plainMethod();
        if (plain.isEmpty() || plain.equals(test.method())) {
            return plain;
        }
        char next = test.method().charAt(plain.length());
        return next == '(' || next == '{' ? plain : plain + "*";
    }
}
