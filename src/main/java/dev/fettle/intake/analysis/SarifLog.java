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
 */
public record SarifLog(List<String> tools, List<Signal.RuleFinding> findings, Map<NotTaken, Integer> notTaken) {
    public SarifLog {
        tools = List.copyOf(tools);
        findings = List.copyOf(findings);
        notTaken = notTaken.isEmpty() ? Map.of() : new EnumMap<>(notTaken);
    }
}
