package io.holdfast.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.holdfast.time.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The texts that customers wrote to our number, as the vendor lists them. */
final class Heard {
    private final Times times;
    private final Queue<Text> texts = new ConcurrentLinkedQueue<>();

    private record Text(String sid, String from, String to, String body, Instant at) {}

    Heard(Times times) {
        this.times = times;
    }

    void add(String sid, String from, String to, String body) {
        texts.add(new Text(sid, from, to, body, times.real()));
    }

    /** Adds those to this number, sent on this day or later, to a page of the list. */
    void list(ArrayNode page, @Nullable String to, @Nullable String sentFrom) {
        for (Text text : texts) {
            if ((to == null || to.equals(text.to())) && sent(text.at(), sentFrom)) {
                String date = TwilioDates.of(text.at());
                page.addObject()
                        .put("sid", text.sid())
                        .put("from", text.from())
                        .put("to", text.to())
                        .put("body", text.body())
                        .put("status", "received")
                        .put("direction", "inbound")
                        .put("date_created", date)
                        .put("date_updated", date)
                        .put("date_sent", date);
            }
        }
    }

    /** Whether it was sent on this day or later; the list knows days only. */
    static boolean sent(Instant at, @Nullable String from) {
        return from == null
                || at.atOffset(ZoneOffset.UTC).toLocalDate().toString().compareTo(from.substring(0, 10)) >= 0;
    }
}
