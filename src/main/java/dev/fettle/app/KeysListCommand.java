package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.improve.ApiKey;
import dev.fettle.intake.IntakeKey;
import dev.fettle.intake.IntakeSource;
import dev.fettle.store.Stores;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fettle keys list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists keys, but never the keys themselves.",
        footerHeading = "%nExamples:%n",
        footer = {"  fettle keys list", "  fettle keys list --repository acme/shop --json"})
final class KeysListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--repository",
            defaultValue = "",
            paramLabel = "OWNER/NAME",
            description = "Only of this repository.")
    private String repository = "";

    @Option(names = "--source", description = "Only for reporting through this source: ${COMPLETION-CANDIDATES}.")
    private @Nullable IntakeSource source;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    /** What is told of a key of either kind. */
    private record Row(
            String id,
            String use,
            String name,
            String repository,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> revokedAt) {
        static Row of(IntakeKey key) {
            return new Row(
                    key.id(),
                    key.source().word(),
                    "",
                    key.repository().slug(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.revokedAt());
        }

        static Row of(ApiKey key) {
            return new Row(
                    key.id(),
                    key.scope().word(),
                    key.name(),
                    key.repository().map(RepositoryRef::slug).orElse(""),
                    key.createdAt(),
                    key.expiresAt(),
                    key.revokedAt());
        }

        String state(Instant now) {
            if (revokedAt.isPresent()) {
                return "revoked " + revokedAt.get();
            }
            return expiresAt
                    .map(end -> (now.isBefore(end) ? "valid until " : "expired ") + end)
                    .orElse("valid");
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Stores stores = OpenStores.beside(config.load().settings(), spec.commandLine())) {
            Instant now = InstantSource.system().instant();
            Stream<Row> reporting = stores.intakeKeys().all().stream()
                    .filter(key -> source == null || key.source() == source)
                    .map(Row::of);
            Stream<Row> using = source == null ? stores.apiKeys().all().stream().map(Row::of) : Stream.empty();
            List<Row> rows = Stream.concat(reporting, using)
                    .filter(row -> repository.isEmpty() || row.repository().equalsIgnoreCase(repository))
                    .toList();
            if (json) {
                out.println(json(rows, now).toPrettyString());
            } else if (rows.isEmpty()) {
                out.println("No keys. 'fettle keys add' makes one.");
            } else {
                rows.forEach(row -> out.printf(
                        "%-8s %-11s %-30s made %s  %s%s%n",
                        row.id(),
                        row.use(),
                        row.repository().isEmpty() ? "all repositories" : row.repository(),
                        row.createdAt(),
                        row.state(now),
                        row.name().isEmpty() ? "" : "  " + row.name()));
            }
            out.flush();
        }
        return 0;
    }

    private static ArrayNode json(List<Row> rows, Instant now) {
        ArrayNode all = new ObjectMapper().createArrayNode();
        rows.forEach(row -> all.addObject()
                .put("id", row.id())
                .put("use", row.use())
                .put("name", row.name())
                .put("repository", row.repository())
                .put("created_at", row.createdAt().toString())
                .put("expires_at", row.expiresAt().map(Instant::toString).orElse(null))
                .put("revoked_at", row.revokedAt().map(Instant::toString).orElse(null))
                .put("valid", row.state(now).startsWith("valid")));
        return all;
    }
}
