package io.holdfast.console;

import java.util.List;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as people write it in a review. Its HTML is shown as text, and links lead only where links may lead. */
final class Markdown {
    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak("<br>\n")
            .build();

    private Markdown() {}

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
