package dev.fettle.app;

import dev.fettle.app.config.EffectiveSettings;
import dev.fettle.app.config.SettingsLoader;
import dev.fettle.app.doctor.AddressCheck;
import dev.fettle.app.doctor.Check;
import dev.fettle.app.doctor.ClockCheck;
import dev.fettle.app.doctor.ClonesCheck;
import dev.fettle.app.doctor.ConfigurationCheck;
import dev.fettle.app.doctor.DatabaseCheck;
import dev.fettle.app.doctor.DeliveryCheck;
import dev.fettle.app.doctor.DiskCheck;
import dev.fettle.app.doctor.Doctor;
import dev.fettle.app.doctor.EgressCheck;
import dev.fettle.app.doctor.EnginesCheck;
import dev.fettle.app.doctor.EventsCheck;
import dev.fettle.app.doctor.ForgeCheck;
import dev.fettle.app.doctor.ForgeVoice;
import dev.fettle.app.doctor.KeyCheck;
import dev.fettle.app.doctor.LocaleCheck;
import dev.fettle.app.doctor.McpCheck;
import dev.fettle.app.doctor.PagesCheck;
import dev.fettle.app.doctor.PermissionsCheck;
import dev.fettle.app.doctor.QueueCheck;
import dev.fettle.app.doctor.SandboxCheck;
import dev.fettle.app.doctor.ServerCheck;
import dev.fettle.app.doctor.SourcesCheck;
import dev.fettle.app.doctor.StoreVoice;
import dev.fettle.app.doctor.ToolsCheck;
import dev.fettle.app.doctor.TrialCheck;
import dev.fettle.app.doctor.WebhookCheck;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.base.settings.ServerSettings.SandboxChoice;
import dev.fettle.build.maven.MavenLook;
import dev.fettle.forge.github.AppManifest;
import dev.fettle.gate.mcp.DoctorReport;
import dev.fettle.store.Stores;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that the doctor looks at, constructed over the settings as far as they can be read. */
final class DoctorChecks implements AutoCloseable {
    private final Where where;
    private final ServerSettings settings;
    private final StoreVoice store;
    private final Doctor doctor;
    private @Nullable SandboxWiring sandboxes;

    /**
     * Where the doctor stands.
     *
     * @param file the settings' file, empty for none
     * @param folder whose MCP servers are looked at
     * @param packages more folders that hold packages of such servers
     * @param sandbox over the settings' choice, where it is not AUTO
     * @param trial whether a project is built
     * @param room how much may be written to a disk
     */
    record Where(
            Map<String, String> environment,
            Optional<Path> file,
            Path folder,
            List<Path> packages,
            SandboxChoice sandbox,
            boolean trial,
            DiskCheck.Room room,
            InstantSource clock) {}

    DoctorChecks(Where where, SettingsLoader.Examined examined) {
        this.where = where;
        this.settings = examined.effective().settings();
        this.store = new StoreVoice(
                () -> Stores.look(OpenStores.place(settings)),
                () -> Stores.beside(
                        OpenStores.place(settings),
                        where.clock(),
                        new PatternRedactor(SecretShapes.bundled(), List::of)));
        this.doctor = new Doctor(checks(examined));
    }

    Doctor doctor() {
        return doctor;
    }

    StoreVoice store() {
        return store;
    }

    private List<Check> checks(SettingsLoader.Examined examined) {
        Map<String, String> environment = where.environment();
        Home home = Home.of(environment);
        ForgeVoice forge = new ForgeVoice(settings.forge(), where.clock());
        AppManifest manifest = AppManifest.bundled();
        MavenLook maven = new MavenLook(BuildEnvironment.of(environment, settings));
        List<Check> checks = new ArrayList<>(List.of(
                new ConfigurationCheck(where.file(), examined.mistakes()),
                new ForgeCheck(forge),
                new ClockCheck(forge),
                new KeyCheck(forge, keyFile(examined.effective())),
                new PermissionsCheck(forge, manifest),
                new EventsCheck(forge, manifest),
                new WebhookCheck(forge, settings.http().baseUrl()),
                new AddressCheck(
                        settings.http().baseUrl(),
                        settings.http().host(),
                        settings.http().port()),
                new DeliveryCheck(forge, store, settings.silence(), where.clock()),
                new SourcesCheck(
                        store,
                        forge,
                        settings.repositories().sources(),
                        settings.repositories().enabled(),
                        where.clock()),
                new DatabaseCheck(
                        store,
                        OpenStores.place(settings)
                                .server()
                                .map(server -> server.name())
                                .orElse(settings.dataDir().toString())),
                new QueueCheck(store),
                new ServerCheck(settings.http().host(), settings.http().port()),
                new PagesCheck(
                        settings.http().host(),
                        settings.http().baseUrl(),
                        settings.signIn().clientSecret().isPresent()),
                new DiskCheck(DiskCheck.folders(settings.dataDir(), home.root()), where.room()),
                new ClonesCheck(settings.dataDir().resolve("git"), where.clock()),
                new LocaleCheck(FileNames.trouble(System.getProperty("sun.jnu.encoding"))),
                new ToolsCheck(environment, maven, program -> TrialProject.version(program, sandboxes())),
                new EgressCheck(maven, environment),
                new EnginesCheck(EngineWiring.ENGINES),
                new SandboxCheck(this::sandboxes, Path.of(System.getProperty("java.io.tmpdir"))),
                new McpCheck(where.folder(), this::mcp)));
        if (where.trial()) {
            checks.add(new TrialCheck(
                    () -> TrialProject.run(home, BuildEnvironment.of(environment, settings), sandboxes())));
        }
        return checks;
    }

    private static Optional<Path> keyFile(EffectiveSettings effective) {
        String key = effective.settings().forge().kind() == ForgeAccess.Kind.TOKEN
                ? "forge.token_file"
                : "forge.private_key_file";
        return effective.explained().stream()
                .filter(each -> each.key().equals(key) && each.source().startsWith("file "))
                .map(each -> Path.of(each.source().substring("file ".length())))
                .findFirst();
    }

    private SandboxChoice choice() {
        return where.sandbox().mode() == SandboxChoice.Mode.AUTO ? settings.sandbox() : where.sandbox();
    }

    private SandboxWiring sandboxes() {
        SandboxWiring known = sandboxes;
        if (known == null) {
            known = SandboxWiring.of(choice(), Home.of(where.environment()).sandboxes());
            sandboxes = known;
        }
        return known;
    }

    /** The folder's own settings have no say in where its servers run: they may be as foreign as the servers. */
    private DoctorReport mcp() {
        try (LocalServers servers =
                LocalServers.open(Home.of(where.environment()), where.sandbox(), where.folder(), where.packages())) {
            return servers.doctor().examine(servers.workspace(), servers.settings(), name -> {});
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the servers' sandbox could not be closed", e);
        }
    }

    @Override
    public void close() throws Exception {
        store.close();
        if (sandboxes != null) {
            sandboxes.close();
        }
    }
}
