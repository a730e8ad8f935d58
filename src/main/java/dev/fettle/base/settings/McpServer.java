package dev.fettle.base.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a repository's settings say of one MCP server: how it is started, or more about one that another file of the repository declares under the same name.
 *
 * @param command the program, "" where another file declares the server
 * @param environment its variables; values that look like secrets are never given
 * @param url where it listens on its own loopback once it is started, "" when it speaks over its pipes
 * @param optional whether the gate only warns when it is broken
 * @param probe a call that shows that it works
 */
public record McpServer(
        String name,
        String command,
        List<String> arguments,
        Map<String, String> environment,
        String url,
        boolean optional,
        Optional<Probe> probe) {
    public McpServer {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /**
     * One call of a tool.
     *
     * @param arguments of the call, as a JSON object
     * @param expect what its text must contain, "" for anything that is no error
     */
    public record Probe(String tool, String arguments, String expect) {}
}
