package dev.fettle.app;

import dev.fettle.backlog.TicketRows;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sight;
import dev.fettle.intake.DeliveryRows;
import dev.fettle.intake.Installations;
import dev.fettle.web.People.Readable;
import dev.fettle.web.SignInRefusedException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The repositories that Fettle knows, beside those that a person may read. */
final class KnownRepositories {
    private final Installations installations;
    private final TicketRows tickets;
    private final DeliveryRows deliveries;

    KnownRepositories(Installations installations, TicketRows tickets, DeliveryRows deliveries) {
        this.installations = installations;
        this.tickets = tickets;
        this.deliveries = deliveries;
    }

    /**
     * What a person sees who may read those. The whole installation, when they may read each repository that the App is installed on; of one that it was taken from, nobody can say any more who may read it.
     *
     * @param readable as the forge has them now
     * @throws SignInRefusedException when they see nothing, with what to do
     */
    Readable asReadBy(String login, List<RepositoryRef> readable) {
        List<RepositoryRef> installed = installations.repositories();
        List<RepositoryRef> withTickets = tickets.repositories();
        if (installed.isEmpty()) {
            throw new SignInRefusedException("The App is installed on no repository yet, so nobody may see anything.");
        }
        Set<String> keys = keys(readable, Stream.concat(installed.stream(), withTickets.stream()));
        Set<String> known = Stream.of(
                        installed.stream().map(RepositoryRef::key),
                        withTickets.stream().map(RepositoryRef::key),
                        deliveries.repositoryKeys().stream())
                .flatMap(Function.identity())
                .collect(Collectors.toSet());
        List<String> names = readable.stream()
                .filter(repository -> known.contains(repository.key()))
                .map(RepositoryRef::slug)
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
        if (names.isEmpty()) {
            throw new SignInRefusedException(
                    login
                            + " may read none of the repositories that Fettle works on here, so there is nothing to show. Ask an owner of one for access on the forge, then sign in once more.");
        }
        if (installed.stream().map(RepositoryRef::key).allMatch(keys::contains)) {
            keys.add(Sight.OF_NONE);
        }
        boolean everything = keys.contains(Sight.OF_NONE) && keys.containsAll(known);
        return new Readable(everything ? Sight.ALL : new Sight(false, keys), names);
    }

    /**
     * The keys under which things are kept that somebody may see who may read those. What was added under a name alone goes with the repository that bears the name now, unless another one that they may not read has, or had, it
     * as far as we know.
     */
    private static Set<String> keys(List<RepositoryRef> readable, Stream<RepositoryRef> known) {
        Set<String> keys = readable.stream().map(RepositoryRef::key).collect(Collectors.toCollection(HashSet::new));
        Set<String> namesOfOthers = known.filter(one -> one.id() != 0 && !keys.contains(one.key()))
                .map(KnownRepositories::keyByName)
                .collect(Collectors.toSet());
        readable.stream()
                .map(KnownRepositories::keyByName)
                .filter(name -> !namesOfOthers.contains(name))
                .forEach(keys::add);
        return keys;
    }

    private static String keyByName(RepositoryRef repository) {
        return new RepositoryRef(0, repository.owner(), repository.name()).key();
    }
}
