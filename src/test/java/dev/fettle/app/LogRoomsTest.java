package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** To see what happens in one room, without the noise of all others. */
class LogRoomsTest {
    private static Logger logger(String room) {
        return (Logger) LoggerFactory.getLogger("dev.fettle." + room);
    }

    @AfterEach
    void quiet() {
        logger("insight").setLevel(null);
        logger("propose").setLevel(null);
    }

    @Test
    void eachRoomHasALevelOfItsOwn() {
        assertThat(LogRooms.set(" insight, propose=trace")).isEmpty();

        assertThat(logger("insight.Metrics").getEffectiveLevel()).isEqualTo(Level.DEBUG);
        assertThat(logger("propose").getEffectiveLevel()).isEqualTo(Level.TRACE);
        assertThat(logger("backlog").getLevel()).isNull();
    }

    @Test
    void whatIsNoRoomAndNoLevelIsSaid() {
        assertThat(LogRooms.set("insihgt,propose=loud"))
                .satisfiesExactly(
                        room -> assertThat(room).contains("no room 'insihgt'", "backlog", "insight"),
                        level -> assertThat(level).contains("'LOUD' is no level", "DEBUG"));
        assertThat(LogRooms.set(null)).isEmpty();
        assertThat(LogRooms.set("")).isEmpty();
    }
}
