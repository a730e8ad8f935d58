package demo.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ChequeTest {
    @Test
    void writesAnAmountInWords() {
        assertEquals("twelve euros and five cents", Cheque.inWords(1_205));
        assertEquals("one euro", Cheque.inWords(100));
        assertEquals("thirty-one euros", Cheque.inWords(3_100));
    }
}
