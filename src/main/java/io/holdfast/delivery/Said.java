package io.holdfast.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * What somebody in Slack is answered, for his eyes only.
 *
 * @param parts one below the other
 */
public record Said(List<Part> parts) {

    /**
     * A paragraph.
     *
     * @param words mrkdwn, already escaped by its template
     * @param buttons below it
     */
    public record Part(String words, List<NewMessage.Button> buttons) {}

    /** Plain words without buttons; each paragraph, parted by an empty line, is shown as one. */
    public static Said words(String words) {
        List<Part> parts = new ArrayList<>();
        for (String paragraph : words.split("\n\\s*\n")) {
            if (!paragraph.isBlank()) {
                parts.add(new Part(paragraph.strip(), List.of()));
            }
        }
        return new Said(parts);
    }

    /** The whole as one text, for notifications and readers without blocks. */
    String text() {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(text.length() == 0 ? "" : "\n").append(part.words()));
        return text.toString();
    }
}
