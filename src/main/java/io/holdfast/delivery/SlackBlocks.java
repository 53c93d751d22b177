package io.holdfast.delivery;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A text as Block Kit: its first line as the headline, the rest below it, then its buttons. */
final class SlackBlocks {

    private static final int SECTION_AT_MOST = 2_900;
    private static final int SECTIONS_AT_MOST = 40;
    private static final int LABEL_AT_MOST = 75;
    private static final int BUTTONS_AT_MOST = 25;

    private SlackBlocks() {}

    static List<LayoutBlock> of(NewMessage.Text text) {
        List<LayoutBlock> blocks = new ArrayList<>();
        String body = text.body().strip();
        int lineEnd = body.indexOf('\n');
        String headline = lineEnd < 0 ? body : body.substring(0, lineEnd).strip();
        String rest = lineEnd < 0 ? "" : body.substring(lineEnd + 1).strip();
        if (headline.length() <= 300 && !headline.contains("*") && !headline.isEmpty()) {
            blocks.add(section("*" + headline + "*"));
        } else {
            pieces(headline).forEach(piece -> blocks.add(section(piece)));
        }
        pieces(rest).stream().limit(SECTIONS_AT_MOST).forEach(piece -> blocks.add(section(piece)));
        if (!text.footer().isEmpty()) {
            blocks.add(ContextBlock.builder()
                    .elements(List.of(
                            MarkdownTextObject.builder().text(text.footer()).build()))
                    .build());
        }
        if (!text.buttons().isEmpty()) {
            blocks.add(ActionsBlock.builder()
                    .blockId("actions")
                    .elements(buttons(text.buttons()))
                    .build());
        }
        return blocks;
    }

    /** An answer: each part a paragraph, with its buttons below it. */
    static List<LayoutBlock> of(Said said) {
        List<LayoutBlock> blocks = new ArrayList<>();
        for (Said.Part part : said.parts()) {
            if (blocks.size() >= SECTIONS_AT_MOST) {
                break;
            }
            pieces(part.words()).stream().limit(3).forEach(piece -> blocks.add(section(piece)));
            if (!part.buttons().isEmpty()) {
                blocks.add(ActionsBlock.builder()
                        .blockId("actions" + blocks.size())
                        .elements(buttons(part.buttons()))
                        .build());
            }
        }
        return blocks;
    }

    private static List<BlockElement> buttons(List<NewMessage.Button> buttons) {
        List<BlockElement> elements = new ArrayList<>();
        Map<String, Integer> used = new HashMap<>();
        for (NewMessage.Button button : buttons.subList(0, Math.min(buttons.size(), BUTTONS_AT_MOST))) {
            String url = button.url();
            String action = url == null ? button.action() : "open:" + button.action();
            // Slack wants each action_id once in a block; what follows the '~' is dropped again when it is pressed.
            int times = used.merge(action, 1, Integer::sum);
            ButtonElement.ButtonElementBuilder built = ButtonElement.builder()
                    .text(PlainTextObject.builder()
                            .text(cut(button.label(), LABEL_AT_MOST))
                            .build())
                    .actionId(times == 1 ? action : action + "~" + times);
            if (url == null) {
                built.value(button.value());
            } else {
                built.url(url);
            }
            if (button.main()) {
                built.style("primary");
            }
            elements.add(built.build());
        }
        return elements;
    }

    private static LayoutBlock section(String mrkdwn) {
        return SectionBlock.builder()
                .text(MarkdownTextObject.builder().text(mrkdwn).build())
                .build();
    }

    /** Cut at line ends, so that no piece is too long for one section. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        String left = text;
        while (left.length() > SECTION_AT_MOST) {
            int at = left.lastIndexOf('\n', SECTION_AT_MOST);
            if (at < SECTION_AT_MOST / 2) {
                at = SECTION_AT_MOST;
            }
            pieces.add(left.substring(0, at));
            left = left.substring(at).strip();
        }
        if (!left.isBlank()) {
            pieces.add(left);
        }
        return pieces;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
