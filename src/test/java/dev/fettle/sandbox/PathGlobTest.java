package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files are meant. */
class PathGlobTest {
    private static List<String> names(String path) {
        return List.of(path.split("/"));
    }

    @ParameterizedTest
    @CsvSource({
        "target/*.xml,                          target/a.xml,                          true",
        "target/*.xml,                          target/deep/a.xml,                     false",
        "**/target/surefire-reports/TEST-*.xml, target/surefire-reports/TEST-a.B.xml,  true",
        "**/target/surefire-reports/TEST-*.xml, m/n/target/surefire-reports/TEST-.xml, true",
        "**/target/surefire-reports/TEST-*.xml, m/target/surefire-reports/a.xml,       false",
        "a/**,                                  a/b/c,                                 true",
        "a/**/c,                                a/c,                                   true",
        "a/**/c,                                a/b/b/c,                               true",
        "a?c,                                   abc,                                   true",
        "a?c,                                   ac,                                    false",
        "*a*b*,                                 xxaxxbxx,                              true",
        "*a*b*,                                 xxbxxaxx,                              false",
        "[ab],                                  a,                                     false"
    })
    void aStarStaysWithinANameAndTwoCrossFolders(String glob, String path, boolean matches) {
        assertThat(PathGlob.parse(glob).matches(names(path))).isEqualTo(matches);
    }

    @Test
    void foldersThatCannotHoldAMatchAreNotEntered() {
        PathGlob reports = PathGlob.parse("target/reports/*.xml");

        assertThat(reports.mayMatchBelow(names("target"))).isTrue();
        assertThat(reports.mayMatchBelow(names("target/reports"))).isTrue();
        assertThat(reports.mayMatchBelow(names("target/classes"))).isFalse();
        assertThat(reports.mayMatchBelow(names("target/reports/more"))).isFalse();
        assertThat(PathGlob.parse("**/x").mayMatchBelow(names("any/where"))).isTrue();
    }

    @Test
    @Timeout(5)
    void aPathMadeToBeSlowIsNot() {
        PathGlob evil = PathGlob.parse("**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/b");
        PathGlob stars = PathGlob.parse("*a*a*a*a*a*a*a*a*a*a*a*a*b");

        assertThat(evil.matches(Collections.nCopies(2_000, "a"))).isFalse();
        assertThat(stars.matches(List.of("a".repeat(255)))).isFalse();
    }
}
