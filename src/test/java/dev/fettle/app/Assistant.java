package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An assistant that uses Fettle's tools, through the SDK's own client over HTTP. */
final class Assistant implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final McpSyncClient client;

    /** @param key "" for none */
    Assistant(String url, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        client = McpClient.sync(HttpClientStreamableHttpTransport.builder(url)
                        .endpoint("/mcp")
                        .jsonMapper(new JacksonMcpJsonMapper(new JsonMapper()))
                        .requestBuilder(request)
                        .build())
                .clientInfo(McpSchema.Implementation.builder("assistant", "1").build())
                .requestTimeout(Duration.ofSeconds(60))
                .initializationTimeout(Duration.ofSeconds(60))
                .build();
    }

    McpSchema.InitializeResult initialize() {
        return client.initialize();
    }

    List<McpSchema.Tool> tools() {
        return client.listTools().tools();
    }

    /** What a tool that does its work says. */
    JsonNode call(String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = client.callTool(request(tool, arguments));
        assertThat(result.isError()).as(result.toString()).isFalse();
        return JSON.valueToTree(result.structuredContent());
    }

    /** What a tool that refuses says. */
    String refused(String tool, Map<String, Object> arguments) {
        McpSchema.CallToolResult result = client.callTool(request(tool, arguments));
        assertThat(result.isError()).as(result.toString()).isTrue();
        return ((McpSchema.TextContent) result.content().get(0)).text();
    }

    private static McpSchema.CallToolRequest request(String tool, Map<String, Object> arguments) {
        return McpSchema.CallToolRequest.builder(tool).arguments(arguments).build();
    }

    @Override
    public void close() {
        client.close();
    }
}
