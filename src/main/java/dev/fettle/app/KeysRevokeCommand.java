package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.IntakeSource;
import dev.fettle.store.Stores;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle keys revoke}. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Takes keys back, at once: one by its id, or all for reporting of a repository and source.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  fettle keys revoke --id 1a2b3c4d",
            "  fettle keys revoke --source exceptions --repository acme/shop"
        })
final class KeysRevokeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--id",
            defaultValue = "",
            paramLabel = "ID",
            description = "Only this one, as 'fettle keys list' shows it.")
    private String id = "";

    @Option(names = "--repository", defaultValue = "", paramLabel = "OWNER/NAME", description = "Of this repository.")
    private String repository = "";

    @Option(names = "--source", description = "For reporting through this source: ${COMPLETION-CANDIDATES}.")
    private @Nullable IntakeSource source;

    @Option(names = "--json", description = "As JSON: how many were revoked.")
    private boolean json;

    @Override
    public Integer call() {
        try (Stores stores = OpenStores.beside(config.load().settings(), spec.commandLine())) {
            int revoked = source == null ? byId(stores) : reporting(stores, source);
            if (revoked == 0) {
                throw new ParameterException(
                        spec.commandLine(), "There is no such key to take back; 'fettle keys list' shows them.");
            }
            spec.commandLine()
                    .getOut()
                    .println(
                            json
                                    ? new ObjectMapper().createObjectNode().put("revoked", revoked)
                                    : revoked == 1 ? "1 key revoked" : revoked + " keys revoked");
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private int byId(Stores stores) {
        if (id.isEmpty() || !repository.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Say which: --id ID, or --source with --repository for all keys of both.");
        }
        if (stores.apiKeys().revoke(id)) {
            stores.audit().record(TicketsCommand.operator(), "keys revoked", "api", id);
            return 1;
        }
        return stores.intakeKeys().all().stream()
                .filter(key -> key.id().equals(id))
                .mapToInt(key -> revoke(stores, key.repository(), key.source(), id))
                .sum();
    }

    private int reporting(Stores stores, IntakeSource of) {
        return revoke(stores, KeysCommand.repository(repository, spec.commandLine()), of, id);
    }

    private static int revoke(Stores stores, RepositoryRef repository, IntakeSource source, String id) {
        int revoked = stores.intakeKeys().revoke(repository, source, id);
        if (revoked > 0) {
            stores.audit()
                    .record(
                            TicketsCommand.operator(),
                            "keys revoked",
                            repository.slug(),
                            source.word() + ", " + revoked + " of them");
        }
        return revoked;
    }
}
