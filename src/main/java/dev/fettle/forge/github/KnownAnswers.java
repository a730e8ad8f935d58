package dev.fettle.forge.github;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the server said when it was last asked for what is asked for again and again: lists, branches, runs. With the answer's tag in the question, the server says in a word that nothing has changed, which does
 * not count against its limit (docs.github.com, "Best practices for using the REST API").
 *
 * <p>An answer is known to the one who was given it alone: to one installation, or to the App itself; what persons are told when they sign in is not kept at all. It is the server that says each time whether it
 * still holds, for the token that asks then.
 */
final class KnownAnswers {
    /** Of all answers together, at most a thirty-second of the heap. */
    private static final long MOST_BYTES =
            Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 32);

    private static final String POLLED =
            "issues|pulls|labels|branches|commits|actions|rules|contents/\\.github/fettle\\.yml";
    private static final Pattern PATHS = Pattern.compile("/app/installations(\\?.*)?|/installation/repositories(\\?.*)?"
            + "|/user/repos(\\?.*)?|/repos/[^/?]+/[^/?]+(\\?.*)?|/repos/[^/?]+/[^/?]+/(" + POLLED + ")([/?].*)?");

    private final long most;
    private final Map<Place, Known> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Place(String principal, String path) {}

    /**
     * An answer that may still hold.
     *
     * @param tag as the server wrote it
     */
    record Known(String tag, Answer answer) {
        private long size() {
            return answer.body().length + answer.headers().byteCount() + 512L;
        }
    }

    KnownAnswers() {
        this(MOST_BYTES);
    }

    /** @param most bytes of all answers together */
    KnownAnswers(long most) {
        this.most = most;
    }

    /** What was said last; empty where nothing is known, or nothing of that kind is kept. */
    synchronized Optional<Known> find(Rest.Asker asker, String path) {
        return Optional.ofNullable(answers.get(new Place(asker.principal(), path)));
    }

    /**
     * Takes note of an answer.
     *
     * @param asked what the question said is known, null when it said nothing
     * @return the answer in full
     */
    synchronized Answer heard(Rest.Asker asker, String path, @Nullable Known asked, Answer answer) {
        Place place = new Place(asker.principal(), path);
        if (answer.status() == 304 && asked != null) {
            return asked.answer().under(answer.headers());
        }
        forget(place);
        String tag = answer.headers().get("ETag");
        if (answer.status() == 200
                && tag != null
                && asker.isFettle()
                && PATHS.matcher(path).matches()) {
            Known known = new Known(tag, answer);
            if (known.size() <= most / 8) {
                answers.put(place, known);
                bytes += known.size();
                makeRoom();
            }
        }
        return answer;
    }

    private void makeRoom() {
        var eldest = answers.entrySet().iterator();
        while (bytes > most && eldest.hasNext()) {
            bytes -= eldest.next().getValue().size();
            eldest.remove();
        }
    }

    private void forget(Place place) {
        Known before = answers.remove(place);
        bytes -= before == null ? 0 : before.size();
    }

    /** How many bytes are kept. */
    synchronized long bytes() {
        return bytes;
    }

    /** The headers of an answer that is known, with what a newer one says of limits. */
    static Headers merged(Headers known, Headers newer) {
        Headers.Builder merged = known.newBuilder();
        for (String name : newer.names()) {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-ratelimit-")) {
                merged.set(name, String.join(",", newer.values(name)));
            }
        }
        return merged.build();
    }
}
