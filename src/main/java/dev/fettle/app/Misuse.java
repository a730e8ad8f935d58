package dev.fettle.app;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person sees who typed what cannot be: the mistake, what may have been meant, and where to read on. Pages of help would hide it. */
final class Misuse {
    private Misuse() {}

    /** For picocli. */
    static int explain(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            err.println(unknown(unmatched.getUnmatched().get(0), command));
        } else {
            err.println(mistake.getMessage());
        }
        boolean leaf = command.getSubcommands().isEmpty();
        if (leaf && saysWhatToDo(mistake)) {
            err.flush();
            return command.getCommandSpec().exitCodeOnInvalidInput();
        }
        if (leaf || mistake instanceof UnmatchedArgumentException) {
            err.println("'" + command.getCommandSpec().qualifiedName() + " --help' shows what there is.");
        } else {
            command.usage(err); // which commands there are is the answer
        }
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What a command says of itself is all there is to say: no page of options mends a settings file or makes a folder. */
    private static boolean saysWhatToDo(ParameterException mistake) {
        return mistake.getClass() == ParameterException.class && mistake.getArgSpec() == null;
    }

    private static String unknown(String word, CommandLine command) {
        boolean option = word.startsWith("-");
        Collection<String> known = option
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        String of = command.getCommandSpec().qualifiedName();
        String what = option
                ? of + " has no option '" + word + "'."
                : known.isEmpty() ? of + " does not take '" + word + "'." : of + " has no command '" + word + "'.";
        String bare = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        Optional<String> meant =
                known.stream().filter(name -> isASlipAway(bare, name)).sorted().findFirst();
        return meant.map(name -> what + " Did you mean '" + name + "'?").orElse(what);
    }

    /** Two letters changed places, or one is wrong, missing or too many. */
    private static boolean isASlipAway(String typed, String name) {
        int same = 0;
        while (same < Math.min(typed.length(), name.length()) && typed.charAt(same) == name.charAt(same)) {
            same++;
        }
        String left = typed.substring(same);
        String right = name.substring(same);
        return left.length() > 1
                        && right.length() > 1
                        && left.charAt(0) == right.charAt(1)
                        && left.charAt(1) == right.charAt(0)
                        && left.substring(2).equals(right.substring(2))
                || tail(left).equals(tail(right))
                || tail(left).equals(right)
                || left.equals(tail(right));
    }

    private static String tail(String text) {
        return text.isEmpty() ? text : text.substring(1);
    }
}
