package dev.fettle.repair.template;

import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.schema.CompiledBatch;
import dev.fettle.repair.template.schema.Survey;
import dev.fettle.repair.template.source.CompilerSettings;
import dev.fettle.repair.template.source.Hints;
import java.util.List;
import java.util.Map;

/** Where one module's sources are analysed and variants of them compiled. */
public interface Workshop extends AutoCloseable {
    /**
     * Attributes files; replaces what was opened before.
     *
     * @param texts by path relative to the tree's root
     * @return what javac objects to; drafts of such files are not to be expected
     * @throws WorkshopException when the workshop broke
     */
    List<String> open(CompilerSettings settings, Map<String, String> texts);

    /**
     * Drafts for the opened files, best rank first, numbered from {@code firstId} on.
     *
     * @param suspicion 0 to 1, by path and line
     * @param hints from the failing tests
     * @param most that are wanted
     * @throws WorkshopException when the workshop broke
     */
    Generated generate(Map<String, Map<Integer, Double>> suspicion, Hints hints, int firstId, int most);

    /**
     * Compiles drafts of opened files.
     *
     * @throws WorkshopException when the workshop broke
     */
    List<CompiledBatch> compile(List<Draft> drafts);

    /**
     * Collectors that tell which values drafts of opened files would have had evaluated.
     *
     * @param drafts best first
     * @param firstId of the collectors; fewer than a hundred are needed
     * @throws WorkshopException when the workshop broke
     */
    Survey survey(List<Draft> drafts, int firstId);

    /**
     * A draft of an opened file with other values in the place of its own: what passes all tests with these as well passes by accident.
     *
     * @param firstId of the answer; fewer than ten are needed
     * @return empty where the draft does not bring a value
     * @throws WorkshopException when the workshop broke
     */
    List<Draft> perturbed(Draft draft, int firstId);

    @Override
    void close();
}
