package demo.booking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class StayTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 5, 4);
    private static final LocalDate TUESDAY = LocalDate.of(2026, 5, 5);
    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 5, 6);
    private static final LocalDate THURSDAY = LocalDate.of(2026, 5, 7);

    private final Stay stay = new Stay(MONDAY, WEDNESDAY);

    @Test
    void coversTheDayOfArrival() {
        assertTrue(stay.covers(MONDAY));
    }

    @Test
    void coversTheDayBetween() {
        assertTrue(stay.covers(TUESDAY));
    }

    @Test
    void coversTheDayOfDeparture() {
        assertTrue(stay.covers(WEDNESDAY), "a guest who leaves today is still in the house");
    }

    @Test
    void doesNotCoverTheDayAfter() {
        assertFalse(stay.covers(THURSDAY));
        assertFalse(stay.covers(MONDAY.minusDays(1)));
    }

    @Test
    void countsNights() {
        assertEquals(2, stay.nights());
    }

    @Test
    void guestsMayArriveOnTheDayAnotherLeaves() {
        assertFalse(stay.overlaps(new Stay(WEDNESDAY, THURSDAY)));
        assertTrue(stay.overlaps(new Stay(TUESDAY, THURSDAY)));
    }

    @Test
    void departureBeforeArrivalIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Stay(WEDNESDAY, MONDAY));
    }
}
