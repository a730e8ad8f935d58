package dev.fettle.intake.analysis;

import dev.fettle.intake.Signal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a SARIF file holds.
 *
 * @param tools that wrote it
 * @param findings to be mended, in the file's order
 * @param notTaken how many of its results are no findings, and why
 * @param analyses whose runs these are, with what each of them found
 */
public record SarifLog(
        List<String> tools,
        List<Signal.RuleFinding> findings,
        Map<NotTaken, Integer> notTaken,
        List<Signal.AnalysisEnded> analyses) {
    public SarifLog {
        tools = List.copyOf(tools);
        findings = List.copyOf(findings);
        analyses = List.copyOf(analyses);
        notTaken = notTaken.isEmpty() ? Map.of() : new EnumMap<>(notTaken);
    }
}
