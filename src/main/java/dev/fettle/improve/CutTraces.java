package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.TraceEnds;
import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.Signal;
import dev.fettle.work.Memory;
import java.util.List;
import java.util.Optional;

/**
 * Finds the ticket of a failure whose trace was cut before its cause, or was so when the ticket was made. Only where one failure alone is known to go on from there: a place that wraps several
 * causes says nothing about which of them it was.
 */
final class CutTraces {
    /** By the end of a trace: the fingerprint that it has. */
    private static final String ENDS = "trace-ends";

    /** By the end of what may be a cut trace: the fingerprints of the whole ones that go on there. */
    private static final String GOES_ON = "trace-goes-on";

    /** By the fingerprint of a whole trace: that of its ticket, which was made of a cut one. */
    private static final String SAME = "trace-same";

    private final Backlog backlog;
    private final Memory memory;

    CutTraces(Backlog backlog, Memory memory) {
        this.backlog = backlog;
        this.memory = memory;
    }

    /** The fingerprint of the ticket that stands for a signal's failure though its own is another; empty where none is known. To be asked when no ticket has its own. */
    Optional<String> otherFingerprint(Signal signal, String own) {
        RepositoryRef repository = signal.repository();
        Optional<TraceEnds> ends = TraceEnds.of(signal);
        return noted(SAME, repository, own)
                .or(() -> ends.flatMap(known -> madeOfTheCutOne(repository, known)))
                .or(() -> ends.flatMap(known -> goesOn(repository, known.end())))
                .filter(other -> stands(repository, other));
    }

    private Optional<String> madeOfTheCutOne(RepositoryRef repository, TraceEnds ends) {
        return ends.wrappers().stream()
                .filter(wrapper -> all(repository, wrapper).isEmpty())
                .flatMap(wrapper -> noted(ENDS, repository, wrapper).stream())
                .findFirst();
    }

    private Optional<String> goesOn(RepositoryRef repository, String end) {
        List<String> all = all(repository, end);
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** Remembers by what a failure is known again. */
    void note(Signal signal, Intaking.Draft draft) {
        TraceEnds.of(signal)
                .filter(ends -> !draft.known() || !ends.wrappers().isEmpty())
                .ifPresent(ends -> note(
                        signal.repository(), ends, draft.own(), draft.ticket().fingerprint()));
    }

    /** Remembers that a failure which is known by now by its own fingerprint has its ticket under another. */
    void same(RepositoryRef repository, String own, String fingerprint) {
        if (!own.equals(fingerprint)) {
            memory.put(SAME, key(repository, own), fingerprint);
        }
    }

    private void note(RepositoryRef repository, TraceEnds ends, String own, String fingerprint) {
        if (!own.equals(fingerprint) && !ends.wrappers().isEmpty()) {
            memory.put(SAME, key(repository, own), fingerprint);
        }
        boolean unused = memory.putIfAbsent(ENDS, key(repository, ends.end()), fingerprint);
        ends.wrappers().forEach(wrapper -> {
            List<String> all = all(repository, wrapper);
            // The second is enough to know that the place says nothing.
            if (all.size() < 2 && !all.contains(fingerprint)) {
                memory.put(GOES_ON, key(repository, wrapper), (String.join(" ", all) + " " + fingerprint).strip());
            }
        });
    }

    private boolean stands(RepositoryRef repository, String fingerprint) {
        return backlog.findByFingerprint(repository.key(), fingerprint).isPresent();
    }

    private List<String> all(RepositoryRef repository, String end) {
        return noted(GOES_ON, repository, end).stream()
                .flatMap(text -> List.of(text.split(" ")).stream())
                .toList();
    }

    private Optional<String> noted(String scope, RepositoryRef repository, String what) {
        return memory.get(scope, key(repository, what));
    }

    private static String key(RepositoryRef repository, String what) {
        return repository.key() + " " + what;
    }
}
