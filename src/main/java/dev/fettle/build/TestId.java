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
