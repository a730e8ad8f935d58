package dev.fettle.propose;

import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.text.TextContentNodeRendererContext;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * What a person sees of a Markdown text.
 *
 * @param lines non-empty ones, where a line holds {@link #WIDTH} characters
 * @param characters without markup, line ends included
 */
record Visible(int lines, int characters) {
    /** Characters in a line of a pull request's page on a usual screen. */
    static final int WIDTH = 120;

    private static final List<org.commonmark.Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final TextContentRenderer TEXT = TextContentRenderer.builder()
            .nodeRendererFactory(AsSeen::new)
            .extensions(EXTENSIONS)
            .build();

    static Visible of(String markdown) {
        String text = TEXT.render(PARSER.parse(markdown)).strip();
        int lines = text.lines()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> (line.length() + WIDTH - 1) / WIDTH)
                .sum();
        return new Visible(lines, text.length());
    }

    /** Code without quotation marks and links without their address, as a page shows them. */
    private record AsSeen(TextContentNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Code.class, Link.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof Code code) {
                context.getWriter().write(code.getLiteral());
            }
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }
    }
}
