package dev.fettle.web.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * One document.
 *
 * @param name its path below the folder of the documents, with slashes
 * @param title its first heading
 * @param body as HTML
 * @param links where it leads, as they stand in it
 * @param anchors the names of its headings, as GitHub makes them
 */
record Page(String name, String title, String body, List<String> links, Set<String> anchors) {
    private static final List<org.commonmark.Extension> EXTENSIONS = List.of(TablesExtension.create());

    static Page parse(String name, String markdown) {
        Node document = Parser.builder().extensions(EXTENSIONS).build().parse(markdown);
        Looking looking = new Looking();
        document.accept(looking);
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .omitSingleParagraphP(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof Heading heading && looking.names.containsKey(heading)) {
                        attributes.put("id", looking.names.get(heading));
                    } else if (node instanceof Link link && !hasScheme(link.getDestination())) {
                        attributes.put("href", asPage(link.getDestination()));
                    }
                })
                .build();
        return new Page(
                name,
                looking.title.isEmpty() ? name : looking.title,
                renderer.render(withoutComments(document)),
                List.copyOf(looking.links),
                Set.copyOf(looking.names.values()));
    }

    /** Where it is in the site. */
    String file() {
        return name.substring(0, name.length() - ".md".length()) + ".html";
    }

    /** From this page to the root of the site. */
    String toRoot() {
        return "../".repeat((int) name.chars().filter(c -> c == '/').count());
    }

    /** Of an address, or of a script: what is to be made of it is the renderer's. */
    static boolean hasScheme(String link) {
        return link.matches("(?i)[a-z][a-z0-9+.-]*:.*");
    }

    private static String asPage(String link) {
        return link.replaceFirst("\\.md(#.*)?$", ".html$1");
    }

    /** A comment is for who edits the page. */
    private static Node withoutComments(Node document) {
        Node child = document.getFirstChild();
        while (child != null) {
            Node next = child.getNext();
            if (child instanceof org.commonmark.node.HtmlBlock html
                    && html.getLiteral().startsWith("<!--")) {
                child.unlink();
            }
            child = next;
        }
        return document;
    }

    /** Collects headings and links. */
    private static final class Looking extends AbstractVisitor {
        private final Map<Heading, String> names = new HashMap<>();
        private final Set<String> taken = new LinkedHashSet<>();
        private final List<String> links = new ArrayList<>();
        private String title = "";

        @Override
        public void visit(Heading heading) {
            String text = text(heading);
            if (title.isEmpty()) {
                title = text;
            }
            String name = text.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}\\p{Pc} -]", "")
                    .replace(' ', '-');
            String free = name;
            for (int again = 1; !taken.add(free); again++) {
                free = name + "-" + again;
            }
            names.put(heading, free);
            visitChildren(heading);
        }

        @Override
        public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            links.add(image.getDestination());
        }

        private static String text(Node node) {
            StringBuilder text = new StringBuilder();
            node.accept(new AbstractVisitor() {
                @Override
                public void visit(Text part) {
                    text.append(part.getLiteral());
                }

                @Override
                public void visit(Code part) {
                    text.append(part.getLiteral());
                }
            });
            return text.toString();
        }
    }
}
