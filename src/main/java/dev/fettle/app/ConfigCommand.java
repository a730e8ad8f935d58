package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fettle.app.config.EffectiveSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fettle config}. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "About the settings.",
        subcommands = ConfigCommand.Explain.class)
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            description =
                    "Shows every setting in force and where it comes from: default, file with its line, or environment.")
    static final class Explain implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private ConfigOption config = new ConfigOption();

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            EffectiveSettings settings = config.load();
            if (json) {
                ArrayNode rows = new ObjectMapper().createArrayNode();
                settings.explained()
                        .forEach(row -> rows.addObject()
                                .put("key", row.key())
                                .put("value", row.value())
                                .put("source", row.source()));
                out.println(rows.toPrettyString());
            } else {
                settings.explained()
                        .forEach(row -> out.printf("%-46s %-34s %s%n", row.key(), row.value(), row.source()));
            }
            out.flush();
            return 0;
        }
    }
}
