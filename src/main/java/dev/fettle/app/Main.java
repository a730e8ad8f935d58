package dev.fettle.app;

import dev.fettle.base.PatternRedactor;
import dev.fettle.base.Redactor;
import dev.fettle.base.SecretShapes;
import dev.fettle.web.CannotListenException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code fettle}. Each subcommand is a class of this room. */
@Command(
        name = "fettle",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Turns CI failures, production errors and labelled issues into tested, gated pull requests.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            FixCommand.class,
            ReproduceCommand.class,
            SetupCommand.class,
            ServeCommand.class,
            WorkCommand.class,
            CycleCommand.class,
            ScanCommand.class,
            ImportCommand.class,
            ReplayCommand.class,
            GateCommand.class,
            TicketsCommand.class,
            KeysCommand.class,
            StatusCommand.class,
            MigrateStoreCommand.class,
            AuditCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ConfigCommand.class,
            DoctorCommand.class,
            ExplainCommand.class,
            CompletionCommand.class,
            DocsCommand.class,
            BenchCommand.class
        })
public final class Main implements Runnable {

    /** Read by logback.xml. */
    private static final String LOG_LEVEL = "fettle.log";

    private static final String LOG_FORM = "fettle.log.form";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Log what happens inside, on standard error; still redacted.")
    private boolean debug;

    private Main() {}

    public static void main(String[] args) {
        logLevel(args);
        String rooms = System.getenv(LogRooms.VARIABLE);
        if (rooms != null) {
            LogRooms.set(rooms).forEach(System.err::println);
        }
        FileNames.trouble(System.getProperty("sun.jnu.encoding"))
                .ifPresent(why -> System.err.println(why + " Start Fettle with LC_ALL=C.UTF-8."));
        System.exit(commandLine().execute(args));
    }

    /** The server logs its course; commands only warn, unless {@code --debug} is given. Set before the first logger is made. */
    private static void logLevel(String[] args) {
        List<String> words = List.of(args);
        if ("json".equalsIgnoreCase(System.getenv("FETTLE_LOG"))) {
            System.setProperty(LOG_FORM, "JSON");
        }
        if (words.contains("--debug")) {
            System.setProperty(LOG_LEVEL, "DEBUG");
        } else if ((words.contains("serve") || words.contains("work") || words.contains("setup"))
                && System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "INFO");
        }
    }

    /** The whole command line, ready to execute; separate from {@link #main} so that tests can call it. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
        HelpOfCommands.complete(line);
        return line.setExecutionExceptionHandler(Main::failed).setParameterExceptionHandler(Misuse::explain);
    }

    /** A mistake of ours, or of the machine: in a sentence, and with its trace for who asks for it. What it says may quote what is secret. */
    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        Redactor redactor = new PatternRedactor(SecretShapes.bundled(), List::of);
        PrintWriter err = command.getErr();
        if (failure instanceof CannotListenException && !parsed.expandedArgs().contains("--debug")) {
            err.println(failure.getMessage());
            err.flush();
            return command.getCommandSpec().exitCodeOnExecutionException();
        }
        err.println("Something went wrong: " + redactor.redact(String.valueOf(failure)));
        if (parsed.expandedArgs().contains("--debug")) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            err.print(redactor.redact(trace.toString()));
        } else {
            err.println("With --debug it also says where.");
        }
        err.flush();
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: one of the commands below.");
    }
}
