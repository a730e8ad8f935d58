package dev.fettle.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fettle serve}: the server and its workers, until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Runs the server: webhooks in, tickets, repairs, pull requests out. Stops in order on Ctrl-C or SIGTERM.")
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Where to listen; over the settings.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", converter = Ports.class, description = "Likewise.")
    private @Nullable Integer port;

    @Override
    public Integer call() throws Exception {
        return serve(config, host, port, spec);
    }

    /** Is the server until it is told to stop. */
    static int serve(ConfigOption config, @Nullable String host, @Nullable Integer port, CommandSpec spec)
            throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        UntilStopped until = new UntilStopped();
        try (Wiring fettle = Wiring.of(config, host, port, spec)) {
            fettle.start();
            out.println("fettle listens on " + fettle.url() + ", sandbox " + fettle.sandbox() + "; Ctrl-C stops");
            fettle.warnings().forEach(out::println);
            out.flush();
            until.told();
        } finally {
            until.done();
        }
        return 0;
    }
}
