package dev.fettle.repair.template;

import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Generator;
import dev.fettle.repair.template.rule.Perturbation;
import dev.fettle.repair.template.rule.Rules;
import dev.fettle.repair.template.schema.CompiledBatch;
import dev.fettle.repair.template.schema.Survey;
import dev.fettle.repair.template.schema.Surveyor;
import dev.fettle.repair.template.schema.VariantCompiler;
import dev.fettle.repair.template.source.CompilerSettings;
import dev.fettle.repair.template.source.Hints;
import dev.fettle.repair.template.source.SourceAnalysis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The workshop's work itself, in this JVM. In production only {@link AnalysisMain} makes one, inside the sandbox. */
public final class LocalWorkshop implements Workshop {
    private final JavaFileManager readers = ToolProvider.getSystemJavaCompiler()
            .getStandardFileManager(null, null, java.nio.charset.StandardCharsets.UTF_8);
    private @Nullable SourceAnalysis analysis;
    private @Nullable VariantCompiler compiler;
    private @Nullable Generator generator;

    @Override
    public List<String> open(CompilerSettings settings, Map<String, String> texts) {
        CompilerSettings chosen = settings;
        SourceAnalysis found = SourceAnalysis.of(settings, texts, readers);
        if (!found.errors().isEmpty() && settings.strictRelease()) {
            // Projects that reach for internal classes of the JDK compile only without --release.
            SourceAnalysis lenient = SourceAnalysis.of(settings.lenient(), texts, readers);
            if (lenient.errors().isEmpty()) {
                chosen = settings.lenient();
                found = lenient;
            }
        }
        analysis = found;
        compiler = new VariantCompiler(chosen, found, readers);
        generator = new Generator(Rules.all());
        return found.errors();
    }

    @Override
    public Generated generate(Map<String, Map<Integer, Double>> suspicion, Hints hints, int firstId, int most) {
        if (analysis == null || generator == null) {
            throw new WorkshopException("nothing is open");
        }
        List<Draft> drafts = generator.drafts(analysis, suspicion, hints, firstId, most);
        return new Generated(drafts, generator.failures());
    }

    @Override
    public List<CompiledBatch> compile(List<Draft> drafts) {
        if (compiler == null) {
            throw new WorkshopException("nothing is open");
        }
        return compiler.compile(drafts);
    }

    @Override
    public Survey survey(List<Draft> drafts, int firstId) {
        if (analysis == null || compiler == null) {
            throw new WorkshopException("nothing is open");
        }
        return new Surveyor(analysis, compiler).survey(drafts, firstId);
    }

    @Override
    public List<Draft> perturbed(Draft draft, int firstId) {
        if (analysis == null) {
            throw new WorkshopException("nothing is open");
        }
        return new Perturbation(analysis).of(draft, firstId);
    }

    @Override
    public void close() {
        try {
            readers.close();
        } catch (IOException e) {
            throw new UncheckedIOException("javac's files cannot be closed", e);
        }
    }
}
