package dev.fettle.propose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** A text as a forge renders it, and what must not come out of it whatever foreign text went in. */
final class Rendered {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /** What a forge makes more of than text, outside of code. */
    private static final Map<String, Pattern> LIVE = Map.of(
            "mention", Pattern.compile("@[\\p{Alnum}_-]"),
            "cross-reference", Pattern.compile("#\\d|(?i)(?<![\\p{Alnum}])GH-\\d"),
            "commit reference", Pattern.compile("(?<![\\p{Alnum}])[0-9a-f]{7,64}(?![\\p{Alnum}])"),
            "address", Pattern.compile("(?i)[a-z]://|www\\.|(mailto|xmpp):"));

    /** Even in code nothing is shown that would be a reference in a renderer that looks into code. */
    private static final Pattern LIVE_IN_CODE = Pattern.compile("@\\p{Alnum}|#\\d");

    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029\\u115F\\u1160\\u3164\\uFFA0&&[^\\n\\t\\u200b]]");
    private static final Set<String> OUR_HTML =
            Set.of("<details>", "<summary>", "</summary>", "</details>", "<sub>", "</sub>", "<code>", "</code>");
    private static final Pattern OUR_COMMENT = Pattern.compile("<!-- fettle:[a-z]+(:ci_1700000000_4711)? -->");
    private static final Pattern TAG = Pattern.compile("<!--.*?-->|<[^>]*>");
    private static final Pattern CLOSES =
            Pattern.compile("(?i)\\b(fix(e[sd])?|close[sd]?|resolve[sd]?):?\\s+(\\S*#\\d+|GH-\\d+|https?://)");

    private final String markdown;
    private final StringBuilder text = new StringBuilder();
    private final List<String> code = new ArrayList<>();
    private final List<String> html = new ArrayList<>();
    private final List<String> forbidden = new ArrayList<>();

    private Rendered(String markdown) {
        this.markdown = markdown;
        PARSER.parse(markdown).accept(new Walk());
    }

    static Rendered of(String markdown) {
        return new Rendered(markdown);
    }

    /** What is shown as text, outside of code. */
    String text() {
        return text.toString();
    }

    /** How often a tag stands in it as HTML. */
    long tags(String tag) {
        return html.stream()
                .flatMap(one -> TAG.matcher(one).results())
                .filter(found -> found.group().equals(tag))
                .count();
    }

    /**
     * Asserts that nothing lives in it but what is ours.
     *
     * @param ours {@code issue}: the number that may be cited
     */
    void assertHarmless(Map<String, String> ours) {
        String seen = text.toString();
        if (ours.containsKey("issue")) {
            seen = seen.replaceFirst("(Fixes|Refs) #" + ours.get("issue") + "\\.", "");
        }
        if (ours.containsKey("url")) {
            seen = seen.replaceFirst(Pattern.quote(ours.get("url")), "");
        }
        List<String> found = new ArrayList<>(forbidden);
        for (Map.Entry<String, Pattern> live : LIVE.entrySet()) {
            Matcher matcher = live.getValue().matcher(seen);
            if (matcher.find()) {
                found.add(live.getKey() + " in: " + near(seen, matcher.start()));
            }
        }
        Matcher closes = CLOSES.matcher(seen);
        if (closes.find()) {
            found.add("closing keyword in: " + near(seen, closes.start()));
        }
        for (String one : code) {
            if (LIVE_IN_CODE.matcher(one).find()) {
                found.add("reference in code: " + one);
            }
        }
        for (String one : html) {
            Matcher tags = TAG.matcher(one);
            while (tags.find()) {
                String tag = tags.group();
                if (!OUR_HTML.contains(tag) && !OUR_COMMENT.matcher(tag).matches()) {
                    found.add("HTML: " + tag);
                }
            }
        }
        Matcher hidden = HIDDEN.matcher(markdown);
        if (hidden.find()) {
            found.add("hidden character " + Integer.toHexString(markdown.charAt(hidden.start())));
        }
        assertThat(found).as(markdown).isEmpty();
    }

    private static String near(String text, int at) {
        return text.substring(Math.max(0, at - 20), Math.min(text.length(), at + 40));
    }

    private final class Walk extends AbstractVisitor {
        @Override
        public void visit(Text node) {
            text.append(node.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak node) {
            text.append('\n');
        }

        @Override
        public void visit(Code node) {
            text.append('\u0001'); // ends what stands before it
            code.add(node.getLiteral());
        }

        @Override
        public void visit(FencedCodeBlock node) {
            text.append('\n');
        }

        @Override
        public void visit(IndentedCodeBlock node) {
            forbidden.add("indented code: " + node.getLiteral());
        }

        @Override
        public void visit(HtmlBlock node) {
            html.add(node.getLiteral());
        }

        @Override
        public void visit(HtmlInline node) {
            html.add(node.getLiteral());
        }

        @Override
        public void visit(Link node) {
            forbidden.add("link to " + node.getDestination());
        }

        @Override
        public void visit(Image node) {
            forbidden.add("image " + node.getDestination());
        }

        @Override
        public void visit(LinkReferenceDefinition node) {
            forbidden.add("definition " + node.getDestination());
        }

        @Override
        protected void visitChildren(Node parent) {
            super.visitChildren(parent);
            text.append(parent instanceof org.commonmark.node.Block ? "\n" : "");
        }
    }
}
