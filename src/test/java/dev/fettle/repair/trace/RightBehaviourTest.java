package dev.fettle.repair.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.RepairReason;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A test is kept only where the code says what is right; it is written as the project writes its own. */
class RightBehaviourTest extends CrashStory {
    private static final String NULL = "java.lang.NullPointerException";

    @Test
    void theDocumentationPromisesAResult() throws IOException {
        source("house/Initials.java", """
                package house;

                public class Initials {
                    /**
                     * The first letter.
                     *
                     * @param name may be null
                     * @return the letter, or an empty string when the name is null
                     */
                    public static String of(String name) {
                        return name.trim().substring(0, 1); //@0
                    }
                }
                """);

        CrashReproduction seen = search(NULL, "house.Initials.of");

        assertThat(seen.rightIsKnown()).isTrue();
        assertThat(seen.written().orElseThrow().path()).isEqualTo("src/test/java/house/InitialsOfTest.java");
        assertThat(seen.written().orElseThrow().source()).isEqualTo("""
                package house;

                import static org.junit.jupiter.api.Assertions.assertEquals;

                import org.junit.jupiter.api.Test;

                /** The input for which Initials.of threw a NullPointerException. */
                class InitialsOfTest {
                    @Test
                    void testOfWithNull() {
                        assertEquals("", Initials.of(null));
                    }
                }
                """);
    }

    @Test
    void theDocumentationAnnouncesAnotherException() throws IOException {
        test("house/OtherTest.java", """
                package house;

                import org.junit.jupiter.api.Test;

                class OtherTest {
                  @Test
                  void everythingIsFine() {
                  }
                }
                """);
        source("house/Pool.java", """
                package house;

                public class Pool {
                    /**
                     * A pool.
                     *
                     * @throws IllegalArgumentException if the size is negative
                     */
                    public static int[] of(int size) {
                        return new int[size]; //@0
                    }
                }
                """);

        CrashReproduction seen = search("java.lang.NegativeArraySizeException: -1", "house.Pool.of");

        assertThat(seen.rightIsKnown()).isTrue();
        assertThat(seen.written().orElseThrow().source())
                .contains(
                        "  void ofWithNegative() {\n    assertThrows(IllegalArgumentException.class, () -> Pool.of(-1));");
    }

    @Test
    void anotherOverloadSaysIt() throws IOException {
        source("house/Trim.java", """
                package house;

                public class Trim {
                    /** Trims. Returns null if the text is null. */
                    public static String all(String text) {
                        return text == null ? null : text.trim();
                    }

                    /** Trims no more than so many. */
                    public static String all(String text, int most) {
                        return text.length() > most ? text : text.trim(); //@0
                    }
                }
                """);

        CrashReproduction seen = search(NULL, "house.Trim.all");

        assertThat(seen.rightIsKnown()).isTrue();
        assertThat(seen.written().orElseThrow().source()).contains("assertNull(Trim.all(null, 0));");
    }

    @Test
    void whereNothingIsSaidThereIsACallAndNoMore() throws IOException {
        source("house/Initials.java", """
                package house;

                public class Initials {
                    /** The first letter. */
                    public static String of(String name) {
                        return name.trim().substring(0, 1); //@0
                    }
                }
                """);

        CrashReproduction seen = search(NULL, "house.Initials.of");

        assertThat(seen.reproduced()).isTrue();
        assertThat(seen.rightIsKnown()).isFalse();
        assertThat(seen.reason()).isEqualTo(RepairReason.RIGHT_BEHAVIOUR_UNKNOWN);
        assertThat(seen.detail())
                .contains("Initials.of(null) throws " + NULL)
                .endsWith("Its documentation does not say what is right for this input.");
    }

    @Test
    void anAnnouncedExceptionIsRight() throws IOException {
        source("house/Initials.java", """
                package house;

                public class Initials {
                    /** The first letter. @throws NullPointerException if the name is null */
                    public static String of(String name) {
                        return name.trim(); //@0
                    }
                }
                """);

        CrashReproduction seen = search(NULL, "house.Initials.of");

        assertThat(seen.rightIsKnown()).isFalse();
        assertThat(seen.detail()).endsWith("Its documentation announces this very exception.");
    }

    @Test
    void whatCannotHappenIsNotFoundAndHowFarItGotIsSaid() throws IOException {
        source("house/Safe.java", """
                package house;

                public class Safe {
                    public static int length(String text) {
                        if (text == null) {
                            return 0;
                        }
                        return text.length(); //@0
                    }
                }
                """);

        limit = Duration.ofSeconds(3);
        CrashReproduction seen = search(NULL, "house.Safe.length");

        assertThat(seen.reproduced()).isFalse();
        assertThat(seen.reason()).isEqualTo(RepairReason.NOT_REPRODUCED);
        assertThat(seen.detail())
                .contains("Nearest: house.Safe.length:8 was reached, without the exception.")
                .contains("Tried through: house.Safe.length");
    }

    @Test
    void aTraceOfOtherCode() throws IOException {
        source("house/Safe.java", "package house;\n\npublic class Safe {\n}\n//@0\n");

        CrashReproduction seen = search(NULL, "java.util.Objects.requireNonNull");

        assertThat(seen.reproduced()).isFalse();
        assertThat(seen.detail()).contains("No frame of the " + NULL + " is in this project's sources.");
    }
}
