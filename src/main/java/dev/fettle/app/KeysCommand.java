package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.intake.IntakeKey;
import dev.fettle.intake.IntakeKeys;
import dev.fettle.intake.IntakeSource;
import dev.fettle.store.Stores;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle keys}: which programs may report to this server, or use it. All of it works beside a running server, for which it holds from the next request on. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Keys of programs: to report exceptions, measures and feedback (--source), or to use the JSON API"
                + " and the MCP endpoint (--scope). Works beside a running server.",
        subcommands = {KeysAddCommand.class, KeysListCommand.class, KeysRotateCommand.class, KeysRevokeCommand.class})
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** What a key for reporting is for. */
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

        RepositoryRef repository(CommandLine command) {
            return KeysCommand.repository(repository, command);
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static RepositoryRef repository(String slug, CommandLine command) {
        try {
            return RepositoryRef.parse(slug);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--repository: " + e.getMessage());
        }
    }

    /** A key that is shown this once, for a program. */
    static ObjectNode json(String text, String id, String use, Optional<RepositoryRef> of, Optional<Instant> end) {
        return new ObjectMapper()
                .createObjectNode()
                .put("key", text)
                .put("id", id)
                .put("use", use)
                .put("repository", of.map(RepositoryRef::slug).orElse(""))
                .put("expires_at", end.map(Instant::toString).orElse(null));
    }

    /** Shows a key for reporting this once, with where to send. */
    static void show(IntakeKeys.Minted minted, ServerSettings.Http http, PrintWriter out, boolean json) {
        String base = base(http);
        IntakeKey key = minted.key();
        if (json) {
            ObjectNode shown =
                    json(minted.text(), key.id(), key.source().word(), Optional.of(key.repository()), key.expiresAt());
            if (key.source() == IntakeSource.SENTRY) {
                shown.put("dsn", dsn(base, minted));
            }
            out.println(shown.toPrettyString());
            out.flush();
            return;
        }
        out.println(minted.text());
        out.println();
        out.println("Key " + key.id() + " of " + key.repository().slug() + " for "
                + key.source().word() + ". It is shown this once; only a digest of it is kept.");
        switch (key.source()) {
            case EXCEPTIONS, PERFORMANCE, FEEDBACK, SARIF ->
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

    private static String dsn(String base, IntakeKeys.Minted minted) {
        int scheme = base.indexOf("://") + 3;
        return base.substring(0, scheme) + minted.text() + "@" + base.substring(scheme) + "/"
                + minted.key().project();
    }

    /** Under which the server is reached. */
    static String base(ServerSettings.Http http) {
        return http.baseUrl().isEmpty() ? "http://" + http.host() + ":" + http.port() : http.baseUrl();
    }

    static void record(Stores stores, String action, IntakeKey key) {
        stores.audit()
                .record(
                        TicketsCommand.operator(),
                        action,
                        key.repository().slug(),
                        key.source().word() + " " + key.id());
    }
}
