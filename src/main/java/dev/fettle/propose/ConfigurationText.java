package dev.fettle.propose;

import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException.Mistake;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CheckRun.Annotation;
import dev.fettle.forge.CheckRun.Conclusion;
import dev.fettle.forge.CheckRun.Level;
import java.util.List;
import java.util.Set;

/** What is said of a settings file in the pull request that changes it. */
public final class ConfigurationText {
    private static final int MOST_SHOWN = 50;
    private static final int LONGEST = 300;

    private ConfigurationText() {}

    /**
     * The check on the head.
     *
     * @param mistakes with lines of the file as the pull request has it
     * @param lines of that file
     * @param known lines of the file that is in force: no remark stands on what was there before
     */
    public static CheckRun check(String head, List<Mistake> mistakes, List<String> lines, List<String> known) {
        return new CheckRun(
                "fettle/configuration",
                head,
                mistakes.isEmpty() ? Conclusion.SUCCESS : Conclusion.FAILURE,
                mistakes.isEmpty()
                        ? "0 mistakes in " + RepositorySettings.PATH
                        : Words.plural(mistakes.size(), "mistake") + " in " + RepositorySettings.PATH + ", allowed 0",
                summary(mistakes),
                annotations(mistakes, lines, Set.copyOf(known)));
    }

    private static String summary(List<Mistake> mistakes) {
        if (mistakes.isEmpty()) {
            return "It comes into force when it is merged: Fettle reads the default branch only.";
        }
        StringBuilder text = new StringBuilder(
                "Merged as it is, nothing would be done for this repository until they are mended: no value is guessed.\n\n");
        mistakes.stream()
                .limit(MOST_SHOWN)
                .forEach(mistake -> text.append("- ")
                        .append(mistake.line() > 0 ? "line " + mistake.line() + ": " : "")
                        .append(Markdown.prose(mistake.message(), LONGEST))
                        .append('\n'));
        int more = mistakes.size() - MOST_SHOWN;
        return more > 0 ? text.append("- and ").append(more).append(" more\n").toString() : text.toString();
    }

    private static List<Annotation> annotations(List<Mistake> mistakes, List<String> lines, Set<String> known) {
        return mistakes.stream()
                .filter(mistake -> mistake.line() > 0 && mistake.line() <= lines.size())
                .filter(mistake -> !known.contains(lines.get(mistake.line() - 1)))
                .limit(MOST_SHOWN)
                .map(mistake -> new Annotation(
                        RepositorySettings.PATH,
                        mistake.line(),
                        mistake.line(),
                        Level.FAILURE,
                        Markdown.plain(mistake.message(), LONGEST)))
                .toList();
    }
}
