package dev.fettle.gate.mcp;

import dev.fettle.base.NamedReason;

/** Why a check of a server failed or could not be made. */
public enum Fault implements NamedReason {
    DECLARATION_UNREADABLE(Kind.BROKEN, "The file is not JSON as its readers want it: correct it at the place named."),
    DECLARATION_INCOMPLETE(Kind.BROKEN, "It has neither a command nor a URL: say how to start or reach it."),
    TOO_MANY_SERVERS(Kind.CANNOT_RUN, "Only the first 20 servers of a repository are started: declare fewer."),
    TRANSPORT_UNKNOWN(
            Kind.NOT_APPLICABLE, "Only stdio and streamable HTTP are spoken here: move it off the older transport."),
    REMOTE_NOT_CONTACTED(
            Kind.NOT_APPLICABLE,
            "It runs elsewhere and Fettle contacts no address that a repository names: declare a command that starts it to have it looked at."),
    CONTAINER_NOT_STARTED(
            Kind.NOT_APPLICABLE,
            "It is started through a container engine, which is out of reach in the sandbox: declare the program itself to have it looked at."),
    PACKAGE_NOT_LOCAL(
            Kind.CANNOT_RUN,
            "Its package is not on this machine and the sandbox has no network: install it in the folder for MCP packages, or keep it in the repository."),
    PROGRAM_NOT_INSTALLED(
            Kind.CANNOT_RUN, "The sandbox has no such program: install it below /usr on the machine that runs Fettle."),
    PROGRAM_MISSING(Kind.BROKEN, "The repository has no such program: correct the path, or add the file."),
    PROGRAM_NOT_EXECUTABLE(Kind.BROKEN, "The file may not be executed: set its executable bit in git."),
    VALUE_WITHHELD(
            Kind.CANNOT_RUN,
            "It needs a value that looks like a secret or comes from its user, which no server is given here: let it start without, and complain when the tool is called."),
    SANDBOX_FAILED(Kind.CANNOT_RUN, "The sandbox could not start the process: see what it says."),
    DIED_AT_START(
            Kind.BROKEN,
            "It ended before it answered: run the command by hand and read what it writes to its error output."),
    NO_ANSWER(Kind.BROKEN, "It answered nothing in the time given: find out what it waits for."),
    DIED_IN_HANDSHAKE(Kind.BROKEN, "It ended right after its first answer: read what it writes to its error output."),
    HANDSHAKE_REFUSED(Kind.BROKEN, "It answered the handshake with an error: correct what it says."),
    HANDSHAKE_INVALID(
            Kind.BROKEN,
            "Its answer to the handshake lacks what the protocol asks for: update the SDK that it is built with."),
    PROTOCOL_VERSION_UNKNOWN(
            Kind.BROKEN, "It chose a protocol revision that does not exist: answer with one that the client knows."),
    NO_TOOLS(Kind.NOT_APPLICABLE, "It offers no tools, so there are none to look at."),
    TOOL_LIST_REFUSED(
            Kind.BROKEN,
            "It says that it has tools and answers with an error when asked for them: correct what it says."),
    TOOL_LIST_INVALID(
            Kind.BROKEN,
            "Its list of tools is not what the protocol asks for: give each tool a name of its own, and end the list."),
    TOOL_LIST_NO_ANSWER(Kind.BROKEN, "It did not list its tools in the time given: find out what it waits for."),
    DIED_IN_TOOL_LIST(Kind.BROKEN, "It ended when asked for its tools: read what it writes to its error output."),
    SCHEMA_MISSING(
            Kind.BROKEN, "A tool has no input schema, so no client can call it: declare one, if only an empty object."),
    SCHEMA_INVALID(
            Kind.BROKEN, "A tool's input schema is not valid JSON Schema of an object: correct it at the place named."),
    HIDDEN_TEXT(Kind.BROKEN, "A text for models has what people do not see: take it out."),
    HIDDEN_INSTRUCTIONS(
            Kind.BROKEN,
            "A text for models gives orders beyond what its tool does: say what the tool does and nothing else."),
    NO_PROBE(
            Kind.NOT_APPLICABLE,
            "No probe call is declared and none is known for such a server: declare one under mcp_servers in .github/fettle.yml."),
    PROBE_TOOL_MISSING(Kind.BROKEN, "It has no tool as the probe calls it: correct the probe, or bring the tool back."),
    PROBE_FAILED(Kind.BROKEN, "The call was answered with an error: correct what it says."),
    PROBE_WRONG_ANSWER(Kind.BROKEN, "The answer to the call is not what it must be: correct the tool."),
    PROBE_NO_ANSWER(Kind.BROKEN, "The call was not answered in the time given: find out what it waits for."),
    DIED_IN_CALL(Kind.BROKEN, "It ended during the call: read what it writes to its error output."),
    PROBE_NOT_POSSIBLE(Kind.CANNOT_RUN, "The probe needs a program that the sandbox has not: install it below /usr."),
    GARBAGE_ON_STDOUT(
            Kind.BROKEN,
            "It writes lines to its standard output that are no messages, which breaks clients: write them to the error output."),
    FLOOD(Kind.BROKEN, "It wrote more than any client should have to read: find out what repeats itself."),
    DOES_NOT_SHUT_DOWN(
            Kind.BROKEN,
            "It went on after its client had left and it was asked to end: end when the standard input ends, and on SIGTERM.");

    /** What follows for whoever judges. */
    public enum Kind {
        /** The server is at fault. */
        BROKEN,
        /** Nothing is known: this machine lacks something. */
        CANNOT_RUN,
        /** There is nothing to try. */
        NOT_APPLICABLE
    }

    private final Kind kind;
    private final String sentence;

    Fault(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    /** In the manner of other gates' kinds of findings: {@code died-at-start}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
