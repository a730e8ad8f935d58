package dev.fettle.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestIdTest {

    @ParameterizedTest
    @CsvSource({
        "acme.RangeTest, Range",
        "acme.RangeTest$WhenEmpty, Range",
        "acme.TestRange, Range",
        "acme.RangeTestCase, Range",
        "acme.RangeIT, Range",
        "Testimony, Testimony",
        "acme.Everything, Everything"
    })
    void aTestClassIsNamedAfterWhatItTests(String className, String subject) {
        assertThat(new TestId(className, "holds").subject()).isEqualTo(subject);
    }
}
