package dev.fettle.app;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.intake.IntakeKeys.Minted;
import dev.fettle.store.Stores;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle keys rotate}. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = "Makes a new key for reporting; those in force stay valid for a while, so that nothing is lost"
                + " meanwhile. In place of a key with a scope, add another, then revoke the first.",
        footerHeading = "%nExample:%n",
        footer = "  fettle keys rotate --source exceptions --repository acme/shop --grace-days 3")
final class KeysRotateCommand implements Callable<Integer> {
    private static final int MOST_GRACE_DAYS = 90;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @ArgGroup(exclusive = false, multiplicity = "1")
    private KeysCommand.For what = new KeysCommand.For();

    @Option(
            names = "--grace-days",
            defaultValue = "7",
            paramLabel = "DAYS",
            description = "How long the old keys stay valid, 0 to 90. Default: ${DEFAULT-VALUE}.")
    private int graceDays = 7;

    @Option(names = "--json", description = "As JSON: the new key, its id and what it is for.")
    private boolean json;

    @Override
    public Integer call() {
        if (graceDays < 0 || graceDays > MOST_GRACE_DAYS) {
            throw new ParameterException(spec.commandLine(), "--grace-days is from 0 to " + MOST_GRACE_DAYS + ".");
        }
        ServerSettings settings = config.load().settings();
        RepositoryRef repository = what.repository(spec.commandLine());
        try (Stores stores = OpenStores.beside(settings, spec.commandLine())) {
            Minted minted = stores.intakeKeys().rotate(repository, what.source(), Duration.ofDays(graceDays));
            KeysCommand.record(stores, "key rotated", minted.key());
            KeysCommand.show(minted, settings.http(), spec.commandLine().getOut(), json);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        return 0;
    }
}
