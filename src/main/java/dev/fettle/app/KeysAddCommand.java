package dev.fettle.app;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.UntrustedText;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.improve.ApiKey;
import dev.fettle.improve.ApiKey.Scope;
import dev.fettle.improve.ApiKeys;
import dev.fettle.intake.IntakeKeys;
import dev.fettle.intake.IntakeSource;
import dev.fettle.store.Stores;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle keys add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes a key, and shows it this once.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  fettle keys add --source exceptions --repository acme/shop",
            "  fettle keys add --scope read",
            "  fettle keys add --scope write --repository acme/shop --name claude --days 30"
        })
final class KeysAddCommand implements Callable<Integer> {
    private static final int LONGEST_NAME = 60;
    private static final int MOST_DAYS = 3650;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @ArgGroup(multiplicity = "1")
    private Kind kind = new Kind();

    /** A key is for one of two. */
    static final class Kind {
        @Option(
                names = "--source",
                description = "To report what a program saw: one of ${COMPLETION-CANDIDATES}. Needs --repository.")
        private @Nullable IntakeSource source;

        @Option(
                names = "--scope",
                description =
                        "To use the JSON API and the MCP endpoint: READ to look, WRITE also to create, approve, reject and retry tickets and start cycles.")
        private @Nullable Scope scope;
    }

    @Option(
            names = "--repository",
            defaultValue = "",
            paramLabel = "OWNER/NAME",
            description = "The only repository that it is for. Default with --scope: all.")
    private String repository = "";

    @Option(
            names = "--name",
            defaultValue = "",
            paramLabel = "TEXT",
            description = "With --scope: who uses it, for lists and the audit.")
    private String name = "";

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            description = "With --scope: how long it is valid, 1 to " + MOST_DAYS + ". Default: until it is revoked.")
    private @Nullable Integer days;

    @Option(names = "--json", description = "As JSON: the key, its id and what it is for.")
    private boolean json;

    @Override
    public Integer call() {
        ServerSettings settings = config.load().settings();
        Scope scope = kind.scope;
        IntakeSource source = kind.source;
        Optional<RepositoryRef> of = repository.isEmpty()
                ? Optional.empty()
                : Optional.of(KeysCommand.repository(repository, spec.commandLine()));
        try (Stores stores = OpenStores.beside(settings, spec.commandLine())) {
            if (source != null) {
                reporting(stores, of, source, settings);
            } else if (scope != null) {
                using(stores, of, scope, settings);
            }
        }
        return 0;
    }

    private void reporting(Stores stores, Optional<RepositoryRef> of, IntakeSource source, ServerSettings settings) {
        if (of.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "A key for reporting is for one repository: add --repository OWNER/NAME.");
        }
        if (!name.isEmpty() || days != null) {
            throw new ParameterException(spec.commandLine(), "--name and --days go with --scope only.");
        }
        IntakeKeys.Minted minted = stores.intakeKeys().add(of.get(), source);
        KeysCommand.record(stores, "key added", minted.key());
        KeysCommand.show(minted, settings.http(), spec.commandLine().getOut(), json);
    }

    private void using(Stores stores, Optional<RepositoryRef> of, Scope scope, ServerSettings settings) {
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw new ParameterException(spec.commandLine(), "--days is from 1 to " + MOST_DAYS + ".");
        }
        ApiKeys.Minted minted = stores.apiKeys()
                .add(
                        UntrustedText.oneLine(name, LONGEST_NAME),
                        scope,
                        of,
                        Optional.ofNullable(days).map(Duration::ofDays));
        ApiKey key = minted.key();
        String where = of.map(RepositoryRef::slug).orElse("all repositories");
        stores.audit().record(TicketsCommand.operator(), "key added", where, scope.word() + " " + key.id());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(KeysCommand.json(minted.text(), key.id(), scope.word(), of, key.expiresAt())
                    .toPrettyString());
            out.flush();
            return;
        }
        String base = KeysCommand.base(settings.http());
        out.println(minted.text());
        out.println();
        out.println("Key " + key.id() + " to " + scope.word() + ", for " + where
                + ". It is shown this once; only a digest of it is kept.");
        out.println(
                "JSON API: " + base + "/api/v1/openapi.json says what there is; send 'Authorization: Bearer <key>'.");
        out.println("MCP endpoint for assistants: " + base + "/mcp, with the same header.");
        out.flush();
    }
}
