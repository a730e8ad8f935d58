package dev.fettle.web.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pages in groups, for whom they are, in the order in which somebody would read them. What is in no group stands under "More". */
final class Navigation {
    private static final List<Group> GROUPS = List.of(
            new Group("", List.of("index.md", "comparison.md")),
            new Group(
                    "Using it",
                    List.of(
                            "how-it-decides.md",
                            "scan.md",
                            "traces.md",
                            "intake.md",
                            "intake-ci.md",
                            "api.md",
                            "mcp.md")),
            new Group(
                    "Operating it",
                    List.of(
                            "operating.md",
                            "configuration.md",
                            "setup.md",
                            "doctor.md",
                            "troubleshooting.md",
                            "metrics.md",
                            "scale.md",
                            "sandbox.md")),
            new Group("Reference", List.of("reference/")),
            new Group("Why it can be trusted", List.of("threats.md", "faults.md", "proved.md", "benchmarks.md")),
            new Group("Gates", List.of("gates/")),
            new Group("Rules", List.of("rules/")),
            new Group("Working on it", List.of("architecture.md", "decisions/")));

    private final Map<String, Page> pages;

    /** A heading, and names of pages or of folders. */
    private record Group(String title, List<String> members) {}

    Navigation(Map<String, Page> pages) {
        this.pages = pages;
    }

    String html(Page here) {
        Map<String, Page> left = new TreeMap<>(pages);
        StringBuilder html = new StringBuilder();
        for (Group group : GROUPS) {
            List<Page> members = new ArrayList<>();
            for (String member : group.members()) {
                left.keySet().stream()
                        .filter(name -> member.endsWith("/") ? name.startsWith(member) : name.equals(member))
                        .toList()
                        .forEach(name -> members.add(left.remove(name)));
            }
            group(html, group.title(), members, here);
        }
        group(html, "More", List.copyOf(left.values()), here);
        return html.toString();
    }

    private static void group(StringBuilder html, String title, List<Page> members, Page here) {
        if (members.isEmpty()) {
            return;
        }
        boolean inside = members.contains(here);
        html.append(
                title.isEmpty()
                        ? ""
                        : "<details" + (inside || members.size() < 12 ? " open" : "") + "><summary>"
                                + Layout.text(title) + "</summary>");
        html.append("<ul>");
        for (Page page : members) {
            html.append("<li><a href=\"")
                    .append(Layout.text(here.toRoot() + page.file()))
                    .append('"')
                    .append(page == here ? " aria-current=\"page\"" : "")
                    .append('>')
                    .append(Layout.text(page.title()))
                    .append("</a></li>");
        }
        html.append("</ul>").append(title.isEmpty() ? "" : "</details>");
    }
}
