package dev.fettle.gate.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Servers that watch the machine: a metric must be a number that a machine can have. */
final class MonitorProfile implements Profile {
    private static final Pattern WORDS =
            Pattern.compile("system-?monitor|sysmon|system-?info|sys-?info|system-?metrics|system-?stats");
    private static final Pattern TOOL = Pattern.compile(".*(cpu|memory|mem_|system|uptime|load_?average).*");
    private static final List<String> BEST = List.of("cpu", "memory", "stats", "usage", "metric", "system");
    private static final Pattern PERCENT = Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s*%");
    private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(?:[KMGT]i?B|bytes)");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of any machine, with room above the largest that exist: 1 MB to 100 PB. */
    private static final double LEAST_BYTES = 1e6;

    private static final double MOST_BYTES = 1e17;
    /** Some count each processor as another hundred. */
    private static final double MOST_PERCENT = 100.0 * 4096;

    @Override
    public String id() {
        return "system-monitor";
    }

    @Override
    public Pattern words() {
        return WORDS;
    }

    @Override
    public boolean fits(List<Tool> tools) {
        return tools.stream()
                .anyMatch(tool -> tool.lowerName().matches(".*(cpu|memory|system).*(usage|stats|info|metrics?).*")
                        && tool.required().isEmpty());
    }

    @Override
    public Optional<CheckResult> probe(Talk talk) {
        return talk.tools().stream()
                .filter(tool -> TOOL.matcher(tool.lowerName()).matches())
                .filter(tool -> tool.required().isEmpty())
                .min(Comparator.comparingInt(MonitorProfile::rank))
                .map(tool -> verdict(tool, talk.call(tool, JsonNodeFactory.instance.objectNode())));
    }

    private static int rank(Tool tool) {
        for (int i = 0; i < BEST.size(); i++) {
            if (tool.lowerName().contains(BEST.get(i))) {
                return i;
            }
        }
        return BEST.size();
    }

    private static CheckResult verdict(Tool tool, Reply reply) {
        Optional<CheckResult> fault = ProbeVerdicts.fault(tool, reply);
        if (fault.isPresent()) {
            return fault.get();
        }
        List<String> plausible = new ArrayList<>();
        List<String> impossible = new ArrayList<>();
        JsonNode json = json(reply);
        if (json.isContainerNode()) {
            weigh("", json, plausible, impossible);
        } else {
            weigh(reply.text(), plausible, impossible);
        }
        if (!impossible.isEmpty() || plausible.isEmpty()) {
            String what = impossible.isEmpty()
                    ? "it has no percentage and no amount of memory that could be checked"
                    : impossible.get(0) + " is impossible";
            return CheckResult.of(Check.PROBE, Fault.PROBE_WRONG_ANSWER, tool.shown() + ": " + what);
        }
        return CheckResult.passed(Check.PROBE, tool.shown() + ": " + plausible.get(0));
    }

    private static JsonNode json(Reply reply) {
        JsonNode structured = reply.result().path("structuredContent");
        if (structured.isContainerNode()) {
            return structured;
        }
        try {
            JsonNode text = JSON.readTree(
                    reply.result().path("content").path(0).path("text").asText(""));
            return text == null ? structured : text;
        } catch (JsonProcessingException e) {
            return structured; // plain text, which has its own reading
        }
    }

    private static void weigh(String path, JsonNode node, List<String> plausible, List<String> impossible) {
        node.fields()
                .forEachRemaining(
                        member -> weigh(path + "/" + member.getKey(), member.getValue(), plausible, impossible));
        if (node.isArray()) {
            node.forEach(item -> weigh(path, item, plausible, impossible));
        }
        if (!node.isNumber()) {
            return;
        }
        String name = path.toLowerCase(Locale.ROOT);
        String leaf = name.substring(name.lastIndexOf('/') + 1);
        double value = node.asDouble();
        if (name.contains("percent") || leaf.endsWith("usage") || leaf.endsWith("pct")) {
            (value >= 0 && value <= MOST_PERCENT ? plausible : impossible).add(path + " " + node);
        } else if (name.contains("mem") && (leaf.contains("total") || leaf.contains("bytes"))) {
            boolean total = leaf.contains("total");
            boolean possible = value >= 0 && value <= MOST_BYTES && !(total && value == 0);
            boolean inBytes = leaf.contains("bytes");
            (possible && !(total && inBytes && value < LEAST_BYTES) ? plausible : impossible).add(path + " " + node);
        }
    }

    private static void weigh(String text, List<String> plausible, List<String> impossible) {
        Matcher percent = PERCENT.matcher(text);
        while (percent.find()) {
            double value = Double.parseDouble(percent.group(1));
            (value >= 0 && value <= MOST_PERCENT ? plausible : impossible).add(percent.group());
        }
        Matcher amount = AMOUNT.matcher(text);
        while (amount.find()) {
            plausible.add(amount.group());
        }
    }
}
