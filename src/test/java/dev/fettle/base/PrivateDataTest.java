package dev.fettle.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers are made up, with check digits that hold. */
class PrivateDataTest {
    private final PrivateData data = new PrivateData();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email | Marta.Kowalczyk@gmx-post.de",
                "phone | +49 30 901820",
                "card | 4929 1234 5678 9015",
                "iban | DE44 5001 0517 5407 3249 31",
                "national-id | DNI 53771406M",
                "national-id | CPF 529.982.247-25",
                "national-id | RSSMRA85T10A562S",
                "national-id | pesel: 44051401359",
                "national-id | BSN 111222333",
                "national-id | 131052-308T",
            })
    void whatBelongsToAPersonIsFound(String kind, String text) {
        assertThat(data.find(text)).as(text).extracting(PrivateData.Found::kind).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "someone@example.com",
                "noreply@users.forge.test",
                "support@shop.de",
                "4111 1111 1111 1111",
                "DE89 3704 0044 0532 0130 00",
                "078-05-1120",
                "(212) 555-2368",
                "version 1.20.300, build 4029357733",
                "123.456.789-00",
                "53771406X",
                "2026-11-26T09:00:00Z",
            })
    void samplesAndOtherNumbersAreNot(String text) {
        assertThat(data.find(text)).as(text).isEmpty();
    }

    @Test
    void aPieceIsTakenWhole() {
        String text = "to: DE44500105175407324931, thanks";
        assertThat(data.find(text))
                .singleElement()
                .satisfies(found ->
                        assertThat(text.substring(found.start(), found.end())).isEqualTo("DE44500105175407324931"));
    }
}
