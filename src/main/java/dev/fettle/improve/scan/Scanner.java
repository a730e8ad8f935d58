package dev.fettle.improve.scan;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.base.Redactor;
import dev.fettle.build.BuildException;
import dev.fettle.forge.ForgeException;
import dev.fettle.improve.Intaking;
import dev.fettle.sandbox.SandboxRefusedException;
import dev.fettle.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at a place with all its sources and says what it found, what would become of it and why not the rest. It writes nothing. */
public final class Scanner {
    /** New tickets of one source in one scan. */
    private static final int MOST_TICKETS = 50;

    private final List<ScanSource> sources;
    private final KnownTickets known;
    private final TicketDrafts drafts;
    private final Cleaned cleaned;

    /** The tickets that stand already. */
    @FunctionalInterface
    public interface KnownTickets {
        /** Nothing stands: there is no backlog. */
        KnownTickets NONE = (repositoryKey, fingerprint) -> Optional.empty();

        Optional<Ticket> find(String repositoryKey, String fingerprint);
    }

    /**
     * A scanner.
     *
     * @param sources in the order in which they look
     * @param redactor of what sources quote
     */
    public Scanner(List<ScanSource> sources, KnownTickets known, TicketDrafts drafts, Redactor redactor) {
        this.sources = List.copyOf(sources);
        this.known = known;
        this.drafts = drafts;
        this.cleaned = new Cleaned(redactor);
    }

    /** All that it looks with. */
    public List<ScanSource> sources() {
        return sources;
    }

    /**
     * Looks once.
     *
     * @param choice which sources look
     */
    public ScanReport scan(Place place, Choice choice, Watching watching) {
        Map<String, Found> found = new LinkedHashMap<>();
        List<Left> left = new ArrayList<>();
        Set<String> whole = new HashSet<>();
        List<String> looked = new ArrayList<>();
        for (ScanSource source : sources) {
            Optional<ScanReason> whyNot = choice.whyNot(source, place.settings());
            if (whyNot.isPresent()) {
                left.add(new Left(source.name(), whyNot.get(), ""));
                continue;
            }
            watching.begins(source.name());
            Looked seen = look(source, place);
            watching.ended(source.name(), seen.sightings().size());
            left.addAll(seen.left());
            looked.add(source.name());
            if (seen.whole()) {
                whole.add(source.name());
            }
            // The most urgent first: where there are more than tickets are made of, these are the ones.
            seen.sightings().stream()
                    .map(cleaned::of)
                    .map(sighting -> new Drafted(sighting, drafts.draft(sighting.signal())))
                    .sorted(Comparator.comparingDouble(
                            drafted -> drafted.draft().score()))
                    .forEach(drafted -> sort(source.name(), drafted, place, found));
        }
        return new ScanReport(
                place.repository().slug(), place.commit(), place.description(), ordered(found), left, whole, looked);
    }

    private static Looked look(ScanSource source, Place place) {
        try {
            return source.look(place);
        } catch (ForgeException e) {
            ScanReason reason = switch (e.kind()) {
                case LIMITED, UNAVAILABLE -> ScanReason.FORGE_UNAVAILABLE;
                case FORBIDDEN, REFUSED -> ScanReason.NOT_PERMITTED;
                case NOT_FOUND -> ScanReason.NOT_THERE;
            };
            return Looked.not(source.name(), reason, String.valueOf(e.getMessage()));
        } catch (SandboxRefusedException e) {
            return Looked.not(source.name(), ScanReason.NO_SANDBOX, String.valueOf(e.getMessage()));
        } catch (BuildException e) {
            return Looked.not(source.name(), ScanReason.ENVIRONMENT, String.valueOf(e.getMessage()));
        } catch (WorkspaceException e) {
            return Looked.not(source.name(), ScanReason.TREE_UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private record Drafted(Sighting sighting, Ticket draft) {}

    private void sort(String source, Drafted drafted, Place place, Map<String, Found> found) {
        Sighting sighting = drafted.sighting();
        Ticket draft = drafted.draft();
        Found before = found.get(draft.fingerprint());
        if (before != null) {
            found.put(draft.fingerprint(), before.again());
            return;
        }
        Optional<Ticket> standing = known.find(place.repository().key(), draft.fingerprint());
        boolean fresh = standing.isEmpty() || Intaking.cameBack(standing.get(), sighting.signal());
        ScanReason whyNot =
                !fresh ? whyNot(standing.get()) : newOf(source, found) >= MOST_TICKETS ? ScanReason.TOO_MANY : null;
        found.put(
                draft.fingerprint(),
                new Found(
                        source,
                        sighting,
                        1,
                        standing.orElse(draft),
                        fresh
                                ? Intaking.waiting(sighting.signal(), draft, place.settings(), sighting.mayStart())
                                : standing.get().waiting(),
                        whyNot));
    }

    private static ScanReason whyNot(Ticket standing) {
        return standing.status() == Status.REJECTED
                ? ScanReason.REJECTED_BEFORE
                : standing.status().ended() ? ScanReason.ENDED_BEFORE : ScanReason.HAS_TICKET;
    }

    private static long newOf(String source, Map<String, Found> found) {
        return found.values().stream()
                .filter(each -> each.source().equals(source) && each.isNew())
                .count();
    }

    private static List<Found> ordered(Map<String, Found> found) {
        return found.values().stream()
                .sorted(Comparator.comparing(Found::isNew)
                        .reversed()
                        .thenComparingDouble(each -> each.ticket().score()))
                .toList();
    }
}
