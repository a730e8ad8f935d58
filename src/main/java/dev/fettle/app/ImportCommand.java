package dev.fettle.app;

import dev.fettle.backlog.TicketDrafts;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.improve.scan.Choice;
import dev.fettle.improve.scan.Place;
import dev.fettle.improve.scan.ScanReport;
import dev.fettle.improve.scan.ScanSource;
import dev.fettle.improve.scan.Scanner;
import dev.fettle.improve.scan.Watching;
import dev.fettle.intake.analysis.SarifLog;
import dev.fettle.intake.analysis.SarifReader;
import dev.fettle.intake.analysis.UnreadableException;
import dev.fettle.store.Stores;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle import}: what other tools found, into the backlog. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Takes reports of other tools into the backlog. Works beside a running server.")
final class ImportCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "sarif",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Takes the findings of a SARIF 2.1.0 file of any tool into the backlog, each once.",
                "Left out are suppressed results, those that the tool's own baseline knows, and places outside of the tree."
            },
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {
                "0:nothing new",
                "2:wrong usage, or a file that is not read; the message says why",
                "3:something new was found"
            },
            footerHeading = "%nExample:%n",
            footer = "  fettle import sarif target/pmd.sarif --repository acme/shop")
    int sarif(
            @Mixin ConfigOption config,
            @Parameters(paramLabel = "FILE", description = "At most 20 MiB.") Path file,
            @Option(
                            names = "--repository",
                            required = true,
                            paramLabel = "OWNER/NAME",
                            description = "Whose findings they are.")
                    String repository,
            @Option(
                            names = "--root",
                            paramLabel = "FOLDER",
                            defaultValue = ".",
                            description =
                                    "Where the tree lay when the tool ran, for tools that write absolute names. Default: here.")
                    String root,
            @Option(names = "--dry-run", description = "Write nothing; only say what would become of it.")
                    boolean dryRun,
            @Option(names = "--json", description = "As JSON.") boolean json) {
        CommandLine command =
                Objects.requireNonNull(spec.commandLine().getSubcommands().get("sarif"));
        InstantSource clock = InstantSource.system();
        RepositoryRef owner = parse(repository, command);
        SarifLog log = read(file, owner, root, clock, command);
        ServerSettings settings = config.load().settings();
        PatternRedactor redactor = new PatternRedactor(SecretShapes.bundled(), List::of);
        List<ScanSource> sources = List.of(new HandedInSarif(log));
        try (Stores stores = OpenStores.beside(settings, command);
                Place place =
                        Place.report(owner, settings.repositories(), "a report of " + String.join(", ", log.tools()))) {
            Scanner scanner =
                    new Scanner(sources, stores.backlog()::findByFingerprint, new TicketDrafts(clock), redactor);
            ScanReport report = scanner.scan(place, Choice.ON, Watching.NOBODY);
            ScanOutput output = new ScanOutput(
                    report,
                    dryRun ? null : ScanOfForge.save(stores, report, place, sources, log.analyses(), redactor, clock));
            PrintWriter out = command.getOut();
            out.print(json ? output.json().toPrettyString() + "\n" : output.text());
            out.flush();
            return report.ticketsFound() > 0 ? 3 : 0;
        }
    }

    private static SarifLog read(
            Path file, RepositoryRef repository, String root, InstantSource clock, CommandLine command) {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(command, "There is no file " + file + ".");
        }
        try {
            String absolute = root.startsWith("/")
                    ? root
                    : Path.of(root).toAbsolutePath().normalize().toString();
            return SarifReader.read(file, repository, absolute, clock.instant());
        } catch (UnreadableException e) {
            throw new ParameterException(command, file + ": " + e.getMessage() + ".");
        }
    }

    private static RepositoryRef parse(String slug, CommandLine command) {
        try {
            return RepositoryRef.parse(slug);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, slug + ": " + e.getMessage() + ".");
        }
    }
}
