package io.holdfast.console;

import io.holdfast.engine.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells open pages that something changed: one look at the database a second and node, however many pages are open. */
@Component
class LivePages extends Worker {

    private static final int ROUNDS_BETWEEN_BEATS = 15;

    private final Changes changes;
    private final List<SseEmitter> pages = new CopyOnWriteArrayList<>();
    private @Nullable String last;
    private int quietRounds;

    LivePages(Changes changes) {
        super("live-pages", Duration.ofSeconds(1));
        this.changes = changes;
    }

    /** A stream for one page; it ends when the page goes away. */
    SseEmitter open() {
        SseEmitter page = new SseEmitter(0L); // no time-out of its own: the browser would reconnect for nothing
        page.onCompletion(() -> pages.remove(page));
        page.onError(e -> pages.remove(page));
        pages.add(page);
        send(page, SseEmitter.event().reconnectTime(2000).comment("open"));
        return page;
    }

    @Override
    protected boolean work() {
        if (pages.isEmpty()) {
            last = null;
            return false;
        }
        String now = changes.stamp();
        boolean changed = last != null && !last.equals(now);
        last = now;
        if (changed) {
            quietRounds = 0;
            pages.forEach(page -> send(page, SseEmitter.event().name("changed").data("1", MediaType.TEXT_PLAIN)));
        } else if (++quietRounds >= ROUNDS_BETWEEN_BEATS) {
            quietRounds = 0; // a beat finds pages that went away, and keeps proxies from closing the stream
            pages.forEach(page -> send(page, SseEmitter.event().comment("still here")));
        }
        return false;
    }

    private void send(SseEmitter page, SseEmitter.SseEventBuilder event) {
        try {
            page.send(event);
        } catch (IOException | IllegalStateException e) {
            pages.remove(page); // the page is gone; it opens a new stream when it comes back
        }
    }
}
