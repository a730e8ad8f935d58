package dev.fettle.web.api;

import dev.fettle.backlog.Backlog;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sight;
import dev.fettle.improve.ApiKey;
import dev.fettle.improve.ApiKeys;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who makes a request: the owner of the key that it brings, or, for one that comes straight from this machine and brings none, somebody who may look. What a proxy hands on does
 * not come straight from this machine, and needs a key.
 */
public final class Access {
    private static final String BEARER = "bearer ";
    private static final List<String> PROXIED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private final ApiKeys keys;
    private final Backlog backlog;
    private final Function<Context, Sight> sights;
    /** Of each key that is one. */
    private final Pace ofKey;
    /** Of each address that brings none. */
    private final Pace ofAddress;

    /** @param sights what somebody without a key sees: everything, or where persons sign in, what is theirs to see */
    public Access(ApiKeys keys, Backlog backlog, Function<Context, Sight> sights, InstantSource clock) {
        this.sights = sights;
        this.ofKey = new Pace(10, 300, clock);
        this.ofAddress = new Pace(1, 30, clock);
        this.keys = keys;
        this.backlog = backlog;
    }

    /**
     * Tells who asks.
     *
     * @throws ApiProblem when a key is needed, or the one presented is none, or it asks too often
     */
    public Caller of(Context ctx) {
        String header = ctx.header("Authorization");
        if (header == null) {
            if (straightFromHere(ctx)) {
                return Caller.onThisMachine(sights.apply(ctx));
            }
            throw unknown(
                    ctx,
                    "A key is needed: make one with 'fettle keys add --scope read' and send it as 'Authorization: Bearer <key>'.");
        }
        String presented = header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : "";
        Optional<ApiKey> key = keys.find(presented);
        if (key.isEmpty()) {
            throw unknown(ctx, "That is no key for this, or not any more; 'fettle keys list' shows those in force.");
        }
        ofKey.refuses(String.valueOf(key.get().id())).ifPresent(wait -> {
            throw ApiProblem.tooOften(
                    "This key asks too often: at most 10 times a second, and 300 times at once.", wait);
        });
        return Caller.withKey(pinned(key.get()));
    }

    /** What brings no key that is one costs its address, and never somebody else's key that comes from the same. */
    private ApiProblem unknown(Context ctx, String sentence) {
        return ofAddress
                .refuses(String.valueOf(ctx.req().getRemoteAddr()))
                .map(wait -> ApiProblem.tooOften("Too many requests without a key that is one. " + sentence, wait))
                .orElseGet(() -> new ApiProblem(HttpStatus.UNAUTHORIZED, sentence));
    }

    /** A key that was made for a name goes with the repository that bears it first. */
    private ApiKey pinned(ApiKey key) {
        Optional<RepositoryRef> known = key.repository()
                .filter(repository -> repository.id() == 0)
                .flatMap(repository -> backlog.repositories().stream()
                        .filter(one -> one.id() != 0 && one.slug().equalsIgnoreCase(repository.slug()))
                        .findFirst());
        if (known.isEmpty()) {
            return key;
        }
        keys.resolved(known.get());
        return new ApiKey(key.id(), key.name(), key.scope(), known, key.createdAt(), key.expiresAt(), key.revokedAt());
    }

    private static boolean straightFromHere(Context ctx) {
        if (PROXIED.stream().anyMatch(name -> ctx.header(name) != null)) {
            return false;
        }
        try {
            // A literal address: nothing is looked up.
            return InetAddress.getByName(ctx.req().getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
