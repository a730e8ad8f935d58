package dev.fettle.repair.template;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.repair.Suspect;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.source.Hints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the rules offer drafts for suspicious lines, module by module, and keeps the workshops in which these are compiled. */
final class Generation implements AutoCloseable {
    static final Comparator<Draft> BY_RANK = Comparator.comparingDouble(draft -> -draft.rank());

    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);
    private static final int MOST_DRAFTS = 40_000;

    private final SearchSetting setting;
    private final Account account;
    private final Ids ids;
    private final Hints hints;
    private final Map<Project.Module, Workshop> workshops = new LinkedHashMap<>();
    private final List<Draft> everything = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Boolean> texts = new HashMap<>();

    Generation(SearchSetting setting, Account account, Ids ids) {
        this.setting = setting;
        this.account = account;
        this.ids = ids;
        this.hints = FailureHints.of(setting.reproduction().red(), this::sourceOf)
                .with(Crashes.of(setting.reproduction().red(), setting.files()));
    }

    private Optional<String> sourceOf(TestId test) {
        return setting.files().pathOf(test).flatMap(setting.read());
    }

    /** Whether production code threw in a failing test what tells what was wrong. */
    boolean crashed() {
        return !hints.crashes().isEmpty();
    }

    /** Drafts for some lines, best first; those of earlier lines can still be compiled afterwards. */
    List<Draft> of(List<Suspect> lines) {
        Map<Project.Module, Map<String, Map<Integer, Double>>> byModule = new LinkedHashMap<>();
        for (Suspect suspect : lines) {
            if (!isText(suspect.path())) {
                continue;
            }
            setting.files()
                    .ofSource(suspect.path())
                    .ifPresent(module -> byModule.computeIfAbsent(module, key -> new LinkedHashMap<>())
                            .computeIfAbsent(suspect.path(), key -> new HashMap<>())
                            .put(suspect.line(), suspect.suspiciousness()));
        }
        List<Draft> drafts = new ArrayList<>();
        byModule.forEach((module, suspicion) -> {
            Generated generated = open(module, suspicion).generate(suspicion, hints, ids.next(), MOST_DRAFTS);
            generated.failures().forEach(failure -> LOG.error("a rule failed: {}", failure));
            List<Draft> some = generated.drafts();
            ids.used(some.size());
            drafts.addAll(some);
        });
        drafts.sort(BY_RANK);
        everything.addAll(drafts);
        drafts.forEach(account::generated);
        return drafts;
    }

    /** What cannot be read as text cannot be changed. */
    private boolean isText(String path) {
        return texts.computeIfAbsent(path, key -> {
            boolean readable = setting.read().apply(key).isPresent();
            if (!readable) {
                notes.add(key + " is no text that can be read: nothing was tried there.");
            }
            return readable;
        });
    }

    /** All drafts so far, best first. */
    List<Draft> all() {
        return everything.stream().sorted(BY_RANK).toList();
    }

    /** Opens the files of all lines so far, so that pairs over them can be compiled. */
    private Workshop open(Project.Module module, Map<String, Map<Integer, Double>> suspicion) {
        Workshop workshop = of(module);
        Map<String, String> texts = new LinkedHashMap<>();
        Stream.concat(suspicion.keySet().stream(), everything.stream().map(Draft::path))
                .distinct()
                .filter(path ->
                        setting.files().ofSource(path).filter(module::equals).isPresent())
                .forEach(path -> setting.read().apply(path).ifPresent(text -> texts.put(path, text)));
        List<String> errors = workshop.open(setting.files().settings(module, setting.root()), texts);
        if (!errors.isEmpty()) {
            notes.add("The analysis meets " + errors.size() + " errors: " + errors.get(0));
        }
        return workshop;
    }

    /** Where a draft is compiled. */
    Workshop workshopOf(Draft draft) {
        return of(setting.files()
                .ofSource(draft.path())
                .orElseThrow(() -> new WorkshopException("no module holds " + draft.path())));
    }

    private Workshop of(Project.Module module) {
        return workshops.computeIfAbsent(module, key -> setting.workshop().get());
    }

    /** What a person should know of it. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {
        workshops.values().forEach(Workshop::close);
    }
}
