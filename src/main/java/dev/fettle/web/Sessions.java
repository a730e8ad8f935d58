package dev.fettle.web;

import dev.fettle.base.Sha256;
import dev.fettle.web.People.Person;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who is signed in. Kept in memory alone: after a restart everybody signs in once more, which takes no click where the forge knows them. */
final class Sessions {
    private static final Duration LIFE = Duration.ofHours(8);
    private static final int MOST = 2_000;
    private static final int BYTES = 32;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    /** By the digest of what the browser holds, so that how long a look takes tells nothing. Oldest first. */
    private final Map<String, Session> open = new LinkedHashMap<>();

    /**
     * One person's.
     *
     * @param reads what they may read
     * @param formToken without which no form of theirs is taken
     */
    record Session(Person person, ReadAccess reads, String formToken, Instant until) {}

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** A new session: what the browser is to hold. */
    synchronized String open(Person person, ReadAccess reads) {
        String held = drawn();
        open.put(
                digest(held),
                new Session(person, reads, drawn(), clock.instant().plus(LIFE)));
        while (open.size() > MOST) {
            open.remove(open.keySet().iterator().next());
        }
        return held;
    }

    synchronized Optional<Session> of(String held) {
        Session session = open.get(digest(held));
        if (session != null && !clock.instant().isBefore(session.until())) {
            open.remove(digest(held));
            return Optional.empty();
        }
        return Optional.ofNullable(session);
    }

    synchronized void close(String held) {
        open.remove(digest(held));
    }

    /** 256 random bits, as they may stand in a cookie or an address. */
    String drawn() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** By SHA-256, as PKCE writes it. */
    static String digest(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.begun().digest(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
