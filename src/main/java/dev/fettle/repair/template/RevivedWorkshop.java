package dev.fettle.repair.template;

import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.schema.CompiledBatch;
import dev.fettle.repair.template.schema.Survey;
import dev.fettle.repair.template.source.CompilerSettings;
import dev.fettle.repair.template.source.Hints;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a workshop anew when its process dies under a request, opens again what was open and asks once more. */
final class RevivedWorkshop implements Workshop {
    private static final Logger LOG = LoggerFactory.getLogger(RevivedWorkshop.class);

    private final Supplier<Workshop> start;
    private volatile Workshop current;
    private volatile boolean closed;
    private @Nullable Opened opened;

    private record Opened(CompilerSettings settings, Map<String, String> texts) {}

    RevivedWorkshop(Supplier<Workshop> start) {
        this.start = start;
        this.current = start.get();
    }

    @Override
    public List<String> open(CompilerSettings settings, Map<String, String> texts) {
        opened = null;
        List<String> errors = ask(workshop -> workshop.open(settings, texts));
        opened = new Opened(settings, Map.copyOf(texts));
        return errors;
    }

    @Override
    public Generated generate(Map<String, Map<Integer, Double>> suspicion, Hints hints, int firstId, int most) {
        return ask(workshop -> workshop.generate(suspicion, hints, firstId, most));
    }

    @Override
    public List<CompiledBatch> compile(List<Draft> drafts) {
        return ask(workshop -> workshop.compile(drafts));
    }

    @Override
    public Survey survey(List<Draft> drafts, int firstId) {
        return ask(workshop -> workshop.survey(drafts, firstId));
    }

    @Override
    public List<Draft> perturbed(Draft draft, int firstId) {
        return ask(workshop -> workshop.perturbed(draft, firstId));
    }

    private synchronized <T> T ask(Function<Workshop, T> question) {
        try {
            return question.apply(current);
        } catch (WorkshopException broken) {
            if (closed) {
                throw broken; // who closes it does not wait for an answer
            }
            LOG.warn("the analysis is started anew: {}", broken.getMessage());
            current.close();
            current = start.get();
            if (opened != null) {
                current.open(opened.settings(), opened.texts());
            }
            return question.apply(current);
        }
    }

    @Override
    public void close() {
        closed = true;
        current.close();
    }
}
