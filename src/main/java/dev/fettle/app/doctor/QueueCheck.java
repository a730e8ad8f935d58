package dev.fettle.app.doctor;

import dev.fettle.store.Stores;
import dev.fettle.work.ParkedWork;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What waits to be done, and what was given up. */
public final class QueueCheck implements Check {
    private static final int SHOWN = 5;

    private final StoreVoice store;

    public QueueCheck(StoreVoice store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public List<Finding> look() {
        Optional<Stores> open = store.stores();
        if (open.isEmpty()) {
            return List.of(store.closed(name()));
        }
        Map<String, Integer> queued = new TreeMap<>(open.get().queued());
        int waiting = queued.values().stream().mapToInt(Integer::intValue).sum();
        List<ParkedWork.Entry> parked = open.get().parked().list();
        String seen = waiting + " queued" + (waiting == 0 ? "" : " " + queued);
        if (parked.isEmpty()) {
            return List.of(Finding.good(name(), seen + ", none given up"));
        }
        return List.of(Finding.warning(
                        name(),
                        seen + "; " + parked.size() + " given up after too many tries, the last one: "
                                + words(parked.get(0)),
                        "Mend the cause that is named; 'fettle tickets retry ID' lets a ticket be taken up again.")
                .with(parked.stream().limit(SHOWN).map(QueueCheck::words).toList()));
    }

    private static String words(ParkedWork.Entry entry) {
        return entry.item().kind().name().toLowerCase(Locale.ROOT) + " (" + entry.tries() + " tries): "
                + entry.reason();
    }
}
