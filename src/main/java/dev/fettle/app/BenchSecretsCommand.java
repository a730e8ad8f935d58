package dev.fettle.app;

import dev.fettle.app.bench.SecretsBench;
import dev.fettle.app.bench.SecretsBench.Group;
import dev.fettle.app.bench.SecretsBench.LabelException;
import dev.fettle.app.bench.SecretsBench.Place;
import dev.fettle.app.bench.SecretsBench.Searched;
import dev.fettle.base.SecretShapes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle bench secrets}: recall, false alarms and speed of the search for secrets. */
@Command(
        name = "secrets",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Searches texts for secrets and counts. With --labelled, texts of which somebody says whether they hold one: recall and false alarms.",
            "Of folders, such as the sources of projects, every line in which something is found, and megabytes a second on one thread. It counts the shapes alone; with --gate, the whole gate secret-scan: disguises, names of files and data of persons too."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:counted", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  fettle bench secrets ../shop --show             where something is found in a folder, by kind",
            "  fettle bench secrets ../shop --gate             the same by the whole gate, as if the folder were a change",
            "  fettle bench secrets --labelled texts.jsonl     {\"text\": \"…\", \"secret\": true, \"group\": \"…\"} a line"
        })
final class BenchSecretsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "DIR", description = "Folders to search.")
    private Path[] folders = {};

    @Option(
            names = "--labelled",
            paramLabel = "FILE",
            description = "JSON objects, one a line, with text, secret (true or false) and, if wanted, group.")
    private @Nullable Path labelled;

    @Option(names = "--gate", description = "Folders by the whole gate, as if a change added each of their files.")
    private boolean gate;

    @Option(
            names = "--show",
            description =
                    "Of a folder, each place with its kind; of labelled texts, the numbers of the lines that were judged otherwise. Never a value.")
    private boolean show;

    @Override
    public Integer call() throws Exception {
        if (folders.length == 0 && labelled == null) {
            throw wrong("Name a folder, or --labelled FILE.");
        }
        SecretsBench bench = new SecretsBench(SecretShapes.bundled());
        PrintWriter out = spec.commandLine().getOut();
        if (labelled != null) {
            labelled(bench, labelled, out);
        }
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw wrong(folder + " is no folder.");
            }
            Consumer<Place> told = place -> {
                if (show) {
                    out.println(place.file() + ":" + place.line() + " " + place.kind());
                }
            };
            Searched searched = gate ? bench.folderByTheGate(folder, told) : bench.folder(folder, told);
            out.printf(
                    Locale.ROOT,
                    "%s%s: %d files, %d lines, something found in %d of them; %.1f MB in %.2f s, %.1f MB/s%n",
                    folder,
                    gate ? " (the whole gate)" : "",
                    searched.files(),
                    searched.lines(),
                    searched.alarms(),
                    searched.bytes() / 1e6,
                    searched.seconds(),
                    searched.megabytesASecond());
        }
        out.flush();
        return 0;
    }

    private void labelled(SecretsBench bench, Path file, PrintWriter out) {
        try {
            Map<String, Group> groups = bench.labelled(file, line -> {
                if (show) {
                    out.println(file + ":" + line);
                }
            });
            groups.forEach((name, group) -> out.printf(
                    Locale.ROOT,
                    "%s: found %d of %d secrets%s, false alarms %d of %d texts without one%n",
                    name,
                    group.found(),
                    group.secrets(),
                    group.secrets() == 0
                            ? ""
                            : String.format(Locale.ROOT, " (%.1f %%)", 100.0 * group.found() / group.secrets()),
                    group.alarms(),
                    group.benign()));
        } catch (LabelException e) {
            throw wrong(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw wrong(file + " cannot be read: " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
