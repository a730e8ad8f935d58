package dev.fettle.app.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The page of all commands, from picocli's model of them. */
final class CommandPage {
    private final CommandLine fettle;
    private final StringBuilder page = new StringBuilder();

    CommandPage(CommandLine fettle) {
        this.fettle = fettle;
    }

    String text() {
        page.append("""
                # Every command

                All take `--help`, `--version` and `--debug`. `./fettle completion bash` and `zsh` print what a shell needs to complete them.

                """);
        List<CommandLine> all = new ArrayList<>();
        collect(fettle, all);
        all.forEach(command -> page.append("- [`")
                .append(name(command))
                .append("`](#")
                .append(name(command).replace(' ', '-'))
                .append(")\n"));
        all.forEach(this::command);
        return page.toString();
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        command.getSubcommands().values().stream().distinct().forEach(each -> {
            if (each.getSubcommands().isEmpty()) {
                all.add(each);
            }
            collect(each, all);
        });
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    private void command(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        page.append("\n## ").append(name(command)).append("\n\n");
        page.append(Reference.cell(String.join(" ", usage.description()).replace("%%", "%")))
                .append('\n');
        List<ArgSpec> arguments = new ArrayList<>(spec.positionalParameters());
        spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp() && !option.inherited())
                .filter(option -> !option.hidden())
                .forEach(arguments::add);
        if (!arguments.isEmpty()) {
            page.append("\n| | |\n|---|---|\n");
            arguments.forEach(this::argument);
        }
        if (usage.footer().length > 0) {
            page.append("\n```sh\n");
            for (String line : usage.footer()) {
                page.append(line.strip().replace("%%", "%")).append('\n');
            }
            page.append("```\n");
        }
        page.append("\nExit status: ");
        List<String> codes = new ArrayList<>();
        for (Map.Entry<String, String> code : usage.exitCodeList().entrySet()) {
            codes.add(code.getKey().strip() + " " + Reference.cell(code.getValue()));
        }
        page.append(String.join("; ", codes)).append(".\n");
    }

    private void argument(ArgSpec argument) {
        String name = argument instanceof OptionSpec option
                ? String.join("`, `", option.names())
                : ((PositionalParamSpec) argument).paramLabel();
        String value =
                argument instanceof OptionSpec option && option.arity().max() > 0 ? " " + option.paramLabel() : "";
        page.append("| `")
                .append(name)
                .append(value)
                .append("`")
                .append(argument.required() ? ", required" : "")
                .append(" | ")
                .append(Reference.cell(described(argument)))
                .append(" |\n");
    }

    /** With picocli's variables filled in, as {@code --help} shows it, but on one line. */
    private static String described(ArgSpec argument) {
        String text = String.join(" ", argument.description());
        if (argument.completionCandidates() != null) {
            List<String> candidates = new ArrayList<>();
            argument.completionCandidates().forEach(candidates::add);
            text = text.replace("${COMPLETION-CANDIDATES}", String.join(", ", candidates));
        }
        return Help.Ansi.OFF
                .string(text.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue())))
                .replace("%%", "%");
    }
}
