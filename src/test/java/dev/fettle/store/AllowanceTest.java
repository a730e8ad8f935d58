package dev.fettle.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.forge.Allowance;
import dev.fettle.forge.Allowance.Use;
import dev.fettle.forge.OwnAllowance;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a forge takes: the same answers from the memory of one process and from a database that several share, each through two of its users. */
@ParameterizedClass(name = "{0}")
@MethodSource("kinds")
class AllowanceTest {
    private static final String SHOP = "installation:1";
    private static final String BANK = "installation:2";

    /** A {@link StoreKind}, or the memory of one process. */
    @Parameter
    String kind;

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();
    private Optional<Stores> stores = Optional.empty();
    private Optional<Stores> beside = Optional.empty();
    private Allowance one;
    private Allowance other;

    static Stream<String> kinds() {
        return Stream.of("MEMORY", "SQLITE", "POSTGRESQL");
    }

    @BeforeEach
    void open() {
        if (kind.equals("MEMORY")) {
            one = new OwnAllowance(Allowance.GITHUB);
            other = one;
            return;
        }
        StoreKind database = StoreKind.valueOf(kind);
        stores = Optional.of(database.open(folder, time));
        beside = Optional.of(Stores.beside(database.place(folder), time, text -> text));
        one = stores.get().allowance();
        other = beside.get().allowance();
    }

    @AfterEach
    void close() {
        beside.ifPresent(Stores::close);
        stores.ifPresent(Stores::close);
    }

    @Test
    void whereLittleIsLeftThePollsOfAllYieldAndOthersGoOn() {
        Instant reset = now().plusSeconds(600);
        one.yieldPolls(SHOP, reset);

        assertThat(other.pollsYieldUntil(SHOP, now())).contains(reset);
        assertThat(other.pollsYieldUntil(BANK, now())).isEmpty();
        assertThat(other.pausedUntil(SHOP, now())).as("the work goes on").isEmpty();
        assertThat(other.takeWrite(SHOP, true, now())).isEmpty();
        time.pass(Duration.ofSeconds(600));
        assertThat(other.pollsYieldUntil(SHOP, now())).isEmpty();
    }

    @Test
    void writesOfAllAreASecondApart() {
        assertThat(one.takeWrite(SHOP, true, now())).isEmpty();
        assertThat(other.takeWrite(SHOP, true, now())).contains(now().plusSeconds(1));
        assertThat(other.nextWrite(SHOP, now())).isEqualTo(now().plusSeconds(1));
        assertThat(other.takeWrite(BANK, true, now())).as("another's budget").isEmpty();

        time.pass(Duration.ofSeconds(3));
        one.wrote(SHOP, now());
        assertThat(other.takeWrite(SHOP, true, now()))
                .as("a second from its end, however long it took")
                .contains(now().plusSeconds(1));
        time.pass(Duration.ofSeconds(1));
        assertThat(other.takeWrite(SHOP, true, now())).isEmpty();
    }

    @Test
    void whatIsMadeInAnHourIsCountedForAllTogether() {
        Instant first = now();
        for (int i = 0; i < 500; i++) {
            Allowance any = i % 2 == 0 ? one : other;
            assertThat(any.takeWrite(SHOP, true, now())).isEmpty();
            time.pass(Duration.ofSeconds(2));
        }

        assertThat(one.takeWrite(SHOP, true, now())).contains(first.plus(Duration.ofHours(1)));
        assertThat(other.takeWrite(SHOP, false, now()))
                .as("an edit makes nothing")
                .isEmpty();
        assertThat(one.uses(now())).contains(new Use(SHOP, 29, 500, Optional.empty()));

        time.pass(Duration.between(now(), first.plus(Duration.ofHours(1))));
        assertThat(other.takeWrite(SHOP, true, now())).isEmpty();
    }

    @Test
    void aLimitThatOneIsToldOfHoldsForAll() {
        Instant until = now().plusSeconds(90);
        one.pause(SHOP, until);
        one.pause(SHOP, now().plusSeconds(5));

        assertThat(other.pausedUntil(SHOP, now())).contains(until);
        assertThat(other.pausedUntil(BANK, now())).isEmpty();
        assertThat(other.uses(now())).containsExactly(new Use(SHOP, 0, 0, Optional.of(until)));
        time.pass(Duration.ofSeconds(90));
        assertThat(other.pausedUntil(SHOP, now())).isEmpty();
    }

    private Instant now() {
        return time.instant();
    }
}
