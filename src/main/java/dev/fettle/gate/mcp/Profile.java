package dev.fettle.gate.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.gate.mcp.ServerDeclaration.Program;
import dev.fettle.sandbox.Execution;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A kind of server for which a probe is known. */
interface Profile {
    /** Such as {@code system-monitor}. */
    String id();

    /** What is in the name and command of a server of this kind, in lower case. */
    Pattern words();

    /** Whether a server is of this kind, by its tools. */
    boolean fits(List<Tool> tools);

    /** The program, with what it works on replaced by a place that may be written to. */
    default Program prepared(Program program, Scratch scratch) {
        return program;
    }

    /** Makes what the probe needs, before the server starts where its kind is known by then; says why it cannot. */
    default Optional<CheckResult> before(Talk talk) {
        return Optional.empty();
    }

    /** The probe's verdict: one or more calls, and what their answers must be; empty when no tool can be called in a way that is known. */
    Optional<CheckResult> probe(Talk talk);

    /** What a probe may do. */
    interface Talk {
        List<Tool> tools();

        Scratch scratch();

        /** Characters that nobody knew before, to be recognised by. */
        String nonce();

        /** Calls a tool; what its schema requires besides is filled in. */
        Reply call(Tool tool, ObjectNode arguments);

        /** Runs a program to its end, beside the server in the same sandbox. */
        Execution run(String... argv);
    }
}
