package dev.fettle.repair.run;

/**
 * A line of a class that holds code.
 *
 * @param className binary name of the class, nested classes by their own
 * @param file its {@code SourceFile}, such as {@code Foo.java}; "" when the class does not say
 * @param line 1-based
 */
public record SourceLine(String className, String file, int line) implements Comparable<SourceLine> {
    @Override
    public int compareTo(SourceLine other) {
        int byClass = className.compareTo(other.className);
        return byClass != 0 ? byClass : Integer.compare(line, other.line);
    }
}
