package dev.fettle.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.improve.ApiKey;
import dev.fettle.improve.ApiKey.Scope;
import dev.fettle.improve.ApiKeys;
import dev.fettle.improve.ApiKeys.Minted;
import dev.fettle.intake.IntakeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys for the API, on each store. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
class ApiKeysTest {
    private static final RepositoryRef SHOP = new RepositoryRef(0, "acme", "shop");

    @Parameter
    StoreKind kind;

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();
    private Stores stores;
    private ApiKeys keys;

    @BeforeEach
    void open() {
        stores = kind.open(folder, time);
        keys = stores.apiKeys();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void aKeyIsKnownWithWhatItMayDo() {
        Minted all = keys.add("a bot", Scope.WRITE, Optional.empty(), Optional.empty());
        Minted shop = keys.add("", Scope.READ, Optional.of(SHOP), Optional.of(Duration.ofDays(30)));

        assertThat(keys.find(all.text())).contains(all.key());
        assertThat(keys.find(shop.text())).contains(shop.key());
        assertThat(keys.all()).containsExactly(all.key(), shop.key());
    }

    @Test
    void aKeyEndsByItselfOrWhenItIsTakenBack() {
        Minted month = keys.add("", Scope.READ, Optional.empty(), Optional.of(Duration.ofDays(30)));
        Minted taken = keys.add("", Scope.READ, Optional.empty(), Optional.empty());

        assertThat(keys.revoke(taken.key().id())).isTrue();
        assertThat(keys.revoke(taken.key().id())).isFalse();
        assertThat(keys.find(taken.text())).isEmpty();
        assertThat(keys.find(month.text())).isPresent();
        time.pass(Duration.ofDays(30));
        assertThat(keys.find(month.text())).isEmpty();
    }

    @Test
    void aKeyThatWasMadeForANameLearnsItsRepository() {
        Minted shop = keys.add("", Scope.READ, Optional.of(SHOP), Optional.empty());
        RepositoryRef known = new RepositoryRef(5, "Acme", "Shop");

        keys.resolved(known);
        keys.resolved(new RepositoryRef(99, "acme", "shop"));

        ApiKey key = keys.find(shop.text()).orElseThrow();
        assertThat(key.opens(known)).isTrue();
        assertThat(key.opens(new RepositoryRef(5, "acme", "renamed"))).isTrue();
        assertThat(key.opens(new RepositoryRef(99, "acme", "shop"))).isFalse();
    }

    @Test
    void keysForReportingAreOthers() {
        String reporting =
                stores.intakeKeys().add(SHOP, IntakeSource.EXCEPTIONS).text();
        String using =
                keys.add("", Scope.WRITE, Optional.empty(), Optional.empty()).text();

        assertThat(keys.find(reporting)).isEmpty();
        assertThat(stores.intakeKeys().find(using)).isEmpty();
    }

    @Test
    void theDiskHoldsADigestOnly() throws Exception {
        String key =
                keys.add("", Scope.WRITE, Optional.empty(), Optional.empty()).text();
        String secret = key.substring(key.lastIndexOf('_') + 1);

        String digits = key.substring("fettle_".length(), key.lastIndexOf('_'));
        assertThat(kind.stored(folder)).contains(digits).doesNotContain(secret);
    }
}
