package dev.fettle.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestOutcome.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JUnitXmlTest {
    @Test
    void aSurefireReportTellsHowEachTestEnded() {
        TestReport report = read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="shop.CartTest" time="1.2" tests="4" errors="1" skipped="1" failures="1">
                  <properties><property name="java.version" value="17"/></properties>
                  <testcase name="adds" classname="shop.CartTest" time="1,000.5"/>
                  <testcase name="sums" classname="shop.CartTest" time="0.01">
                    <failure message="expected: &lt;1&gt; but was: &lt;2&gt;" type="org.opentest4j.AssertionFailedError"><![CDATA[org.opentest4j.AssertionFailedError: expected: <1> but was: <2>
                	at shop.CartTest.sums(CartTest.java:9)]]></failure>
                    <system-out>noise</system-out>
                  </testcase>
                  <testcase name="empties" classname="shop.CartTest"><error type="java.lang.NullPointerException">java.lang.NullPointerException
                	at shop.Cart.clear(Cart.java:3)</error></testcase>
                  <testcase name="later" classname="shop.CartTest"><skipped message="not yet"/></testcase>
                </testsuite>
                """);

        assertThat(report.outcomes())
                .extracting(TestOutcome::status)
                .containsExactly(Status.PASSED, Status.FAILED, Status.ERROR, Status.SKIPPED);
        assertThat(report.outcomes().get(0).time()).isEqualTo(Duration.ofMillis(1_000_500));
        TestOutcome.Failure failed = said(report.outcomes().get(1));
        assertThat(failed.message()).isEqualTo("expected: <1> but was: <2>");
        assertThat(failed.stackTrace()).contains("CartTest.java:9").doesNotContain("noise");
        assertThat(said(report.outcomes().get(2)).message()).isEmpty();
    }

    @Test
    void parameterisedNestedAndClassLevelNamesAreKeptAsTheyAre() {
        TestReport report = read("""
                <testsuite><testcase name="adds(int, int)[2]" classname="shop.CartTest"/>
                <testcase name="inner" classname="shop.CartTest$WhenEmpty"/>
                <testcase name="shop.BrokenTest" classname="shop.BrokenTest"><error type="X">X: no set-up</error></testcase></testsuite>
                """);

        assertThat(report.ids())
                .extracting(TestId::toString)
                .containsExactly("shop.BrokenTest", "shop.CartTest#adds(int, int)[2]", "shop.CartTest$WhenEmpty#inner");
        assertThat(TestId.parse("shop.CartTest#adds(int, int)[2]").plainMethod())
                .isEqualTo("adds");
    }

    @Test
    void aTestThatPassedOnARerunIsGreenAndOneThatNeverDidIsRed() {
        TestReport report = read("""
                <testsuite>
                <testcase name="flaky" classname="A"><flakyFailure message="m" type="T"><stackTrace>T: m</stackTrace><system-out>x</system-out></flakyFailure></testcase>
                <testcase name="never" classname="A"><failure message="first" type="T"><![CDATA[T: first]]></failure><rerunFailure message="second" type="T"><stackTrace>T: second</stackTrace></rerunFailure></testcase>
                </testsuite>
                """);

        assertThat(report.red()).singleElement().satisfies(red -> {
            assertThat(red.id()).isEqualTo(new TestId("A", "never"));
            assertThat(said(red).message()).isEqualTo("first");
        });
    }

    @Test
    void theWorseOutcomeStandsWhenATestOccursTwice() {
        byte[] red = bytes("<testsuite><testcase name='t' classname='A'><failure type='T'/></testcase></testsuite>");
        byte[] green = bytes("<testsuite><testcase name='t' classname='A'/></testsuite>");

        assertThat(JUnitXml.read(List.of(red, green)).report().red()).hasSize(1);
        assertThat(JUnitXml.read(List.of(green, red)).report().red()).hasSize(1);
    }

    @Test
    void aTruncatedReportGivesWhatItHasAndSaysThatItIsDamaged() {
        JUnitXml.Reading reading = JUnitXml.read(List.of(
                bytes("<testsuite><testcase name='one' classname='A'/><testcase name='two' classname='A'><fail")));

        assertThat(reading.damaged()).isEqualTo(1);
        assertThat(reading.report().ids()).containsExactly(new TestId("A", "one"));
    }

    @Test
    void controlCharactersDoNotStopTheReading() {
        JUnitXml.Reading reading = JUnitXml.read(
                List.of(
                        bytes(
                                "<testsuite><testcase name='a\u0001&#27;&#x1F600;' classname='A'><failure type='T'>x\u0000&#0;</failure></testcase></testsuite>")));

        assertThat(reading.damaged()).isZero();
        assertThat(reading.report().red())
                .singleElement()
                .satisfies(red -> assertThat(red.id().method()).isEqualTo("a??\uD83D\uDE00"));
    }

    @Test
    void externalEntitiesAndEntityBombsAreNotExpanded(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret");
        String xxe = "<!DOCTYPE t [<!ENTITY x SYSTEM '" + secret.toUri()
                + "'>]><testsuite><testcase name='a' classname='A'><failure type='T'>&x;</failure></testcase></testsuite>";
        StringBuilder laughs = new StringBuilder("<!DOCTYPE t [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 40; i++) {
            laughs.append("<!ENTITY a%d '&a%d;&a%d;&a%d;'>".formatted(i, i - 1, i - 1, i - 1));
        }
        laughs.append("]><testsuite><testcase name='&a39;' classname='A'/></testsuite>");

        JUnitXml.Reading reading = JUnitXml.read(List.of(bytes(xxe), bytes(laughs.toString())));

        assertThat(reading.damaged()).isEqualTo(2);
        assertThat(reading.toString()).doesNotContain("the secret").hasSizeLessThan(1_000);
    }

    @Test
    void aFileAboveTheCapIsNotRead() {
        byte[] large = new byte[JUnitXml.MAX_BYTES + 1];

        assertThat(JUnitXml.read(List.of(large))).isEqualTo(new JUnitXml.Reading(new TestReport(List.of()), 1));
    }

    private static TestOutcome.Failure said(TestOutcome outcome) {
        return Objects.requireNonNull(outcome.failure());
    }

    private static TestReport read(String xml) {
        JUnitXml.Reading reading = JUnitXml.read(List.of(bytes(xml)));
        assertThat(reading.damaged()).isZero();
        return reading.report();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
