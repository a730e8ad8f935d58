package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.NamedReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.forge.Repository;
import dev.fettle.improve.CycleResult;
import dev.fettle.improve.CycleResult.State;
import dev.fettle.repair.Progress;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle cycle}: one autopatch cycle now. */
@Command(
        name = "cycle",
        mixinStandardHelpOptions = true,
        description =
                "Takes the next ticket by the selector and works on it now, then sends what it has to say to the forge.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:completed, or there was no ticket to take",
            "1:failed",
            "2:wrong usage",
            "3:abstained or deferred; the reason says why"
        })
final class CycleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--repository", paramLabel = "OWNER/NAME", description = "Only of this repository. Default: any.")
    private @Nullable String repository;

    @Option(names = "--json", description = "As JSON: status, ticket_id, branch_name, test_success, reason.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        RepositoryRef wanted = repository == null ? null : parse(repository);
        TerminalProgress progress = TerminalProgress.standardError(InstantSource.system());
        ServerSettings settings = config.load().settings();
        if (!settings.store().url().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "On a database that processes share, cycles are the workers': 'fettle tickets retry ID' lets them take a ticket up,"
                            + " and 'fettle work' adds a worker.");
        }
        try (Wiring fettle = Wiring.of(config, null, null, spec)) {
            List<Repository> repositories = repositories(fettle, wanted);
            CycleResult result = cycle(fettle, repositories, progress);
            progress.close();
            if (repositories.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("The forge shows Fettle no repository, so there is nothing to take:"
                                + " install the App on one ('fettle doctor --only permissions').");
            }
            show(result);
            return switch (result.status()) {
                case COMPLETED, NO_TICKET -> 0;
                case FAILED -> 1;
                case ABSTAINED, DEFERRED -> 3;
            };
        }
    }

    /** Goes on to the next repository until a ticket is taken; where none is, the first that holds back has its reason told. */
    private static CycleResult cycle(Wiring fettle, List<Repository> repositories, Progress progress) {
        CycleResult told = CycleResult.NO_TICKET;
        for (Repository each : repositories) {
            CycleResult result = fettle.cycle(each, progress);
            if (!result.ticketId().isEmpty()) {
                return result;
            }
            if (told.status() == State.NO_TICKET) {
                told = result;
            }
        }
        return told;
    }

    private RepositoryRef parse(String slug) {
        try {
            return RepositoryRef.parse(slug);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), slug + ": " + e.getMessage());
        }
    }

    private List<Repository> repositories(Wiring fettle, @Nullable RepositoryRef wanted) {
        if (wanted == null) {
            return fettle.repositories();
        }
        return List.of(fettle.forge()
                .repository(wanted)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "The forge knows no repository " + wanted.slug() + ".")));
    }

    private void show(CycleResult result) {
        PrintWriter out = spec.commandLine().getOut();
        NamedReason reason = result.reason();
        String status = result.status().name().toLowerCase(Locale.ROOT);
        if (json) {
            ObjectNode report = new ObjectMapper().createObjectNode();
            report.put("status", status)
                    .put("ticket_id", result.ticketId())
                    .put("branch_name", result.branchName())
                    .put("test_success", result.testSuccess())
                    .put("reason", reason == null ? "" : reason.name())
                    .put("detail", result.detail());
            out.println(report.toPrettyString());
        } else {
            out.println(status.replace('_', ' ')
                    + (result.ticketId().isEmpty() ? "" : ": " + result.ticketId())
                    + (result.branchName().isEmpty() ? "" : " on " + result.branchName()));
            if (reason != null) {
                out.println(reason.name() + ": " + reason.sentence());
            }
            if (!result.detail().isBlank()) {
                out.println(result.detail());
            }
        }
        out.flush();
    }
}
