package dev.fettle.repair.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A private method that its file never names was written and forgotten. */
class UncalledTest {
    @Test
    void aPrivateMethodThatNobodyNamesIsFound() {
        assertThat(Uncalled.in(AnalysedClass.of("Parser.java", """
                class Parser {
                    boolean argument(String token) { return !option(token); }
                    private boolean option(String token) { return token.startsWith("-"); }
                    private boolean number(String token) { return token.matches("-?[0-9]+"); }
                }
                """).file())).containsExactly("number");
    }

    @Test
    void whatIsReferredToOrCalledByOthersIsNot() {
        assertThat(Uncalled.in(AnalysedClass.of("Parser.java", """
                import java.util.function.Predicate;
                class Parser implements java.io.Serializable {
                    Predicate<String> asked = this::number;
                    int size() { return this.count(); }
                    boolean open(String token) { return token.isEmpty(); }
                    private boolean number(String token) { return token.matches("-?[0-9]+"); }
                    private int count() { return 0; }
                    private Object readResolve() { return new Parser(); }
                    @Deprecated
                    private void called() {}
                    private Parser() {}
                }
                """).file())).isEmpty();
    }
}
