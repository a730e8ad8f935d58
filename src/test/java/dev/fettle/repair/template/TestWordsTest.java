package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestWordsTest {
    private static final String SOURCE = """
            class AccountTest {
                @Test
                void refusesToOverdraw() {
                    var thrown = assertThrows(IllegalStateException.class, () -> { new Account("EUR").take(5); });
                    assertEquals("Not enough \\"cover\\" for 5", thrown.getMessage());
                }

                @Test
                void pays() {
                    assertEquals("paid in full", new Account("EUR").pay());
                }
            }
            """;

    @Test
    void aTextThatTheFailingTestAsksForIsFoundBehindTheLineThatFailed() {
        assertThat(words("refusesToOverdraw")).containsExactly("Not enough \\\"cover\\\" for 5");
    }

    @Test
    void anInvocationOfAParameterisedTestIsFoundByItsMethod() {
        assertThat(words("pays(String)[2]")).containsExactly("paid in full");
    }

    @Test
    void bracesAndQuotesInTextsAndNotesDoNotMislead() {
        String source = """
                class OddTest {
                    @Test
                    void first() {
                        // } "not in the program"
                        assertEquals("}", read("{"), "a closing brace");
                    }

                    @Test
                    void second() {
                        fail("of another test");
                    }
                }
                """;

        assertThat(TestWords.of(List.of(new TestId("OddTest", "first")), test -> Optional.of(source)))
                .containsExactly("a closing brace");
    }

    @Test
    void whereNothingIsFoundThereAreNoWords() {
        assertThat(words("isGone")).isEmpty();
        assertThat(TestWords.of(List.of(new TestId("bank.AccountTest", "pays")), test -> Optional.empty()))
                .isEmpty();
    }

    private static List<String> words(String method) {
        return TestWords.of(List.of(new TestId("bank.AccountTest", method)), test -> Optional.of(SOURCE));
    }
}
