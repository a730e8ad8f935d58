package dev.fettle.repair.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import javax.tools.JavaFileManager;
import javax.tools.ToolProvider;

/** A class in one file, analysed. */
record AnalysedClass(SourceAnalysis analysis) {
    private static final JavaFileManager FILES =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);

    static AnalysedClass of(String fileName, String source) {
        SourceAnalysis analysis =
                SourceAnalysis.of(new CompilerSettings(List.of(), 17, true), Map.of(fileName, source), FILES);
        assertThat(analysis.errors()).isEmpty();
        return new AnalysedClass(analysis);
    }

    JavaModel model() {
        return analysis.model();
    }

    SourceFile file() {
        return analysis.files().get(0);
    }

    /** @param suspicion by line */
    List<Place> places(Map<Integer, Double> suspicion) {
        return Places.of(model(), new Surroundings(model(), file()), suspicion);
    }
}
