package io.holdfast.delivery;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.MultiStaticSelectElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import java.util.List;

/** A form as Slack's modal. */
final class SlackViews {
    private static final int TITLE_AT_MOST = 24;
    private static final int LABEL_AT_MOST = 75;
    private static final int OPTIONS_AT_MOST = 100;
    private static final int TEXT_AT_MOST = 3_000;

    private SlackViews() {}

    static View of(ModalHandler.Modal modal, String word, String metadata) {
        return View.builder()
                .type("modal")
                .callbackId(word)
                .privateMetadata(metadata)
                .title(ViewTitle.builder()
                        .type("plain_text")
                        .text(cut(modal.title(), TITLE_AT_MOST))
                        .build())
                .submit(ViewSubmit.builder()
                        .type("plain_text")
                        .text(cut(modal.submit(), TITLE_AT_MOST))
                        .build())
                .close(ViewClose.builder()
                        .type("plain_text")
                        .text(cut(modal.close(), TITLE_AT_MOST))
                        .build())
                .blocks(modal.fields().stream().map(SlackViews::block).toList())
                .build();
    }

    private static LayoutBlock block(ModalHandler.Field field) {
        InputBlock.InputBlockBuilder block = InputBlock.builder()
                .blockId(field.id())
                .label(text(field.label()))
                .optional(field.optional())
                .element(element(field));
        if (!field.hint().isEmpty()) {
            block.hint(text(field.hint()));
        }
        return block.build();
    }

    private static BlockElement element(ModalHandler.Field field) {
        if (field.options().isEmpty()) {
            return PlainTextInputElement.builder()
                    .actionId(field.id())
                    .multiline(true)
                    .maxLength(TEXT_AT_MOST)
                    .build();
        }
        List<OptionObject> options = field.options().stream()
                .limit(OPTIONS_AT_MOST)
                .map(o -> OptionObject.builder()
                        .text(text(cut(o.label(), LABEL_AT_MOST)))
                        .value(o.value())
                        .build())
                .toList();
        return MultiStaticSelectElement.builder()
                .actionId(field.id())
                .options(options)
                .build();
    }

    private static PlainTextObject text(String text) {
        return PlainTextObject.builder().text(text).build();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
