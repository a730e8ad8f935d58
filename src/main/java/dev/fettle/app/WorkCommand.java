package dev.fettle.app;

import dev.fettle.base.settings.ServerSettings;
import dev.fettle.web.WebServer;
import dev.fettle.web.WebSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle work}: workers without a server, beside others on the same PostgreSQL database. */
@Command(
        name = "work",
        mixinStandardHelpOptions = true,
        description = {
            "Works on what servers have queued: repairs, scans, deliveries, writes to the forge. Any number of these may share",
            "a PostgreSQL database (store.url) with any number of 'fettle serve'; each needs a data folder of its own.",
            "Stops in order on Ctrl-C or SIGTERM; what it had in hand goes to others at once, or after its lease when it is killed.",
            "With --health-port it answers /health/live, /health/ready and /metrics, and nothing else."
        })
final class WorkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--health-port",
            paramLabel = "PORT",
            description = "Where it tells how it is doing; 0 for any port that is free. Without, it listens nowhere.")
    private @Nullable Integer healthPort;

    @Option(
            names = "--health-host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "The address of that port. Default: ${DEFAULT-VALUE}; 0.0.0.0 in a container whose network is its own.")
    private String healthHost = "127.0.0.1";

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        ServerSettings settings = config.load().settings();
        if (settings.store().url().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Workers of their own need a database that processes can share: set store.url (or FETTLE_STORE_URL) to"
                            + " jdbc:postgresql://host/database, for the servers too. Without it 'fettle serve' does all the work itself;"
                            + " 'fettle migrate-store' moves what it has.");
        }
        UntilStopped until = new UntilStopped();
        try (Wiring fettle = Wiring.workersOnly(config, spec)) {
            fettle.start();
            try (@Nullable
                    WebServer health =
                            healthPort == null ? null : fettle.health(WebSettings.forHealth(healthHost, healthPort))) {
                if (health != null) {
                    health.start();
                }
                out.println("fettle works, " + settings.workers().quick() + " quick and "
                        + settings.workers().cycles() + " long at once, sandbox " + fettle.sandbox()
                        + (health == null ? "" : ", health on " + health.url()) + "; Ctrl-C stops");
                fettle.warnings().forEach(out::println);
                out.flush();
                until.told();
            }
        } finally {
            until.done();
        }
        return 0;
    }
}
