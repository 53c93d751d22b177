package io.holdfast.console;

import java.util.List;
import java.util.Set;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as people write it in a review. Its HTML is shown as text, a picture as its words, and links lead only where links may lead. */
final class Markdown {
    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak("<br>\n")
            .nodeRendererFactory(Pictures::new)
            .build();

    private Markdown() {}

    /** A picture is its words: one from elsewhere would tell its owner who reads this, and when. */
    private record Pictures(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Image.class);
        }

        @Override
        public void render(Node picture) {
            for (Node node = picture.getFirstChild(); node != null; node = node.getNext()) {
                context.render(node);
            }
        }
    }

    static String html(String markdown) {
        return HTML.render(PARSER.parse(markdown));
    }

    /** Text in which nothing is a mark, on one line. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (char c : text.strip().replaceAll("\\s*\\R\\s*", " ").toCharArray()) {
            plain.append("\\`*_{}[]<>#+|!&~".indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return plain.toString().replaceFirst("^(\\d+)([.)])", "$1\\\\$2").replaceFirst("^-", "\\\\-");
    }

    /** A list, an entry each; the words for an empty one where there are none. */
    static String list(List<String> entries, String none) {
        StringBuilder list = new StringBuilder();
        entries.forEach(entry -> list.append("- ").append(entry).append('\n'));
        return entries.isEmpty() ? none + "\n" : list.toString();
    }
}
