package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.app.setup.AppImport;
import dev.fettle.app.setup.AppSetup;
import dev.fettle.app.setup.ForgeAddress;
import dev.fettle.app.setup.NewApp;
import dev.fettle.app.setup.SetupFiles;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.web.SetupFlow.Choice;
import dev.fettle.web.SetupRefusedException;
import dev.fettle.web.WebServer;
import dev.fettle.web.WebSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle setup}: makes the GitHub App in three clicks, or takes over one that is there, and goes on as the server. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes Fettle's GitHub App: prints the address of a page that leads to github.com (or a GitHub Enterprise Server) and back. The key and the webhook secret come back with it, are stored for Fettle's own user alone, and the settings are written; then the server runs as that App.",
            "With --app-id and --key: takes over an App that is there already, once the forge has taken the key."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the App is stored",
            "1:the forge or a file said no; the settings are as they were",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fettle setup                                        on this machine; nothing can come in, so Fettle polls",
            "  fettle setup --url https://fettle.example.org       the forge calls that address",
            "  fettle setup --forge https://ghe.example.org --organisation acme",
            "  fettle setup --dry-run                              what GitHub would be asked for",
            "  fettle setup --app-id 12345 --key app.pem --webhook-secret-file wh.secret"
        })
final class SetupCommand implements Callable<Integer> {
    private static final int TOKEN_BYTES = 24;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--forge",
            paramLabel = "URL",
            defaultValue = "https://github.com",
            description = "The forge's own address. Default: ${DEFAULT-VALUE}.")
    private String forge = "https://github.com";

    @Option(
            names = "--organisation",
            paramLabel = "NAME",
            defaultValue = "",
            description = "That owns the App. Default: you.")
    private String organisation = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Of the App; nobody else on the forge may have it. Default: one that is drawn.")
    private String name = "";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Under which the forge reaches this server. Default: server.base_url of the settings. Without any, Fettle polls.")
    private @Nullable String url;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Where the page is; over the settings.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", converter = Ports.class, description = "Likewise.")
    private @Nullable Integer port;

    @Option(names = "--app-id", paramLabel = "N", description = "Take over this App.")
    private @Nullable Long appId;

    @Option(names = "--key", paramLabel = "FILE", description = "Its private key, as GitHub let you download it.")
    private @Nullable Path key;

    @Option(
            names = "--webhook-secret-file",
            paramLabel = "FILE",
            description = "Its webhook secret. Without it Fettle polls.")
    private @Nullable Path webhookSecret;

    @Option(names = "--replace", description = "Put the App in the place of the one that the settings have.")
    private boolean replace;

    @Option(names = "--once", description = "End when the App is stored, instead of going on as 'fettle serve'.")
    private boolean once;

    @Option(names = "--dry-run", description = "Print what GitHub would be asked for, and change nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Say what was stored as JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if ((appId == null) != (key == null)) {
            throw new ParameterException(spec.commandLine(), "--app-id and --key belong together.");
        }
        ServerSettings settings = config.examine().effective().settings();
        SetupFiles files = new SetupFiles(config.place(), System.getenv(), replace);
        try {
            Choice choice = choice(settings);
            String manifest = AppSetup.manifest(choice, "http://" + host(settings) + ":" + port(settings));
            ForgeAddress address = ForgeAddress.of(choice.forge());
            if (dryRun) {
                print(new ObjectMapper().readTree(manifest).toPrettyString());
                return 0;
            }
            files.check();
            return appId == null || key == null
                    ? byPage(settings, files, choice)
                    : taken(settings, files, address, choice.reached(), appId, key);
        } catch (SetupRefusedException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(e.getMessage());
            err.flush();
            return 1;
        }
    }

    /** Takes over an App that is there. */
    private int taken(
            ServerSettings settings, SetupFiles files, ForgeAddress address, String reached, long id, Path keyFile)
            throws IOException {
        NewApp app = new AppImport(settings.forge(), InstantSource.system())
                .checked(
                        id,
                        secret(keyFile),
                        webhookSecret == null ? Optional.empty() : Optional.of(secret(webhookSecret)),
                        address,
                        reached);
        files.store(app);
        told(app, files);
        return 0;
    }

    /** Shows the page until the App is made, then is the server. */
    private int byPage(ServerSettings settings, SetupFiles files, Choice choice) throws Exception {
        CompletableFuture<NewApp> made = new CompletableFuture<>();
        AppSetup flow = new AppSetup(choice, settings.forge(), files, made::complete, InstantSource.system());
        byte[] drawn = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(drawn);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
        WebSettings where = WebSettings.on(host(settings), port(settings)).reachableAs(names(choice.reached()));
        int bound;
        try (WebServer server = WebServer.setup(where, flow, Secret.of(token))) {
            server.start();
            bound = server.port();
            print("Open this in your browser (it holds a token; show it to nobody):");
            print("  " + server.url() + "/setup?token=" + token);
            print("From another machine: ssh -L " + bound + ":127.0.0.1:" + bound
                    + " THIS-HOST, then the same address. Ctrl-C ends it.");
            told(made.get(), files);
        }
        return once ? 0 : ServeCommand.serve(config, host(settings), bound, spec);
    }

    private Choice choice(ServerSettings settings) {
        String reached = url == null ? settings.http().baseUrl() : url;
        String drawn = "fettle-" + Integer.toHexString(new SecureRandom().nextInt(0x10000, 0x100000));
        return new Choice(forge, organisation, name.isEmpty() ? drawn : name, reached);
    }

    private void told(NewApp app, SetupFiles files) {
        boolean calls = app.webhookSecret().isPresent();
        if (json) {
            print(new ObjectMapper()
                    .createObjectNode()
                    .put("app_id", app.id())
                    .put("name", app.name())
                    .put("settings", files.config().toString())
                    .put("webhook", calls)
                    .put("install", AppSetup.install(app))
                    .toPrettyString());
            return;
        }
        print("App " + app.id() + " (" + app.name() + ") is stored: " + files.config() + ", and its key beside it.");
        print(
                calls
                        ? "The forge calls this server."
                        : "Nothing calls this server: Fettle looks for what is new by itself.");
        print("Install it on a repository: " + AppSetup.install(app));
    }

    private Secret secret(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new SetupRefusedException(file + " is not there.");
        }
        String text = Files.readString(file).strip();
        if (text.isEmpty()) {
            throw new SetupRefusedException(file + " is empty.");
        }
        return Secret.of(text);
    }

    private String host(ServerSettings settings) {
        return host == null ? settings.http().host() : host;
    }

    private int port(ServerSettings settings) {
        return port == null ? settings.http().port() : port;
    }

    private static Set<String> names(String reached) {
        if (reached.isEmpty()) {
            return Set.of();
        }
        String known = URI.create(reached).getHost();
        return known == null ? Set.of() : Set.of(known);
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
