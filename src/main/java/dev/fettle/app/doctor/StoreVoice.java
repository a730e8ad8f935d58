package dev.fettle.app.doctor;

import dev.fettle.store.Stores;
import dev.fettle.store.sql.StoreException;
import dev.fettle.store.sql.StoreLook;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the database says, once it was seen to be in order: opened beside a running server, and only then. */
public final class StoreVoice implements AutoCloseable {
    private final Supplier<StoreLook> looking;
    private final Supplier<Stores> opening;
    private @Nullable StoreLook look;
    private @Nullable Stores stores;
    private String trouble = "";

    /**
     * @param looking changes nothing
     * @param opening for reading, only called where the tables are there and are those of this version
     */
    public StoreVoice(Supplier<StoreLook> looking, Supplier<Stores> opening) {
        this.looking = looking;
        this.opening = opening;
    }

    synchronized StoreLook look() {
        StoreLook known = look;
        if (known == null) {
            known = looking.get();
            look = known;
        }
        return known;
    }

    /** The open database; empty where it cannot be read or is not there yet. */
    public synchronized Optional<Stores> stores() {
        if (stores == null && trouble.isEmpty()) {
            StoreLook known = look();
            if (!known.there()) {
                trouble = "there is no database yet; the first start makes it";
            } else if (!known.trouble().isEmpty()) {
                trouble = "the database cannot be read";
            } else if (!known.current()) {
                trouble = "the tables are of an older version";
            } else {
                open();
            }
        }
        return Optional.ofNullable(stores);
    }

    /** Why {@link #stores()} is empty. */
    public synchronized String trouble() {
        return trouble;
    }

    /** What a check says that cannot look because {@link #stores()} is empty. */
    Finding closed(String check) {
        return look().there()
                ? Finding.unknown(check, trouble(), "Mend 'database' first.")
                : Finding.notNeeded(check, trouble());
    }

    private void open() {
        try {
            stores = opening.get();
        } catch (StoreException e) {
            trouble = String.valueOf(e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        if (stores != null) {
            stores.close();
        }
    }
}
