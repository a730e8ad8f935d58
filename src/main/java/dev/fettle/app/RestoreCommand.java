package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.store.BackupFolder;
import dev.fettle.store.sql.StoreException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle restore}: makes the data folder from a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the data folder from a backup and checks it. The data folder must be empty or not there, and the server stopped.",
            "What was done since the backup stands on the forge, and is found there: nothing is proposed twice."
        })
final class RestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "FOLDER", description = "What fettle backup wrote.")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "As JSON: the data folder.")
    private boolean json;

    @Override
    public Integer call() {
        Path data = config.load().settings().dataDir();
        try {
            BackupFolder.restore(folder, data, InstantSource.system());
        } catch (StoreException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? new ObjectMapper()
                                        .createObjectNode()
                                        .put("data_dir", data.toAbsolutePath().toString())
                                : "restored to " + data);
        return 0;
    }
}
