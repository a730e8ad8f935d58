package dev.fettle.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.insight.Overview;
import dev.fettle.insight.OverviewJson;
import dev.fettle.insight.Overviews;
import dev.fettle.web.api.Access;
import dev.fettle.web.api.ApiParts;
import dev.fettle.web.api.ApiRoutes;
import dev.fettle.web.api.Operation;
import dev.fettle.web.api.Operations;
import dev.fettle.web.mcp.McpEndpoint;
import io.javalin.config.JavalinConfig;
import java.util.List;

/** The two doors for programs, {@code /api/v1} and {@code /mcp}, over the same operations. */
final class Programs implements WebServer.Routes, AutoCloseable {
    private final ApiRoutes api;
    private final McpEndpoint mcp;

    Programs(WebParts parts, Onlooker.Source onlookers, HostCheck hosts) {
        ProgramParts programs = parts.programs();
        Overviews overviews = new Overviews(parts.figures().tally(), parts.clock());
        List<Operation> operations = Operations.over(new ApiParts(
                parts.backlog(),
                parts.figures().tally(),
                programs.verbs(),
                programs.keys(),
                sight ->
                        dashboard(overviews.of(sight), parts.figures().budgets().apply(sight)),
                parts.warnings(),
                parts.figures().deliveries(),
                parts.clock()));
        Access access = new Access(
                programs.keys(), parts.backlog(), ctx -> onlookers.of(ctx).sight(), parts.clock());
        this.api = new ApiRoutes(operations, access);
        this.mcp = new McpEndpoint(operations, access, hosts.names(), programs.version());
    }

    private static ObjectNode dashboard(Overview overview, List<BudgetUse> uses) {
        ObjectNode json = OverviewJson.of(overview);
        ArrayNode budgets = json.putArray("budgets");
        uses.forEach(use -> budgets.addObject()
                .put("name", use.name())
                .put("used", use.used())
                .put("limit", use.limit())
                .put("note", use.note()));
        return json;
    }

    @Override
    public void add(JavalinConfig config) {
        api.add(config);
        mcp.add(config);
    }

    @Override
    public void close() {
        mcp.close();
    }
}
