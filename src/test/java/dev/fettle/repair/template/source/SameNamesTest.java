package dev.fettle.repair.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where all tests run a setter and a getter, it is not them that are wrong. */
class SameNamesTest {
    @Test
    void whatIsNamedAlikeIsSuspectedLess() {
        Map<String, Double> suspicion = suspicionOfStatements("""
                class Rate {
                    private int rate; private int old;
                    Rate(int rate) { this.rate = rate; }
                    void setRate(int rate) { this.old = rate; }
                    int getRate() { return rate; }
                    int rate() { return this.rate; }
                    int getOld() { return rate; }
                    int rate(int more) { return rate; }
                }
                """);

        assertThat(suspicion)
                .containsEntry("3 this.rate = rate;", 0.8 * SameNames.SHARE)
                .containsEntry("5 return rate;", 0.8 * SameNames.SHARE)
                .containsEntry("6 return this.rate;", 0.8 * SameNames.SHARE)
                .containsEntry("4 this.old = rate;", 0.8)
                .containsEntry("7 return rate;", 0.8)
                .containsEntry("8 return rate;", 0.8);
    }

    private static Map<String, Double> suspicionOfStatements(String source) {
        Map<Integer, Double> all = new TreeMap<>();
        for (int line = 1; line <= 9; line++) {
            all.put(line, 0.8);
        }
        Map<String, Double> found = new TreeMap<>();
        for (Place place : AnalysedClass.of("Rate.java", source).places(all)) {
            if (place.isStatement()) {
                found.put(place.line() + " " + place.text(), place.suspiciousness());
            }
        }
        return found;
    }
}
