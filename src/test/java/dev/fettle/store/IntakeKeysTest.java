package dev.fettle.store;

import static dev.fettle.store.Samples.BANK;
import static dev.fettle.store.Samples.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.IntakeKey;
import dev.fettle.intake.IntakeKeys;
import dev.fettle.intake.IntakeKeys.Minted;
import dev.fettle.intake.IntakeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A key opens one source of one repository, as long as it is valid; and nobody can read it from the disk. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
class IntakeKeysTest {
    private static final RepositoryRef NAMED = RepositoryRef.parse("acme/till");

    @Parameter
    StoreKind kind;

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();
    private Stores stores;
    private IntakeKeys keys;

    @BeforeEach
    void open() {
        stores = kind.open(folder, time);
        keys = stores.intakeKeys();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void aKeyIsKnownByItsRepositoryAndItsSource() {
        Minted shop = keys.add(SHOP, IntakeSource.EXCEPTIONS);
        Minted bank = keys.add(BANK, IntakeSource.FEEDBACK);

        assertThat(keys.find(shop.text())).contains(shop.key());
        assertThat(keys.find(bank.text())).contains(bank.key());
        assertThat(shop.key().repository()).isEqualTo(SHOP);
        assertThat(bank.key().source()).isEqualTo(IntakeSource.FEEDBACK);
    }

    @Test
    void whatIsNotExactlyAKeyOpensNothing() {
        String key = keys.add(SHOP, IntakeSource.EXCEPTIONS).text();
        String other = keys.add(SHOP, IntakeSource.EXCEPTIONS).text();
        char last = key.charAt(key.length() - 1);

        List<String> wrong =
                new ArrayList<>(List.of("", "fettle_", key + "0", key.toUpperCase(java.util.Locale.ROOT), " " + key));
        wrong.add(key.substring(0, key.length() - 1));
        wrong.add(key.substring(0, key.length() - 1) + (last == '0' ? '1' : '0'));
        wrong.add(key.substring(0, 16) + other.substring(16));
        wrong.add("fettle_00000000_" + key.substring(16));

        assertThat(wrong).allSatisfy(text -> assertThat(keys.find(text)).isEmpty());
    }

    @Test
    void theDiskHoldsADigestOnly() throws Exception {
        String key = keys.add(SHOP, IntakeSource.SENTRY).text();
        String secret = key.substring(key.lastIndexOf('_') + 1);

        String digits = key.substring("fettle_".length(), key.lastIndexOf('_'));
        assertThat(kind.stored(folder)).contains(digits).doesNotContain(secret);
    }

    @Test
    void afterRotationTheOldKeyIsValidForAWhileAndThenNoMore() {
        Minted old = keys.add(SHOP, IntakeSource.PERFORMANCE);
        Minted fresh = keys.rotate(SHOP, IntakeSource.PERFORMANCE, Duration.ofDays(7));

        assertThat(keys.find(old.text())).map(IntakeKey::id).contains(old.key().id());
        assertThat(keys.find(fresh.text())).contains(fresh.key());

        time.pass(Duration.ofDays(7));
        assertThat(keys.find(old.text())).isEmpty();
        assertThat(keys.find(fresh.text())).contains(fresh.key());
    }

    @Test
    void asecondRotationDoesNotLetTheFirstKeyLiveLonger() {
        Minted first = keys.add(SHOP, IntakeSource.PERFORMANCE);
        keys.rotate(SHOP, IntakeSource.PERFORMANCE, Duration.ofDays(1));
        keys.rotate(SHOP, IntakeSource.PERFORMANCE, Duration.ofDays(30));

        time.pass(Duration.ofDays(1));
        assertThat(keys.find(first.text())).isEmpty();
    }

    @Test
    void withoutAKeyThereIsNothingToRotate() {
        assertThatThrownBy(() -> keys.rotate(SHOP, IntakeSource.ALERTS, Duration.ofDays(7)))
                .hasMessageContaining("acme/shop")
                .hasMessageContaining("fettle keys add");
        assertThat(keys.all()).isEmpty();
    }

    @Test
    void aRevokedKeyIsGoneAtOnceAndOthersStay() {
        Minted one = keys.add(SHOP, IntakeSource.OTLP);
        Minted two = keys.add(SHOP, IntakeSource.OTLP);
        Minted other = keys.add(SHOP, IntakeSource.SENTRY);

        assertThat(keys.revoke(SHOP, IntakeSource.OTLP, one.key().id())).isEqualTo(1);
        assertThat(keys.find(one.text())).isEmpty();
        assertThat(keys.find(two.text())).isPresent();

        assertThat(keys.revoke(SHOP, IntakeSource.OTLP, "")).isEqualTo(1);
        assertThat(keys.find(two.text())).isEmpty();
        assertThat(keys.find(other.text())).isPresent();
    }

    @Test
    void aKeyGoesWithItsRepositoryAndNotWithTheName() {
        Minted key = keys.add(NAMED, IntakeSource.EXCEPTIONS);
        keys.resolved(new RepositoryRef(42, "acme", "till"));
        // It is renamed, and somebody else takes the old name.
        keys.resolved(new RepositoryRef(42, "acme", "cash-desk"));
        keys.resolved(new RepositoryRef(99, "acme", "till"));

        assertThat(keys.find(key.text()))
                .get()
                .extracting(IntakeKey::repository)
                .isEqualTo(new RepositoryRef(42, "acme", "cash-desk"));
    }

    @Test
    void aRepositoryHasOneProjectNumberForAllItsKeys() {
        long shop = keys.add(SHOP, IntakeSource.SENTRY).key().project();
        long bank = keys.add(BANK, IntakeSource.SENTRY).key().project();

        assertThat(bank).isNotEqualTo(shop);
        assertThat(keys.rotate(SHOP, IntakeSource.SENTRY, Duration.ZERO).key().project())
                .isEqualTo(shop);
    }
}
