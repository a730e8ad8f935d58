package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fettle.forge.MissedDelivery;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The App's own list of what GitHub tried to deliver. GitHub repeats nothing by itself, and keeps the list for three days. */
final class HookDeliveries {
    private static final Logger LOG = LoggerFactory.getLogger(HookDeliveries.class);
    /** Of a hundred: two hundred thousand deliveries in three days, failed or not. */
    private static final int MOST_PAGES = 2_000;

    private static final Pattern NEXT = Pattern.compile("[?&]cursor=([^&>]+)[^>]*>;\\s*rel=\"next\"");

    private final Rest rest;
    private final Supplier<Rest.Asker> app;

    HookDeliveries(Rest rest, Supplier<Rest.Asker> app) {
        this.rest = rest;
        this.app = app;
    }

    /** Those since then of which no attempt came through, the oldest first. The list is the newest first. */
    List<MissedDelivery> missed(Instant since) {
        Map<String, MissedDelivery> failed = new LinkedHashMap<>();
        Set<String> arrived = new HashSet<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Answer answer = rest.read(app.get(), "/app/hook/deliveries?per_page=100" + cursor)
                    .orThrow();
            boolean older = false;
            for (JsonNode node : answer.json()) {
                Instant at = when(node);
                older |= at.isBefore(since);
                String guid = Json.text(node, "guid");
                int status = node.path("status_code").asInt();
                if (status >= 200 && status < 300) {
                    arrived.add(guid);
                } else if (!at.isBefore(since) && !guid.isEmpty()) {
                    failed.putIfAbsent(
                            guid, new MissedDelivery(node.path("id").asLong(), guid, Json.text(node, "event"), at));
                }
            }
            String link = answer.headers().get("Link");
            Matcher next = NEXT.matcher(link == null ? "" : link);
            if (older || !next.find()) {
                return oldestFirst(failed, arrived);
            }
            cursor = "&cursor=" + next.group(1);
        }
        LOG.warn("GitHub lists more than {} deliveries; older ones are not looked at", MOST_PAGES * 100);
        return oldestFirst(failed, arrived);
    }

    /** Asks for one more attempt; it comes by the webhook, under its old GUID. */
    void redeliver(long id) {
        Answer unused = rest.write(
                        app.get(), "POST", "/app/hook/deliveries/" + id + "/attempts", MissingNode.getInstance())
                .orThrow();
    }

    private static List<MissedDelivery> oldestFirst(Map<String, MissedDelivery> failed, Set<String> arrived) {
        List<MissedDelivery> missed = new ArrayList<>();
        failed.values().stream().filter(each -> !arrived.contains(each.guid())).forEach(each -> missed.add(0, each));
        return missed;
    }

    private static Instant when(JsonNode node) {
        try {
            return Instant.parse(Json.text(node, "delivered_at"));
        } catch (DateTimeParseException e) {
            return Instant.MAX; // an odd server; rather asked for once too often
        }
    }
}
