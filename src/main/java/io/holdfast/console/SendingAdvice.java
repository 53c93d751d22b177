package io.holdfast.console;

import io.holdfast.delivery.Delays;
import io.holdfast.delivery.DeliveryLog;
import io.holdfast.delivery.MessageLog;
import io.holdfast.delivery.TextHealth;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives the pages that people look at in an incident what they say of sending. */
@ControllerAdvice(assignableTypes = {FirstPage.class, IncidentPages.class})
class SendingAdvice {
    private final MessageLog messages;
    private final DeliveryLog log;
    private final Delays delays;
    private final TextHealth texts;
    private final House house;

    SendingAdvice(MessageLog messages, DeliveryLog log, Delays delays, TextHealth texts, House house) {
        this.messages = messages;
        this.log = log;
        this.delays = delays;
        this.texts = texts;
        this.house = house;
    }

    @ModelAttribute("sending")
    SendingNow sending() {
        return new SendingNow(messages, log, delays, texts, SingletonSupplier.of(house::local));
    }
}
