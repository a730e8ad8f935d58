package dev.fettle.web.mcp;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.improve.ApiKey.Scope;
import dev.fettle.web.api.ApiProblem;
import dev.fettle.web.api.Caller;
import dev.fettle.web.api.Operation;
import dev.fettle.web.api.Operation.Kind;
import dev.fettle.web.api.Schema;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operations as tools. */
final class McpTools {
    /** Under which the request's context has who asks. */
    static final String CALLER = "fettle.caller";

    private static final Logger LOG = LoggerFactory.getLogger(McpTools.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final String LIST = "list_tickets";
    private static final int ROWS = 20;

    private McpTools() {}

    static List<SyncToolSpecification> of(List<Operation> operations) {
        return operations.stream().map(McpTools::tool).toList();
    }

    private static SyncToolSpecification tool(Operation operation) {
        Schema answer = Foreign.schema(operation.answer());
        Tool tool = Tool.builder(operation.name(), map(input(operation)))
                .title(operation.title())
                .description(operation.description())
                .outputSchema(map(answer.jsonSchema()))
                .annotations(ToolAnnotations.builder()
                        .title(operation.title())
                        .readOnlyHint(operation.scope() == Scope.READ)
                        .destructiveHint(operation.kind() == Kind.ENDS)
                        .idempotentHint(operation.kind() != Kind.GOES_ON)
                        .openWorldHint(operation.kind() != Kind.LOOKS)
                        .build())
                .build();
        return new SyncToolSpecification(tool, (context, request) -> call(operation, context, request));
    }

    /** A list for an assistant is short unless it asks for more: what it reads costs it. */
    private static ObjectNode input(Operation operation) {
        ObjectNode input = operation.input().jsonSchema();
        if (operation.name().equals(LIST)) {
            ((ObjectNode) input.at("/properties/limit")).put("default", ROWS).put("description", "How many at most.");
            ((ObjectNode) input.at("/properties/view"))
                    .put("default", "summary")
                    .put("description", "With description and evidence (full), or without.");
        }
        return input;
    }

    private static CallToolResult call(Operation operation, McpTransportContext context, CallToolRequest request) {
        ObjectNode arguments = JSON.valueToTree(request.arguments() == null ? Map.of() : request.arguments());
        if (operation.name().equals(LIST)) {
            arguments.putIfAbsent("limit", arguments.numberNode(ROWS));
            arguments.putIfAbsent("view", arguments.textNode("summary"));
        }
        try {
            Caller caller = (Caller) context.get(CALLER);
            ObjectNode answer = Foreign.apart(operation.call(caller, arguments).body(), operation.answer());
            return CallToolResult.builder()
                    .addTextContent(answer.toString())
                    .structuredContent(map(answer))
                    .isError(false)
                    .build();
        } catch (ApiProblem problem) {
            return refused(problem.sentence());
        } catch (RuntimeException e) {
            LOG.error("the tool {} failed", operation.name(), e);
            return refused("Something went wrong in Fettle; its log says what.");
        }
    }

    private static CallToolResult refused(String sentence) {
        return CallToolResult.builder().addTextContent(sentence).isError(true).build();
    }

    private static Map<String, Object> map(ObjectNode json) {
        return JSON.convertValue(json, MAP);
    }
}
