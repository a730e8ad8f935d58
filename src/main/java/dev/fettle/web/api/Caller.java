package dev.fettle.web.api;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sight;
import dev.fettle.improve.ApiKey;
import dev.fettle.improve.ApiKey.Scope;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param key that was presented, empty for somebody on this machine without one
 * @param sight what they see where no key says it
 */
public record Caller(Optional<ApiKey> key, Sight sight) {
    /** Somebody on this machine, who may look as at the pages. */
    static Caller onThisMachine(Sight sight) {
        return new Caller(Optional.empty(), sight);
    }

    static Caller withKey(ApiKey key) {
        return new Caller(Optional.of(key), Sight.ALL);
    }

    /** As the audit names them. */
    String actor() {
        return key.map(ApiKey::actor).orElse("somebody on this machine");
    }

    boolean sees(RepositoryRef repository) {
        return key.map(one -> one.opens(repository)).orElse(true) && sight.sees(repository.key());
    }

    /** The only repository that is open to them, empty for all. */
    Optional<RepositoryRef> only() {
        return key.flatMap(ApiKey::repository);
    }

    /**
     * Sees to it that they may.
     *
     * @throws ApiProblem with what to do, when they may not
     */
    void mustHave(Scope scope) {
        if (key.isEmpty() && scope == Scope.WRITE) {
            throw new ApiProblem(
                    HttpStatus.UNAUTHORIZED,
                    "Changing something needs a key: make one with 'fettle keys add --scope write' and send it as 'Authorization: Bearer <key>'.");
        }
        if (key.isPresent() && !key.get().scope().includes(scope)) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN,
                    "This key is for reading only; 'fettle keys add --scope write' makes one that may change something.");
        }
    }

    /**
     * Sees to it that they may know what is told of all repositories together.
     *
     * @throws ApiProblem when they may not
     */
    void mustSeeAll() {
        if (only().isPresent()) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN,
                    "This tells of all repositories, and the key is for "
                            + only().get().slug() + " alone.");
        }
    }
}
