package dev.fettle.insight;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Tally.EngineAttempts;
import dev.fettle.backlog.TrackRecord;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@link Overview} as JSON: the mission's four numbers under its names, and beside them what the views of the dashboard show. Shares go from 0 to 1, and null means unknown. */
public final class OverviewJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OverviewJson() {}

    public static ObjectNode of(Overview all) {
        ObjectNode json = JSON.valueToTree(all.health().dashboard().json());
        ArrayNode parts = json.putArray("health_parts");
        all.health()
                .dashboard()
                .parts()
                .forEach(part -> share(
                        parts.addObject().put("name", part.name().toLowerCase(Locale.ROOT)), "hits", part.share()));
        json.set("key_metrics", all.health().metrics().json());
        ArrayNode weeks = json.putArray("weeks");
        all.health()
                .weeks()
                .forEach(week -> share(
                        weeks.addObject()
                                .put("monday", week.monday().toString())
                                .put("created", week.created().number()),
                        "merged",
                        week.resolved()));
        funnel(json.putObject("funnel"), all.funnel());
        ArrayNode engines = json.putArray("engines");
        all.engines().forEach(engine -> engine(engines.addObject(), engine, all.calibration()));
        ArrayNode gates = json.putArray("gates");
        all.trust().gates().forEach(gate -> {
            ObjectNode one = gates.addObject().put("gate", gate.gate());
            ObjectNode outcomes = one.putObject("outcomes");
            gate.outcomes().forEach(outcomes::put);
        });
        ArrayNode rejections = json.putArray("rejections");
        all.trust()
                .rejections()
                .forEach(some -> rejections
                        .addObject()
                        .put("reason", some.reason())
                        .put("tickets", some.tickets().number()));
        ArrayNode reviewers = json.putArray("reviewers");
        all.trust()
                .reviewers()
                .forEach(one -> reviewers
                        .addObject()
                        .put("login", one.login())
                        .put("waiting", one.waiting().number())
                        .put("decided", one.decided().number()));
        return json;
    }

    private static void funnel(ObjectNode json, Funnel funnel) {
        ArrayNode stages = json.putArray("stages");
        for (Funnel.Stage stage : funnel.stages()) {
            ObjectNode one = stages.addObject()
                    .put("stage", stage.milestone().name().toLowerCase(Locale.ROOT))
                    .put("reached", stage.reached().number())
                    .put("on_the_way", stage.onTheWay().number());
            ArrayNode left = one.putArray("got_no_further");
            stage.left()
                    .forEach(some -> left.addObject()
                            .put("reason", some.reason())
                            .put("tickets", some.tickets().number()));
        }
        json.put("merged_30_days_ago", funnel.old().number());
        json.put("still_standing", funnel.lasting().number());
    }

    private static void engine(ObjectNode json, EngineAttempts engine, Calibration calibration) {
        TrackRecord record = calibration.of(engine);
        json.put("engine", engine.engine())
                .put("attempts", engine.attempts())
                .put("plausible", engine.plausible())
                .put("gates_passed", engine.gated())
                .put("decided", record.judged())
                .put("merged", record.merged());
        json.put("median_seconds", engine.medianMillis() == 0 ? null : (Double) (engine.medianMillis() / 1000.0));
    }

    /** What was counted, and the share where enough were. */
    private static void share(ObjectNode json, String hits, Share share) {
        json.put(hits, share.hits()).put("of", share.of()).put("share", known(share));
    }

    private static @Nullable Double known(Share share) {
        return share.known() ? Double.valueOf(share.percent() / 100) : null;
    }
}
