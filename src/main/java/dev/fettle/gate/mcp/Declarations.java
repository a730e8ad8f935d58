package dev.fettle.gate.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fettle.base.UntrustedText;
import dev.fettle.base.settings.McpServer;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.gate.mcp.ServerDeclaration.Loopback;
import dev.fettle.gate.mcp.ServerDeclaration.Pipes;
import dev.fettle.gate.mcp.ServerDeclaration.Program;
import dev.fettle.gate.mcp.ServerDeclaration.Unusable;
import dev.fettle.gate.mcp.ServerDeclaration.Way;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the servers that a repository declares, from the files that clients read and from Fettle's own settings of it. */
final class Declarations {
    /** Files that clients read, with the member that holds the servers. */
    private static final Map<String, String> FILES = files();

    private static final int LONGEST_FILE = 256 * 1024;
    private static final int LONGEST_NAME = 80;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Editors read comments and commas too many. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(LONGEST_FILE)
                            .maxNumberLength(50)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Function<String, Optional<String>> tree;
    private final List<McpServer> settings;
    private final List<ServerDeclaration> found = new ArrayList<>();

    private Declarations(Function<String, Optional<String>> tree, List<McpServer> settings) {
        this.tree = tree;
        this.settings = settings;
    }

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(".mcp.json", "mcpServers");
        files.put(".vscode/mcp.json", "servers");
        return java.util.Collections.unmodifiableMap(files);
    }

    /**
     * All servers, in the order of the files.
     *
     * @param tree the text of a file by its path
     * @param settings what the repository's settings add
     */
    static List<ServerDeclaration> read(Function<String, Optional<String>> tree, List<McpServer> settings) {
        return new Declarations(tree, settings).read();
    }

    private List<ServerDeclaration> read() {
        FILES.forEach((file, member) -> tree.apply(file).ifPresent(text -> readFile(file, member, text)));
        settings.forEach(this::readSetting);
        return List.copyOf(found);
    }

    private void readFile(String file, String member, String text) {
        if (text.length() > LONGEST_FILE) {
            unreadable(file, 0, "it is larger than " + LONGEST_FILE / 1024 + " KB");
            return;
        }
        try {
            JsonNode root = JSON.readTree(text);
            JsonNode servers = root.path(member);
            if (!root.isObject() || !(servers.isObject() || servers.isMissingNode())) {
                unreadable(file, 0, "it needs an object named '" + member + "'");
                return;
            }
            servers.fields().forEachRemaining(entry -> add(file, text, entry.getKey(), entry.getValue()));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            unreadable(file, line, e.getOriginalMessage());
        }
    }

    private void unreadable(String file, int line, String why) {
        found.add(new ServerDeclaration(
                "", file, line, new Unusable(Fault.DECLARATION_UNREADABLE, why), false, Optional.empty()));
    }

    private void add(String file, String text, String name, JsonNode entry) {
        Optional<McpServer> more =
                settings.stream().filter(server -> server.name().equals(name)).findFirst();
        Way way = way(entry);
        boolean again = found.stream()
                .anyMatch(other -> other.name().equals(name) && other.way().equals(way));
        if (!again) {
            found.add(new ServerDeclaration(
                    UntrustedText.oneLine(name, LONGEST_NAME),
                    file,
                    line(text, name),
                    way,
                    more.map(McpServer::optional).orElse(false),
                    more.flatMap(McpServer::probe)));
        }
    }

    private static Way way(JsonNode entry) {
        if (!entry.isObject()) {
            return new Unusable(Fault.DECLARATION_INCOMPLETE, "it is not an object");
        }
        String type = entry.path("type").asText("");
        if (type.equals("sse") || type.equals("ws")) {
            return new Unusable(Fault.TRANSPORT_UNKNOWN, "its type is '" + type + "'");
        }
        List<String> arguments = new ArrayList<>();
        entry.path("args").forEach(argument -> arguments.add(argument.asText()));
        Map<String, String> environment = new LinkedHashMap<>();
        entry.path("env").fields().forEachRemaining(variable -> {
            if (!variable.getValue().isNull()) {
                environment.put(variable.getKey(), variable.getValue().asText());
            }
        });
        return way(
                entry.path("command").asText(""),
                arguments,
                environment,
                entry.path("url").asText(""));
    }

    private static Way way(String command, List<String> arguments, Map<String, String> environment, String url) {
        boolean zeros = (command + url + arguments + environment).indexOf('\0') >= 0;
        if (zeros || command.isBlank() && url.isBlank()) {
            return new Unusable(
                    Fault.DECLARATION_INCOMPLETE, zeros ? "it has a character that no command can have" : "");
        }
        if (url.isBlank()) {
            return new Pipes(new Program(command, arguments, environment));
        }
        Optional<URI> loopback = loopback(url);
        if (command.isBlank() || loopback.isEmpty()) {
            String where = loopback.isPresent() ? "this machine, but nothing is declared that starts it" : host(url);
            return new Unusable(Fault.REMOTE_NOT_CONTACTED, where);
        }
        return new Loopback(new Program(command, arguments, environment), loopback.get());
    }

    /** All that is shown of an address: the rest of it may hold a key. */
    private static String host(String url) {
        try {
            String host = new URI(url).getHost();
            return host == null ? "" : host;
        } catch (URISyntaxException e) {
            return ""; // nothing of it can be shown
        }
    }

    private static Optional<URI> loopback(String url) {
        try {
            URI uri = new URI(url);
            boolean here = "http".equals(uri.getScheme())
                    && uri.getHost() != null
                    && LOOPBACK.contains(uri.getHost())
                    && uri.getPort() > 0;
            return here ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty(); // with a reference in it, or broken: not an address that is known to be here
        }
    }

    private void readSetting(McpServer server) {
        boolean declaredElsewhere =
                found.stream().anyMatch(other -> other.name().equals(server.name()));
        if (server.command().isEmpty() && declaredElsewhere) {
            return;
        }
        found.add(new ServerDeclaration(
                server.name(),
                RepositorySettings.PATH,
                0,
                server.command().isEmpty()
                        ? new Unusable(
                                Fault.DECLARATION_INCOMPLETE,
                                "no file declares a server of this name, and the settings give it no command")
                        : way(server.command(), server.arguments(), server.environment(), server.url()),
                server.optional(),
                server.probe()));
    }

    private static int line(String text, String name) {
        Matcher key = Pattern.compile("\"" + Pattern.quote(name) + "\"\\s*:").matcher(text);
        return key.find()
                ? (int) text.substring(0, key.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                        + 1
                : 0;
    }
}
