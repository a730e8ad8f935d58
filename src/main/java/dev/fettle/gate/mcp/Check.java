package dev.fettle.gate.mcp;

/** What is looked at in a server, in this order; a server that fails one is not asked for those that build on it. */
public enum Check {
    /** The declaration can be read and says how to start it. */
    DECLARATION("declaration"),
    /** Its process comes up and lives. */
    START("start"),
    /** It answers {@code initialize}. */
    HANDSHAKE("handshake"),
    /** It chooses a revision of the protocol that exists. */
    PROTOCOL_VERSION("protocol version"),
    /** It lists its tools. */
    TOOL_LIST("tool list"),
    /** Every tool's input schema is a JSON Schema of an object. */
    INPUT_SCHEMAS("input schemas"),
    /** Nothing in what a model will read tries to steer it, or hides from people. */
    DESCRIPTIONS("descriptions"),
    /** A call does what it should. */
    PROBE("probe call"),
    /** Its standard output carries the protocol and nothing else. */
    OUTPUT("output"),
    /** It ends when its client goes. */
    SHUTDOWN("shutdown");

    private final String label;

    Check(String label) {
        this.label = label;
    }

    /** As people read it. */
    public String label() {
        return label;
    }
}
