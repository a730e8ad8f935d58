package dev.fettle.build;

/**
 * One test.
 *
 * @param className binary name of its class
 * @param method its method with whatever the runner appends for parameters; "" names the whole class
 */
public record TestId(String className, String method) implements Comparable<TestId> {
    /** Reads {@code pkg.Class} or {@code pkg.Class#method}. */
    public static TestId parse(String text) {
        int hash = text.indexOf('#');
        return hash < 0 ? new TestId(text, "") : new TestId(text.substring(0, hash), text.substring(hash + 1));
    }

    /** What the outermost class is named after, {@code Range} for {@code acme.RangeTest}; its own simple name where it is named after nothing. */
    public String subject() {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return subjectOf(simple.contains("$") ? simple.substring(0, simple.indexOf('$')) : simple);
    }

    /** What a test class of this simple name is named after. */
    public static String subjectOf(String simpleName) {
        return simpleName.replaceAll("^(Tests?|IT)(?=[A-Z0-9_])|_?(Tests?|TestCase|IT|TEST)$", "");
    }

    /** The method without parameters or invocation index. */
    public String plainMethod() {
        int end = 0;
        while (end < method.length() && Character.isJavaIdentifierPart(method.charAt(end))) {
            end++;
        }
        return method.substring(0, end);
    }

    /** The method without an invocation's parameters; whole where it is a title. */
    public String steadyMethod() {
        String plain = plainMethod();
        return method.startsWith("(", plain.length()) || method.startsWith("[", plain.length()) ? plain : method;
    }

    @Override
    public int compareTo(TestId other) {
        int byClass = className.compareTo(other.className);
        return byClass != 0 ? byClass : method.compareTo(other.method);
    }

    @Override
    public String toString() {
        return method.isEmpty() ? className : className + "#" + method;
    }
}
