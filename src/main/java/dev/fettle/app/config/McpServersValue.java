package dev.fettle.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.app.config.ConfigNode.Member;
import dev.fettle.base.settings.McpServer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Servers by their names, each a section of its own. */
final class McpServersValue implements ValueType<List<McpServer>> {
    private static final String WANTED =
            "must be a section of servers by name, each with some of command, args, env, url, optional and probe (tool, arguments, expect)";
    private static final Set<String> MEMBERS = Set.of("command", "args", "env", "url", "optional", "probe");
    private static final Set<String> PROBE_MEMBERS = Set.of("tool", "arguments", "expect");
    private static final int MOST = 20;
    private static final int LONGEST = 1000;

    @Override
    public List<McpServer> read(ConfigNode node) throws NotThis {
        if (!(node instanceof ConfigNode.Section servers)) {
            throw new NotThis(WANTED);
        }
        if (servers.members().size() > MOST) {
            throw wrong("there are more than " + MOST);
        }
        List<McpServer> all = new ArrayList<>();
        for (Map.Entry<String, Member> server : servers.members().entrySet()) {
            all.add(server(server.getKey(), server.getValue().value()));
        }
        return List.copyOf(all);
    }

    @Override
    public String show(List<McpServer> value) {
        return value.stream().map(McpServer::name).collect(Collectors.joining(", ", "[", "]"));
    }

    private static McpServer server(String name, ConfigNode node) throws NotThis {
        Map<String, Member> members = members(name, node, MEMBERS);
        List<String> arguments = new ArrayList<>();
        if (value(members, "args") instanceof ConfigNode.Items items) {
            for (ConfigNode item : items.items()) {
                arguments.add(text(name, "args", item));
            }
        } else if (members.containsKey("args")) {
            throw wrong("'" + name + "' has no list in 'args'");
        }
        Map<String, String> environment = new LinkedHashMap<>();
        ConfigNode variables = value(members, "env");
        if (variables != null) {
            for (Map.Entry<String, Member> variable :
                    section(name, "env", variables).members().entrySet()) {
                environment.put(
                        variable.getKey(), text(name, "env", variable.getValue().value()));
            }
        }
        boolean optional = value(members, "optional") instanceof ConfigNode.Flag flag && flag.value();
        ConfigNode probe = value(members, "probe");
        return new McpServer(
                name,
                text(name, members, "command"),
                arguments,
                environment,
                text(name, members, "url"),
                optional,
                probe == null ? Optional.empty() : Optional.of(probe(name, probe)));
    }

    private static McpServer.Probe probe(String name, ConfigNode node) throws NotThis {
        Map<String, Member> members = members(name, node, PROBE_MEMBERS);
        String tool = text(name, members, "tool");
        if (tool.isEmpty()) {
            throw wrong("the probe of '" + name + "' names no tool");
        }
        ConfigNode arguments = value(members, "arguments");
        JsonNode json =
                arguments == null ? JsonNodeFactory.instance.objectNode() : json(section(name, "arguments", arguments));
        return new McpServer.Probe(tool, json.toString(), text(name, members, "expect"));
    }

    private static Map<String, Member> members(String name, ConfigNode node, Set<String> known) throws NotThis {
        Map<String, Member> members = section(name, "it", node).members();
        for (String member : members.keySet()) {
            if (!known.contains(member)) {
                throw wrong("'" + name + "' has an unknown member '" + member + "'" + Suggestion.among(known, member));
            }
        }
        return members;
    }

    private static ConfigNode.Section section(String name, String what, ConfigNode node) throws NotThis {
        if (node instanceof ConfigNode.Section section) {
            return section;
        }
        throw wrong("'" + name + "' has no section in '" + what + "'");
    }

    private static @Nullable ConfigNode value(Map<String, Member> members, String name) {
        Member member = members.get(name);
        return member == null ? null : member.value();
    }

    private static String text(String server, Map<String, Member> members, String name) throws NotThis {
        ConfigNode node = value(members, name);
        return node == null ? "" : text(server, name, node);
    }

    private static String text(String server, String name, ConfigNode node) throws NotThis {
        String text = node instanceof ConfigNode.Text written
                ? written.text()
                : node instanceof ConfigNode.Numeral number ? number.digits() : "\n";
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw wrong("'" + server + "' has no text of one line in '" + name + "'");
        }
        return text;
    }

    private static JsonNode json(ConfigNode node) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (node instanceof ConfigNode.Section section) {
            ObjectNode object = json.objectNode();
            section.members().forEach((name, member) -> object.set(name, json(member.value())));
            return object;
        } else if (node instanceof ConfigNode.Items items) {
            ArrayNode array = json.arrayNode();
            items.items().forEach(item -> array.add(json(item)));
            return array;
        } else if (node instanceof ConfigNode.Flag flag) {
            return json.booleanNode(flag.value());
        } else if (node instanceof ConfigNode.Numeral number) {
            boolean plain = number.digits().matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?"); // YAML has more than JSON
            return plain ? json.numberNode(new BigDecimal(number.digits())) : json.textNode(number.digits());
        }
        return node instanceof ConfigNode.Text text ? json.textNode(text.text()) : json.nullNode();
    }

    private static NotThis wrong(String hint) {
        return new NotThis(WANTED, " in which " + hint);
    }
}
