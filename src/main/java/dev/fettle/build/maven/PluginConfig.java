package dev.fettle.build.maven;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** The effective configuration of one plugin in a model: that of an execution, which holds the plugin's own too, or the plugin's. */
final class PluginConfig {
    private final Model model;
    private final @Nullable Xpp3Dom dom;

    private PluginConfig(Model model, @Nullable Xpp3Dom dom) {
        this.model = model;
        this.dom = dom;
    }

    static PluginConfig of(Model model, String key, String execution) {
        Plugin plugin = model.getBuild().getPluginsAsMap().get(key);
        if (plugin == null) {
            return new PluginConfig(model, null);
        }
        PluginExecution named = plugin.getExecutionsAsMap().get(execution);
        Object configuration = named != null && named.getConfiguration() != null
                ? named.getConfiguration()
                : plugin.getConfiguration();
        return new PluginConfig(model, configuration instanceof Xpp3Dom xml ? xml : null);
    }

    /** All executions of a plugin that run one goal. */
    static List<PluginConfig> executions(Model model, String key, String goal) {
        Plugin plugin = model.getBuild().getPluginsAsMap().get(key);
        List<PluginConfig> configs = new ArrayList<>();
        if (plugin != null) {
            plugin.getExecutions().stream()
                    .filter(execution -> execution.getGoals().contains(goal))
                    .forEach(execution -> configs.add(
                            new PluginConfig(model, execution.getConfiguration() instanceof Xpp3Dom xml ? xml : null)));
        }
        return configs;
    }

    /** A parameter's text: what is configured, else the property that stands for it, else "". */
    String text(String parameter, String property) {
        String configured = Coordinates.child(dom, parameter);
        String value = configured.isEmpty() && !property.isEmpty()
                ? model.getProperties().getProperty(property, "")
                : configured;
        return late(value);
    }

    /** The texts of a parameter's children. */
    List<String> list(String parameter) {
        List<String> texts = new ArrayList<>();
        Xpp3Dom list = dom == null ? null : dom.getChild(parameter);
        if (list != null) {
            for (Xpp3Dom child : list.getChildren()) {
                texts.add(child.getValue() == null ? "" : late(child.getValue().strip()));
            }
        }
        return texts;
    }

    /** The children of a parameter by name; those named {@code property} by their {@code name} and {@code value}. */
    Map<String, String> map(String parameter) {
        Map<String, String> map = new LinkedHashMap<>();
        Xpp3Dom element = dom == null ? null : dom.getChild(parameter);
        if (element != null) {
            for (Xpp3Dom child : element.getChildren()) {
                boolean pair = child.getName().equals("property") && child.getChild("name") != null;
                String name = pair ? Coordinates.child(child, "name") : child.getName();
                String value = pair ? Coordinates.child(child, "value") : child.getValue();
                map.put(name, value == null ? "" : late(value.strip()));
            }
        }
        return map;
    }

    /** Surefire fills {@code @{name}} in when it runs; what no model sets stays and is dropped by who reads it. */
    private String late(String value) {
        String text = value;
        for (int at = text.indexOf("@{"); at >= 0; at = text.indexOf("@{", at + 1)) {
            int end = text.indexOf('}', at);
            if (end < 0) {
                break;
            }
            String set = model.getProperties().getProperty(text.substring(at + 2, end), "");
            text = text.substring(0, at) + (set.contains("@{") ? "" : set) + text.substring(end + 1);
        }
        return text;
    }
}
