package dev.fettle.web.mcp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.IOException;

/** What is refused before it is a call, as JSON-RPC has it: the SDK would write its exception down, with everything on the stack. */
final class RefusalText extends JsonSerializer<McpError> {
    private static final int INTERNAL = -32603;

    @Override
    public void serialize(McpError refusal, JsonGenerator json, SerializerProvider any) throws IOException {
        JSONRPCError error = refusal.getJsonRpcError();
        json.writeStartObject();
        json.writeStringField("jsonrpc", "2.0");
        json.writeNullField("id");
        json.writeObjectFieldStart("error");
        json.writeNumberField("code", error == null ? INTERNAL : error.code());
        json.writeStringField("message", error == null ? "It was refused." : error.message());
        json.writeEndObject();
        json.writeEndObject();
    }
}
