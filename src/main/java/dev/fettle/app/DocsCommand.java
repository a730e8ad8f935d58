package dev.fettle.app;

import dev.fettle.app.config.SettingsLoader;
import dev.fettle.app.docs.Reference;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.gate.mcp.McpDoctor;
import dev.fettle.gate.mcp.PackageFolders;
import dev.fettle.gate.mcp.Patience;
import dev.fettle.repair.template.rule.Rules;
import dev.fettle.sandbox.SandboxSelection;
import dev.fettle.web.api.OpenApi;
import dev.fettle.web.api.Operations;
import dev.fettle.web.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle docs}: the documents as a site, and the part of them that is made of the code. */
@Command(
        name = "docs",
        mixinStandardHelpOptions = true,
        description = "The documents: as a site to read in a browser, and what of them is made of the code.",
        subcommands = {
            DocsCommand.SiteCommand.class,
            DocsCommand.ReferenceCommand.class,
            DocsCommand.OpenApiCommand.class
        })
final class DocsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** All that is made of the code. */
    static Reference reference(CommandLine fettle) {
        McpDoctor doctor = new McpDoctor(
                SandboxSelection.strongestOf(List.of()),
                SecretShapes.bundled(),
                new PackageFolders(List.of()),
                Patience.DEFAULT);
        return new Reference(
                fettle,
                SettingsLoader.documented(),
                EngineWiring.gatesInForce(SecretShapes.bundled(), RepositorySettings.DEFAULT, doctor),
                Rules.all(),
                OpenApi.of(Operations.described()));
    }

    @Command(
            name = "site",
            mixinStandardHelpOptions = true,
            description =
                    "Writes the documents as web pages: no server, no network and no script is needed to read them.",
            footerHeading = "%nExamples:%n",
            footer = {"  fettle docs site", "  fettle docs site docs --out /var/www/fettle"})
    static final class SiteCommand implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(
                arity = "0..1",
                paramLabel = "DOCS",
                defaultValue = "docs",
                description = "The folder of the documents. Default: ${DEFAULT-VALUE}.")
        private Path docs = Path.of("docs");

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "target/site",
                description = "Where the pages go. Default: ${DEFAULT-VALUE}.")
        private Path out = Path.of("target/site");

        @Override
        public Integer call() throws IOException {
            if (!Files.isRegularFile(docs.resolve("index.md"))) {
                throw new ParameterException(
                        spec.commandLine(),
                        docs + " has no index.md: call it in Fettle's own folder, or name its folder 'docs'.");
            }
            Site site = Site.read(docs);
            int pages = site.write(out);
            site.deadLinks().forEach(link -> spec.commandLine().getErr().println("dead link: " + link));
            spec.commandLine().getOut().println(pages + " pages, begin with " + out.resolve("index.html"));
            spec.commandLine().getOut().flush();
            spec.commandLine().getErr().flush();
            return site.deadLinks().isEmpty() ? 0 : 1;
        }
    }

    @Command(
            name = "reference",
            mixinStandardHelpOptions = true,
            description =
                    "Writes the pages anew that are made of the code: commands, settings, gates, rules, reasons, risk, API.",
            footerHeading = "%nExample:%n",
            footer = "  fettle docs reference")
    static final class ReferenceCommand implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                defaultValue = "docs/reference",
                description = "Where they go. Default: ${DEFAULT-VALUE}.")
        private Path out = Path.of("docs/reference");

        @Override
        public Integer call() throws IOException {
            Files.createDirectories(out);
            for (Map.Entry<String, String> file :
                    reference(spec.root().commandLine()).files().entrySet()) {
                Files.writeString(out.resolve(file.getKey()), file.getValue());
                spec.commandLine().getOut().println(out.resolve(file.getKey()));
            }
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    @Command(
            name = "openapi",
            mixinStandardHelpOptions = true,
            description = "Prints the description of the JSON API in OpenAPI 3.0.",
            footerHeading = "%nExample:%n",
            footer = "  fettle docs openapi")
    static final class OpenApiCommand implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            spec.commandLine()
                    .getOut()
                    .println(OpenApi.of(Operations.described()).toPrettyString());
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}
