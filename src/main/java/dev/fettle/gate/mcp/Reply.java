package dev.fettle.gate.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What came of one request.
 *
 * @param result the raw result, missing unless there is one
 * @param said the server's error, or what is wrong with its answer
 */
record Reply(State state, JsonNode result, String said) {
    /** How a request ended. */
    enum State {
        /** With a result that the protocol allows. */
        ANSWERED,
        /** With a result that the protocol does not allow. */
        MALFORMED,
        /** With an error. */
        REFUSED,
        /** Not in time. */
        LATE,
        /** The server ended. */
        DIED,
        /** The server wrote more than is read. */
        FLOODED
    }

    static Reply without(State state, String said) {
        return new Reply(state, MissingNode.getInstance(), said);
    }

    boolean ok() {
        return state == State.ANSWERED;
    }

    /** The text parts of a tool's result, and its structured part. */
    String text() {
        StringBuilder text = new StringBuilder();
        result.path("content")
                .forEach(part -> text.append(part.path("text").asText(""))
                        .append(part.path("resource").path("text").asText(""))
                        .append('\n'));
        JsonNode structured = result.path("structuredContent");
        return structured.isMissingNode()
                ? text.toString()
                : text.append(structured).toString();
    }

    /** Whether a tool says that it failed. */
    boolean toolFailed() {
        return result.path("isError").asBoolean(false);
    }
}
