package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A disk fills up below a server: it says so before it is too late, and not once a minute. */
class DiskWatchTest {
    @TempDir
    Path folder;

    private final AtomicLong megabytes = new AtomicLong(50_000);
    private final Logger logger = (Logger) LoggerFactory.getLogger(DiskWatch.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private DiskWatch watch;

    @BeforeEach
    void begin() {
        watch = new DiskWatch(Map.of("data", folder), path -> megabytes.get() << 20);
        log.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(log);
    }

    @AfterEach
    void end() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    @Test
    void whereThereIsRoomNothingIsSaid() {
        watch.look();

        assertThat(log.list).isEmpty();
        assertThat(watch.warnings()).isEmpty();
    }

    @Test
    void eachStepTowardsAFullDiskIsLoggedOnceAndShownForAsLongAsItLasts() {
        megabytes.set(900);
        watch.look();
        megabytes.set(800);
        watch.look();
        assertThat(said()).singleElement().asString().startsWith("WARN A disk fills up. data: 900 MB free at ");
        assertThat(watch.warnings()).singleElement().asString().contains("800 MB free at " + folder, "make room");

        megabytes.set(20);
        watch.look();
        watch.look();
        assertThat(said()).hasSize(2).last().asString().contains("20 MB free", "as good as full", "data_dir");

        megabytes.set(9_000);
        watch.look();
        assertThat(said()).hasSize(3).last().asString().startsWith("INFO There is room again. data: 9000 MB free");
        assertThat(watch.warnings()).isEmpty();
    }

    /** Three folders on one disk are one disk. */
    @Test
    void aDiskIsNamedOnce() {
        assertThat(DiskWatch.ofDisks(Map.of("data", folder, "home", folder.resolve("not/made/yet")))
                        .looked())
                .containsExactly("data");
    }

    private List<String> said() {
        return log.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }
}
