package dev.fettle.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.backlog.Attempt;
import dev.fettle.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle explain}: why an attempt ended as it did. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Tells which lines were suspected and why, which rules were tried, what came close, and why one candidate was preferred.",
            "Of the last attempt of a ticket, or of a file that 'fettle fix --json' wrote."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:there was something to explain", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  fettle fix . --dry-run --json fix.json; fettle explain --json fix.json",
            "  fettle explain ci_1764100000_0001"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(arity = "0..1", paramLabel = "TICKET", description = "Its id.")
    private @Nullable String ticket;

    @Option(names = "--json", paramLabel = "FILE", description = "What 'fettle fix --json' wrote.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        if ((ticket == null) == (file == null)) {
            throw wrong("Say what to explain: TICKET, or --json FILE.");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(file == null ? ofTicket(String.valueOf(ticket)) : ofFile(file));
        out.flush();
        return 0;
    }

    private String ofFile(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw wrong("There is no file " + path + ".");
        }
        try {
            JsonNode read = JSON.readTree(Files.readString(path));
            if (read.isObject() && read.has("suspects")) {
                return ExplainText.of(read);
            }
        } catch (JsonProcessingException e) {
            throw wrong(path + " is no JSON: " + e.getOriginalMessage());
        }
        throw wrong(path + " is not what 'fettle fix --json' writes.");
    }

    private String ofTicket(String id) throws IOException {
        try (Stores stores = OpenStores.beside(config.load().settings(), spec.commandLine())) {
            TicketsCommand.find(stores, id, spec.commandLine());
            List<Attempt> attempts = stores.backlog().attempts(id);
            if (attempts.isEmpty()) {
                throw wrong("Ticket " + id + " was not attempted yet.");
            }
            Attempt last = attempts.get(attempts.size() - 1);
            return "attempt " + last.number() + " of " + id + ": "
                    + (last.success() ? last.changesSummary() : last.errorMessage()) + "\n"
                    + ExplainText.of(JSON.readTree(last.testResults()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
