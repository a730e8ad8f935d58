package dev.fettle.app.doctor;

import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.base.settings.ServerSettings.ForgeAccess.Kind;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.github.AppCheckup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the forge says, each thing asked once and only where asking makes sense; several checks go by the same answers. */
public final class ForgeVoice {
    /** GitHub allows the App's word to be a minute from the future and ends it ten minutes ahead; ours lasts nine. */
    static final Duration TOO_FAST = Duration.ofSeconds(60);

    static final Duration TOO_SLOW = Duration.ofMinutes(9);

    private final ForgeAccess access;
    private final Once<AppCheckup> checkup;
    private final Once<AppCheckup.Server> server;
    private final Once<AppCheckup.App> app;
    private final Once<AppCheckup.Hook> hook;
    private final Once<List<AppCheckup.Tried>> deliveries;
    private final Once<List<AppCheckup.Installation>> installations;
    private final Once<String> login;

    /** An answer, or what came instead of it. */
    record Said<T>(Optional<T> answer, @Nullable RuntimeException trouble) {
        String why() {
            return trouble == null ? "" : String.valueOf(trouble.getMessage());
        }
    }

    public ForgeVoice(ForgeAccess access, InstantSource clock) {
        this.access = access;
        this.checkup = new Once<>(() -> AppCheckup.of(access, clock));
        this.server = new Once<>(() -> asked(AppCheckup::server));
        this.app = new Once<>(() -> asked(AppCheckup::app));
        this.hook = new Once<>(() -> asked(AppCheckup::hook));
        this.deliveries = new Once<>(() -> asked(AppCheckup::deliveries));
        this.installations = new Once<>(() -> asked(AppCheckup::installations));
        this.login = new Once<>(() -> asked(AppCheckup::login));
    }

    ForgeAccess access() {
        return access;
    }

    boolean remote() {
        return access.kind() != Kind.LOCAL;
    }

    boolean isApp() {
        return access.kind() == Kind.GITHUB;
    }

    Said<AppCheckup.Server> server() {
        return server.get();
    }

    /** Why the App cannot be asked anything, a sentence; empty when it can. */
    Optional<String> silent() {
        Said<AppCheckup.Server> said = server();
        if (said.answer().isEmpty()) {
            return Optional.of("the forge does not answer");
        }
        if (!said.answer().get().isApi()) {
            return Optional.of("forge.api_url is not GitHub's API");
        }
        if (access.privateKey().isEmpty() || keyTrouble().isPresent()) {
            return Optional.of("the App's key cannot be used");
        }
        return app().answer().isPresent() ? Optional.empty() : Optional.of("the forge does not take the App's key");
    }

    Optional<String> keyTrouble() {
        Said<AppCheckup> made = checkup.get();
        return made.answer().isPresent() ? made.answer().get().keyTrouble() : Optional.of(made.why());
    }

    /** Whether the clock alone explains that the App's word is refused. */
    boolean clockIsWrong() {
        return server().answer()
                .flatMap(AppCheckup.Server::ahead)
                .filter(ahead ->
                        ahead.compareTo(TOO_FAST) > 0 || ahead.negated().compareTo(TOO_SLOW) > 0)
                .isPresent();
    }

    Said<AppCheckup.App> app() {
        return app.get();
    }

    Said<AppCheckup.Hook> hook() {
        return hook.get();
    }

    Said<List<AppCheckup.Tried>> deliveries() {
        return deliveries.get();
    }

    Said<List<AppCheckup.Installation>> installations() {
        return installations.get();
    }

    Said<String> login() {
        return login.get();
    }

    private <T> T asked(java.util.function.Function<AppCheckup, T> question) {
        Said<AppCheckup> made = checkup.get();
        if (made.answer().isEmpty()) {
            throw new IllegalArgumentException(made.why());
        }
        return question.apply(made.answer().get());
    }

    /** Asks when it is wanted first, and keeps the answer or the trouble. */
    private static final class Once<T> {
        private final Supplier<T> question;
        private @Nullable Said<T> said;

        Once(Supplier<T> question) {
            this.question = question;
        }

        synchronized Said<T> get() {
            Said<T> known = said;
            if (known == null) {
                try {
                    known = new Said<>(Optional.of(question.get()), null);
                } catch (ForgeException | IllegalArgumentException e) {
                    known = new Said<>(Optional.empty(), e);
                }
                said = known;
            }
            return known;
        }
    }
}
