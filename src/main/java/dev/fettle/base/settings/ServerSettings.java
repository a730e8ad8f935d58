package dev.fettle.base.settings;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the operator has chosen for this server.
 *
 * @param dataDir where everything is kept; with a database server, this process's git directories and trees
 * @param signIn how persons sign in to the pages
 * @param localForge the folder of the forge that has no server of its own
 * @param scanInterval between two scans for what no webhook told
 * @param pollInterval how often the forge is looked at where webhooks do not tell everything
 * @param watched repositories to look at besides those that the forge lists for us: a bot that only collaborates somewhere is not told of it
 * @param intake how much of what programs report it bears
 * @param ownRepository Fettle's own, where its own errors become tickets; empty for nowhere
 * @param silence how long a forge that has a webhook may deliver nothing before that is an alarm
 * @param onboarding what happens in a repository without a file of its own
 * @param otlpEndpoint who takes traces, OTLP over HTTP, such as {@code http://localhost:4318}; "" for no traces
 * @param repositories what holds for a repository that says nothing itself
 */
public record ServerSettings(
        Path dataDir,
        Store store,
        Http http,
        ForgeAccess forge,
        SignIn signIn,
        Path localForge,
        SandboxChoice sandbox,
        Workers workers,
        Duration scanInterval,
        Duration pollInterval,
        List<RepositoryRef> watched,
        IntakeLimits intake,
        Optional<RepositoryRef> ownRepository,
        Duration silence,
        Onboarding onboarding,
        String otlpEndpoint,
        RepositorySettings repositories) {

    public ServerSettings {
        watched = List.copyOf(watched);
    }

    /**
     * How often the forge is looked at between the scans; empty where webhooks tell everything. Servers without Apps have webhooks, but none of a label or a status.
     *
     * @param webhooks whether any can come
     */
    public Optional<Duration> looksEvery(boolean webhooks) {
        return webhooks && forge.kind() != ForgeAccess.Kind.TOKEN ? Optional.empty() : Optional.of(pollInterval);
    }

    /**
     * The database that several machines share.
     *
     * @param url {@code jdbc:postgresql://host/database}; "" for a file in the data folder, which one process works on
     * @param user "" for the one that the URL or the driver says
     * @param keyFile the key of the stored deliveries, where it is not in the data folder
     * @param connections that this process may have open at the same time
     * @param kept what is forgotten when
     */
    public record Store(
            String url,
            String user,
            Optional<Secret> password,
            Optional<Path> keyFile,
            int connections,
            Retention kept) {}

    /**
     * How long what came from outside is kept.
     *
     * @param bodies of settled deliveries, from when they came
     * @param evidence of tickets that ended, from their last change; empty for ever
     */
    public record Retention(Duration bodies, Optional<Duration> evidence) {
        public static final Retention DEFAULT = new Retention(Duration.ofDays(30), Optional.of(Duration.ofDays(365)));
    }

    /**
     * Where the server listens.
     *
     * @param port 0 for any that is free
     * @param baseUrl under which people and the forge reach it, without a slash at the end; "" when that is host and port
     */
    public record Http(String host, int port, String baseUrl) {}

    /**
     * The forge and how to get in.
     *
     * @param apiUrl of its REST interface, without a slash at the end
     * @param appId of the GitHub App, 0 where there is none
     * @param privateKey of the GitHub App, PEM
     * @param token of a bot account, in token mode
     * @param webhookSecret without it the webhook route is closed
     * @param previousWebhookSecret accepted as well, while a new one is rolled out
     * @param caBundle more certificates to trust, PEM
     * @param proxy for requests to the forge, {@code http://host:port}, "" for none
     */
    public record ForgeAccess(
            Kind kind,
            String apiUrl,
            long appId,
            Optional<Secret> privateKey,
            Optional<Secret> token,
            Optional<Secret> webhookSecret,
            Optional<Secret> previousWebhookSecret,
            Optional<Path> caBundle,
            String proxy) {
        /** Which forge. */
        public enum Kind {
            /** Bare repositories in the data folder; pull requests are pages of ours. */
            LOCAL,
            /** A GitHub App on github.com or GitHub Enterprise Server. */
            GITHUB,
            /** A bot account's token, on a server that speaks GitHub's API. */
            TOKEN
        }
    }

    /**
     * How persons sign in to the pages, by the GitHub App.
     *
     * @param clientId of the App, "" where nobody signs in
     */
    public record SignIn(String clientId, Optional<Secret> clientSecret) {}

    /**
     * What foreign code runs in.
     *
     * @param repositories slugs that may be built without a sandbox when the mode is NONE
     * @param image that containers are made of, as the engine knows it; never fetched
     */
    public record SandboxChoice(Mode mode, List<String> repositories, String image) {
        /** The image where none is named. */
        public static final String IMAGE = "debian:12";

        /** The strongest level that proves itself. */
        public static final SandboxChoice DEFAULT = new SandboxChoice(Mode.AUTO, List.of(), IMAGE);

        public SandboxChoice {
            repositories = List.copyOf(repositories);
        }

        /** Whether the code of a repository may be run: without a sandbox only what is listed. */
        public boolean allows(RepositoryRef repository) {
            return mode != Mode.NONE || repositories.stream().anyMatch(repository.slug()::equalsIgnoreCase);
        }

        /** Which mechanism. */
        public enum Mode {
            /** The strongest that the self-test proves. */
            AUTO,
            BUBBLEWRAP,
            CONTAINER,
            /** None, for the listed repositories only. */
            NONE
        }
    }

    /**
     * How much happens at once.
     *
     * @param quick deliveries and writes to the forge
     * @param cycles repairs and scans; 0 leaves them to other processes that share the database
     * @param lease how long a process may show no sign of life before another takes its work over
     */
    public record Workers(int quick, int cycles, Duration lease) {}
}
