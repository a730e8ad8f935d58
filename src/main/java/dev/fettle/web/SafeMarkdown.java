package dev.fettle.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Renders Markdown of anybody into HTML that can do nothing: of HTML in it a few plain tags without attributes stay, comments go, all else is
 * shown as text; links lead to http, https and mailto only; images become links' texts.
 */
final class SafeMarkdown {
    /** Rendering is linear, but a page need not be longer than a forge would store. */
    private static final int LONGEST = 100_000;

    private static final Set<String> PLAIN_TAGS = Set.of(
            "<details>",
            "</details>",
            "<summary>",
            "</summary>",
            "<sub>",
            "</sub>",
            "<sup>",
            "</sup>",
            "<br>",
            "<br/>",
            "<code>",
            "</code>",
            "<kbd>",
            "</kbd>");

    private final Parser parser;
    private final HtmlRenderer renderer;

    SafeMarkdown() {
        List<Extension> extensions = List.of(TablesExtension.create());
        this.parser = Parser.builder().extensions(extensions).build();
        this.renderer = HtmlRenderer.builder()
                .extensions(extensions)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .urlSanitizer(new DefaultUrlSanitizer(Set.of("http", "https", "mailto")))
                .nodeRendererFactory(Harmless::new)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (tag.equals("a")) {
                        attributes.put("rel", "nofollow noreferrer noopener");
                    }
                })
                .build();
    }

    Views.Html html(String markdown) {
        String text = markdown.length() > LONGEST ? markdown.substring(0, LONGEST) : markdown;
        return new Views.Html(renderer.render(parser.parse(text)));
    }

    /** Takes HTML and images away from the renderer that would trust them. */
    private static final class Harmless implements NodeRenderer {
        private final HtmlNodeRendererContext context;
        private final HtmlWriter writer;

        Harmless(HtmlNodeRendererContext context) {
            this.context = context;
            this.writer = context.getWriter();
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(HtmlBlock.class, HtmlInline.class, Image.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof HtmlBlock block) {
                writer.line();
                plain(block.getLiteral());
                writer.line();
            } else if (node instanceof HtmlInline inline) {
                plain(inline.getLiteral());
            } else if (node instanceof Image) {
                writer.tag("em", Map.of());
                writer.text("image: ");
                for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                    context.render(child);
                }
                writer.tag("/em");
            }
        }

        private void plain(String html) {
            int at = 0;
            while (at < html.length()) {
                int open = html.indexOf('<', at);
                if (open < 0) {
                    writer.text(html.substring(at));
                    return;
                }
                writer.text(html.substring(at, open));
                if (html.startsWith("<!--", open)) {
                    int end = html.indexOf("-->", open + 4);
                    at = end < 0 ? html.length() : end + 3;
                } else {
                    int close = html.indexOf('>', open);
                    String tag = close < 0 ? "" : html.substring(open, close + 1);
                    if (PLAIN_TAGS.contains(tag)) {
                        writer.raw(tag);
                        at = close + 1;
                    } else {
                        writer.text("<");
                        at = open + 1;
                    }
                }
            }
        }
    }
}
