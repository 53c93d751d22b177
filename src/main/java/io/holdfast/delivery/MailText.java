package io.holdfast.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * A mail's words: of a message's text the first line is the subject, the rest is what it says.
 *
 * @param text as plain text
 * @param html the same as simple HTML
 */
public record MailText(String subject, String text, String html) {

    /** What a text writes where the reader's own link to end these mails goes; for staff its whole line is left out. */
    public static final String STOP_LINK = "{stop-link}";

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)]");

    /**
     * @param body the rendered template
     * @param stopLink the reader's own link; null where these mails can't be ended
     */
    public static MailText of(String body, String locale, @Nullable String stopLink) {
        List<String> lines = new ArrayList<>(body.strip().lines().toList());
        String subject = lines.isEmpty()
                ? ""
                : lines.remove(0).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        String rest = lines.stream()
                .filter(line -> stopLink != null || !line.contains(STOP_LINK))
                .collect(Collectors.joining("\n"))
                .replaceAll("\\n(\\s*\\n)+", "\n\n")
                .strip();
        if (stopLink != null) {
            rest = rest.replace(STOP_LINK, stopLink);
        }
        String text = rest.isEmpty() ? subject : rest;
        return new MailText(subject, text, html(subject, text, locale));
    }

    private static String html(String subject, String text, String locale) {
        StringBuilder html = new StringBuilder(
                "<!doctype html>\n<html lang=\"" + escaped(locale)
                        + "\"><head><meta charset=\"utf-8\"><title>" + escaped(subject)
                        + "</title></head>\n<body style=\"font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em\">\n");
        for (String paragraph : text.split("\\n\\s*\\n")) {
            html.append("<p>")
                    .append(linked(paragraph.strip()).replace("\n", "<br>\n"))
                    .append("</p>\n");
        }
        return html.append("</body></html>\n").toString();
    }

    private static String linked(String plain) {
        StringBuilder out = new StringBuilder();
        Matcher link = LINK.matcher(plain);
        int at = 0;
        while (link.find()) {
            String there = escaped(link.group());
            out.append(escaped(plain.substring(at, link.start())));
            out.append("<a href=\"").append(there).append("\">").append(there).append("</a>");
            at = link.end();
        }
        return out.append(escaped(plain.substring(at))).toString();
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
