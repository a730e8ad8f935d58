package dev.fettle.app.bench;

import java.util.Map;

/** A small Maven project whose tests take about a second, and the two changes to it that are measured: one that changes nothing, and one by which the same work is done half as often again. */
final class SlowSample {
    static final String SOURCE = "src/main/java/sample/Ledger.java";

    private static final int ROUNDS = 120;

    private SlowSample() {}

    /** All files. */
    static Map<String, String> files() {
        return Map.of("pom.xml", MODEL, SOURCE, ledger(ROUNDS, ""), "src/test/java/sample/LedgerTest.java", TESTS);
    }

    /** A comment more: what a compiler makes of it is the same. */
    static String unchanged() {
        return ledger(ROUNDS, "    // each round reads all entries again\n");
    }

    /** One and a half times the work for the same result. */
    static String slower() {
        return ledger(ROUNDS * 3 / 2, "");
    }

    private static String ledger(int rounds, String comment) {
        return LEDGER.replace("«rounds»", Integer.toString(rounds)).replace("«comment»", comment);
    }

    private static final String MODEL = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>sample</groupId>
              <artifactId>ledger</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>
                <dependency>
                  <groupId>org.junit.jupiter</groupId>
                  <artifactId>junit-jupiter</artifactId>
                  <version>5.14.4</version>
                  <scope>test</scope>
                </dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin><artifactId>maven-resources-plugin</artifactId><version>3.4.0</version></plugin>
                  <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version></plugin>
                  <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.4</version></plugin>
                </plugins>
              </build>
            </project>
            """;

    private static final String LEDGER = """
            package sample;

            import java.util.ArrayList;
            import java.util.HashMap;
            import java.util.List;
            import java.util.Map;

            /** Sums of bookings by account. */
            public class Ledger {
                private static final int ROUNDS = «rounds»;

                private final List<Booking> bookings = new ArrayList<>();

                record Booking(String account, long cents) {}

                public void book(String account, long cents) {
                    bookings.add(new Booking(account, cents));
                }

                public Map<String, Long> balances() {
                    Map<String, Long> balances = new HashMap<>();
            «comment»        for (int round = 0; round < ROUNDS; round++) {
                        balances.clear();
                        for (Booking booking : bookings) {
                            balances.merge(booking.account(), booking.cents(), Long::sum);
                        }
                    }
                    return balances;
                }
            }
            """;

    private static final String TESTS = """
            package sample;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import org.junit.jupiter.api.Test;

            class LedgerTest {
                private static Ledger ledger(int bookings, int accounts) {
                    Ledger ledger = new Ledger();
                    for (int i = 0; i < bookings; i++) {
                        ledger.book("account-" + i % accounts, i);
                    }
                    return ledger;
                }

                @Test
                void manyBookingsOfFewAccounts() {
                    assertEquals(10, ledger(200_000, 10).balances().size());
                }

                @Test
                void manyAccounts() {
                    assertEquals(5_000, ledger(100_000, 5_000).balances().size());
                }

                @Test
                void sumsAreExact() {
                    assertEquals(499_500L, ledger(1_000, 1).balances().get("account-0"));
                }
            }
            """;
}
