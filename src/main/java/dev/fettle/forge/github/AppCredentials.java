package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.forge.Identity;
import dev.fettle.forge.InstallationOf;
import dev.fettle.forge.Repository;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A GitHub App: for each repository and stage a token of its own, minted for the stored installation, for this one repository and for no more than the
 * stage needs. A token is used until five minutes before its end.
 */
final class AppCredentials implements Credentials {
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final Rest rest;
    private final AppKey key;
    private final AppCalls calls;
    private final InstallationOf installations;
    private final InstantSource clock;
    private final Map<String, Minted> tokens = new ConcurrentHashMap<>();
    private final Map<String, Long> asked = new ConcurrentHashMap<>();
    private volatile @Nullable Identity self;

    private record Minted(Secret token, Instant until) {}

    AppCredentials(Rest rest, AppKey key, InstallationOf installations, InstantSource clock) {
        this.rest = rest;
        this.key = key;
        this.calls = new AppCalls(rest.addresses().api(), rest.connector(Rest.Asker.APP), key);
        this.installations = installations;
        this.clock = clock;
    }

    @Override
    public Secret token(RepositoryRef repository, Stage stage) {
        long installation = installation(repository);
        return token(installation + " " + repository.slug() + " " + repository.id(), installation, repository, stage);
    }

    /** @param repository null for all of the installation */
    private Secret token(String place, long installation, @Nullable RepositoryRef repository, Stage stage) {
        Instant now = clock.instant();
        tokens.values().removeIf(minted -> !now.isBefore(minted.until()));
        Minted known = tokens.get(place + " " + stage);
        if (known == null) {
            known = minted(installation, repository, stage);
            tokens.put(place + " " + stage, known);
        }
        return known.token();
    }

    @Override
    public boolean renew(RepositoryRef repository, Stage stage) {
        String end = " " + repository.slug() + " " + repository.id() + " " + stage;
        return tokens.keySet().removeIf(place -> place.endsWith(end));
    }

    @Override
    public String principal(RepositoryRef repository) {
        return Rest.Asker.installation(installation(repository));
    }

    /** What GitHub names for installation tokens. */
    @Override
    public String gitUser() {
        return "x-access-token";
    }

    @Override
    public long installation(RepositoryRef repository) {
        return installations.installation(repository).orElseGet(() -> {
            // only the found ones are kept: an App may be installed any minute
            Long known = asked.get(repository.key());
            if (known == null) {
                known = calls.installation(repository);
                asked.put(repository.key(), known);
            }
            return known;
        });
    }

    @Override
    public boolean checkRuns() {
        return true;
    }

    @Override
    public boolean folds() {
        return true;
    }

    @Override
    public Identity self() {
        Identity known = self;
        if (known == null) {
            String login = calls.slug() + "[bot]";
            long userId = userId(login);
            known = new Identity(login, userId, calls.id());
            if (userId != 0) {
                self = known;
            }
        }
        return known;
    }

    /** Users are told to whoever asks on github.com; Enterprise in private mode wants a token, and any installation's will do. */
    private long userId(String login) {
        String path = "/users/" + Addresses.path(login);
        Answer answer = rest.read(Rest.Asker.NOBODY, path);
        if (!answer.ok()) {
            for (JsonNode installation : installed()) {
                answer = listed(installation.path("id").asLong(), path);
                break;
            }
        }
        return answer.ok() ? answer.json().path("id").asLong(0) : 0;
    }

    @Override
    public List<Repository> repositories() {
        List<Repository> found = new ArrayList<>();
        for (JsonNode installation : installed()) {
            long id = installation.path("id").asLong();
            for (JsonNode node : Rest.all(path -> listed(id, path), "/installation/repositories", "repositories")) {
                Views.repository(node, id).ifPresent(found::add);
            }
        }
        return found;
    }

    @Override
    public Optional<HookDeliveries> deliveries() {
        return Optional.of(new HookDeliveries(rest, this::app));
    }

    /** The installations that are not suspended. */
    private List<JsonNode> installed() {
        return Rest.all(path -> rest.read(app(), path), "/app/installations", "").stream()
                .filter(node -> node.path("suspended_at").isNull()
                        || node.path("suspended_at").isMissingNode())
                .toList();
    }

    private Rest.Asker app() {
        return new Rest.Asker(Rest.Asker.APP, "Bearer", key.token());
    }

    /** A list of repositories needs a token for all of them; it can see that they are there and nothing else. */
    private Answer listed(long installation, String path) {
        Answer answer = rest.read(listing(installation), path);
        if (answer.status() == 401 && tokens.remove(place(installation) + " " + Stage.LISTING) != null) {
            return rest.read(listing(installation), path);
        }
        return answer;
    }

    private Rest.Asker listing(long installation) {
        Secret token = token(place(installation), installation, null, Stage.LISTING);
        return new Rest.Asker(Rest.Asker.installation(installation), "token", token);
    }

    private static String place(long installation) {
        return installation + " all";
    }

    private Minted minted(long installation, @Nullable RepositoryRef repository, Stage stage) {
        AppCalls.Minted minted = calls.mint(installation, repository, stage.permissions());
        return new Minted(minted.token(), minted.end().minus(MARGIN));
    }
}
