package dev.fettle.app;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle completion}: what a shell needs to complete Fettle's commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints what bash or zsh reads to complete commands and options.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  fettle completion bash      then, in ~/.bashrc: source <(fettle completion bash)",
            "  fettle completion zsh       then, in ~/.zshrc, after compinit: source <(fettle completion zsh)"
        })
final class CompletionCommand implements Callable<Integer> {
    /** zsh reads bash's, which turns its emulation on by itself. */
    private static final String READ_BY_ZSH = "autoload -U +X bashcompinit && bashcompinit\n";

    private enum Shell {
        BASH,
        ZSH
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
    private @Nullable Shell shell;

    @Override
    public Integer call() {
        String script = AutoComplete.bash("fettle", spec.root().commandLine());
        spec.commandLine().getOut().print(shell == Shell.ZSH ? READ_BY_ZSH + script : script);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
