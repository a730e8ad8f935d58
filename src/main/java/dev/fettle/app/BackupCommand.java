package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.store.Stores;
import dev.fettle.store.sql.StoreException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle backup}: a whole copy of the backlog, while the server goes on. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a whole copy of the database and its key to a new folder, also while the server works.",
            "Git directories and trees are not part of it: they are fetched again. Keep it as you keep a secret."
        },
        footerHeading = "%nExample:%n",
        footer = "  fettle backup /srv/backups/fettle-$(date +%%F)")
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "FOLDER", description = "Must not be there yet.")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "As JSON: the folder.")
    private boolean json;

    @Override
    public Integer call() {
        try (Stores stores = OpenStores.beside(config.load().settings(), spec.commandLine())) {
            stores.backupFolder(folder.toAbsolutePath());
        } catch (StoreException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? new ObjectMapper()
                                        .createObjectNode()
                                        .put("folder", folder.toAbsolutePath().toString())
                                : "backed up to " + folder + "; fettle restore " + folder + " puts it back");
        return 0;
    }
}
