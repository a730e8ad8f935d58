package dev.fettle.app;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.intake.IntakeKey;
import dev.fettle.intake.IntakeKeys.Minted;
import dev.fettle.intake.IntakeSource;
import dev.fettle.store.Stores;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle keys}: who may report what to this server. All of it works beside a running server, for which it holds from the next request on. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Keys under which programs report exceptions, measures and feedback: add, list, rotate, revoke."
                + " Works beside a running server.")
final class KeysCommand implements Runnable {
    private static final int MOST_GRACE_DAYS = 90;

    @Spec
    private CommandSpec spec;

    /** What a key is for. */
    static final class For {
        @Option(
                names = "--repository",
                required = true,
                paramLabel = "OWNER/NAME",
                description = "The repository that is to be mended.")
        private String repository = "";

        @Option(names = "--source", required = true, description = "One of: ${COMPLETION-CANDIDATES}.")
        private @Nullable IntakeSource source;

        IntakeSource source() {
            return Objects.requireNonNull(source, "picocli sees to required options");
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Makes a key, and shows it this once.")
    int add(@Mixin ConfigOption config, @ArgGroup(exclusive = false, multiplicity = "1") For what) {
        CommandLine command = command("add");
        ServerSettings settings = config.load().settings();
        RepositoryRef repository = repository(what, command);
        try (Stores stores = OpenStores.beside(settings, command)) {
            Minted minted = stores.intakeKeys().add(repository, what.source());
            record(stores, "key added", minted.key());
            show(minted, settings.http(), command.getOut());
        }
        return 0;
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = "Makes a new key; those in force stay valid for a while, so that nothing is lost meanwhile.")
    int rotate(
            @Mixin ConfigOption config,
            @ArgGroup(exclusive = false, multiplicity = "1") For what,
            @Option(
                            names = "--grace-days",
                            defaultValue = "7",
                            paramLabel = "DAYS",
                            description = "How long the old keys stay valid, 0 to 90. Default: ${DEFAULT-VALUE}.")
                    int graceDays) {
        CommandLine command = command("rotate");
        if (graceDays < 0 || graceDays > MOST_GRACE_DAYS) {
            throw new ParameterException(command, "--grace-days is from 0 to " + MOST_GRACE_DAYS + ".");
        }
        ServerSettings settings = config.load().settings();
        RepositoryRef repository = repository(what, command);
        try (Stores stores = OpenStores.beside(settings, command)) {
            Minted minted = stores.intakeKeys().rotate(repository, what.source(), Duration.ofDays(graceDays));
            record(stores, "key rotated", minted.key());
            show(minted, settings.http(), command.getOut());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()));
        }
        return 0;
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Takes keys back, at once.")
    int revoke(
            @Mixin ConfigOption config,
            @ArgGroup(exclusive = false, multiplicity = "1") For what,
            @Option(
                            names = "--id",
                            defaultValue = "",
                            paramLabel = "ID",
                            description = "Only this one, as 'fettle keys list' shows it.")
                    String id) {
        CommandLine command = command("revoke");
        RepositoryRef repository = repository(what, command);
        try (Stores stores = OpenStores.beside(config.load().settings(), command)) {
            int revoked = stores.intakeKeys().revoke(repository, what.source(), id);
            if (revoked == 0) {
                throw new ParameterException(
                        command, "There is no such key to take back; 'fettle keys list' shows them.");
            }
            stores.audit()
                    .record(
                            TicketsCommand.operator(),
                            "keys revoked",
                            repository.slug(),
                            what.source().word() + ", " + revoked + " of them");
            command.getOut().println(revoked == 1 ? "1 key revoked" : revoked + " keys revoked");
            command.getOut().flush();
        }
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists keys, but never the keys themselves.")
    int list(
            @Mixin ConfigOption config,
            @Option(
                            names = "--repository",
                            defaultValue = "",
                            paramLabel = "OWNER/NAME",
                            description = "Only of this repository.")
                    String repository,
            @Option(names = "--source", description = "Only of this source: ${COMPLETION-CANDIDATES}.") @Nullable
                    IntakeSource source) {
        CommandLine command = command("list");
        PrintWriter out = command.getOut();
        try (Stores stores = OpenStores.beside(config.load().settings(), command)) {
            Instant now = InstantSource.system().instant();
            List<IntakeKey> keys = stores.intakeKeys().all().stream()
                    .filter(key ->
                            repository.isEmpty() || key.repository().slug().equalsIgnoreCase(repository))
                    .filter(key -> source == null || key.source() == source)
                    .toList();
            if (keys.isEmpty()) {
                out.println("No keys.");
            }
            keys.forEach(key -> out.printf(
                    "%-8s %-11s %-30s made %s  %s%n",
                    key.id(), key.source().word(), key.repository().slug(), key.createdAt(), state(key, now)));
            out.flush();
        }
        return 0;
    }

    private static String state(IntakeKey key, Instant now) {
        if (key.revokedAt().isPresent()) {
            return "revoked " + key.revokedAt().get();
        }
        return key.expiresAt()
                .map(end -> (key.isValid(now) ? "valid until " : "expired ") + end)
                .orElse("valid");
    }

    private static void show(Minted minted, ServerSettings.Http http, PrintWriter out) {
        String base = base(http);
        IntakeKey key = minted.key();
        out.println(minted.text());
        out.println();
        out.println("Key " + key.id() + " of " + key.repository().slug() + " for "
                + key.source().word() + ". It is shown this once; only a digest of it is kept.");
        switch (key.source()) {
            case EXCEPTIONS, PERFORMANCE, FEEDBACK ->
                out.println(
                        "Send to " + base + "/api/v1/" + key.source().word() + " with 'Authorization: Bearer <key>'.");
            case ALERTS ->
                out.println("Alertmanager: webhook url " + base
                        + "/api/v1/alerts, http_config.authorization.credentials <key>.");
            case OTLP ->
                out.println("OTEL_EXPORTER_OTLP_ENDPOINT=" + base
                        + "/otlp, OTEL_EXPORTER_OTLP_HEADERS=Authorization=Bearer%20<key>");
            case SENTRY -> out.println("SENTRY_DSN=" + dsn(base, minted));
        }
        out.flush();
    }

    private static String dsn(String base, Minted minted) {
        int scheme = base.indexOf("://") + 3;
        return base.substring(0, scheme) + minted.text() + "@" + base.substring(scheme) + "/"
                + minted.key().project();
    }

    private static String base(ServerSettings.Http http) {
        return http.baseUrl().isEmpty() ? "http://" + http.host() + ":" + http.port() : http.baseUrl();
    }

    private static void record(Stores stores, String action, IntakeKey key) {
        stores.audit()
                .record(
                        TicketsCommand.operator(),
                        action,
                        key.repository().slug(),
                        key.source().word() + " " + key.id());
    }

    private static RepositoryRef repository(For what, CommandLine command) {
        try {
            return RepositoryRef.parse(what.repository);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--repository: " + e.getMessage());
        }
    }

    private CommandLine command(String name) {
        return Objects.requireNonNull(spec.commandLine().getSubcommands().get(name), name);
    }
}
