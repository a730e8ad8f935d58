package demo.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InitialsTest {
    @Test
    void firstAndLastWord() {
        assertEquals("AL", Initials.of("Ada King Lovelace"));
    }

    @Test
    void oneWord() {
        assertEquals("P", Initials.of("plato"));
    }

    @Test
    void blank() {
        assertEquals("", Initials.of("   "));
    }
}
