package dev.fettle.app.config;

import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.Retention;
import dev.fettle.base.settings.ServerSettings.Store;
import dev.fettle.base.settings.ServerSettings.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The database that machines share, and how much each of them does. */
final class StoreKeys {
    private static final Pattern URL = Pattern.compile("|jdbc:postgresql://\\S+");
    private static final Pattern PASSWORD = Pattern.compile("[?&](?i:password|sslpassword)=");
    private static final Pattern USER = Pattern.compile("[^\\x00-\\x1f]*");
    private static final int CONNECTIONS = 12;
    /** A hundred years. */
    private static final int LONGEST_DAYS = 36_500;

    private StoreKeys() {}

    static Store store(Reading reading, Supplier<Optional<Secret>> password, Path folder) {
        String url = reading.get(new Key<>(
                "store.url",
                ValueType.matching(URL, "must be jdbc:postgresql://host:port/database"),
                "",
                "FETTLE_STORE_URL"));
        String user = reading.get(new Key<>(
                "store.user", ValueType.matching(USER, "must be the name of a user"), "", "FETTLE_STORE_USER"));
        String keyFile = reading.get(new Key<>("store.key_file", SettingsLoader.FILE, "", "FETTLE_STORE_KEY_FILE"));
        return new Store(
                url,
                user,
                password.get(),
                keyFile.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(keyFile)),
                reading.get(new Key<>("store.connections", ValueType.whole(4, 200), CONNECTIONS)),
                retention(reading));
    }

    private static Retention retention(Reading reading) {
        int bodies = Math.toIntExact(Retention.DEFAULT.bodies().toDays());
        int evidence = Math.toIntExact(
                Retention.DEFAULT.evidence().orElse(Duration.ZERO).toDays());
        int forEvidence = reading.get(new Key<>("store.evidence_days", ValueType.whole(0, LONGEST_DAYS), evidence));
        return new Retention(
                Duration.ofDays(reading.get(new Key<>("store.payload_days", ValueType.whole(1, LONGEST_DAYS), bodies))),
                forEvidence == 0 ? Optional.empty() : Optional.of(Duration.ofDays(forEvidence)));
    }

    /** A password in the URL would be shown by whatever shows the settings. */
    static boolean holdsPassword(Store store) {
        return PASSWORD.matcher(store.url()).find();
    }

    static Workers workers(Reading reading) {
        return new Workers(
                reading.get(new Key<>("workers.quick", ValueType.whole(1, 64), 4, "FETTLE_WORKERS_QUICK")),
                reading.get(new Key<>("workers.cycles", ValueType.whole(0, 64), 2, "FETTLE_WORKERS_CYCLES")),
                Duration.ofSeconds(reading.get(new Key<>("workers.lease_seconds", ValueType.whole(2, 600), 20))));
    }
}
