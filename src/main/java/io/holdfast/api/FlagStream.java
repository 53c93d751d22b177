package io.holdfast.api;

import io.holdfast.engine.Worker;
import io.holdfast.resolve.Flags;
import io.holdfast.time.Times;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells clients of the flags that they should ask again. The address is signed, since a browser's event stream can't send a header; it
 * gives nothing away but the moment of a change.
 */
@RestController
class FlagStream extends Worker {
    private static final int AT_MOST = 2_000;
    private static final int ROUNDS_BETWEEN_BEATS = 20;

    private final Flags flags;
    private final StreamKeys keys;
    private final Times times;
    private final String publicUrl;
    private final List<SseEmitter> clients = new CopyOnWriteArrayList<>();
    private @Nullable String last;
    private int quietRounds;

    FlagStream(
            Flags flags,
            StreamKeys keys,
            Times times,
            @Value("${holdfast.public-url:http://localhost:8080}") String publicUrl) {
        super("flag-stream", Duration.ofSeconds(1));
        this.flags = flags;
        this.keys = keys;
        this.times = times;
        this.publicUrl = publicUrl;
        flags.listen(this::wake);
    }

    /** Where a client that has just asked may listen, for a day or two. */
    String address() {
        return publicUrl + "/ofrep/v1/event-stream?key=" + keys.today();
    }

    @GetMapping(path = "/ofrep/v1/event-stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> listen(@RequestParam(defaultValue = "") String key) {
        if (!keys.fits(key)) {
            return ResponseEntity.status(401).build();
        }
        if (clients.size() >= AT_MOST) {
            return ResponseEntity.status(429).header("Retry-After", "30").build();
        }
        SseEmitter client = new SseEmitter(0L);
        client.onCompletion(() -> clients.remove(client));
        client.onError(e -> clients.remove(client));
        clients.add(client);
        send(client, SseEmitter.event().reconnectTime(1000).comment("open"));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(client);
    }

    @Override
    protected boolean work() {
        String now = flags.version();
        boolean changed = last != null && !last.equals(now);
        last = now;
        if (changed) {
            quietRounds = 0;
            String data = "{\"type\":\"refetchEvaluation\",\"etag\":\"" + now + "\",\"lastModified\":"
                    + times.real().getEpochSecond() + "}";
            clients.forEach(client ->
                    send(client, SseEmitter.event().id(now).name("message").data(data, MediaType.TEXT_PLAIN)));
        } else if (++quietRounds >= ROUNDS_BETWEEN_BEATS) {
            quietRounds = 0;
            clients.forEach(client -> send(client, SseEmitter.event().comment("still here")));
        }
        return false;
    }

    private void send(SseEmitter client, SseEmitter.SseEventBuilder event) {
        try {
            client.send(event);
        } catch (IOException | IllegalStateException e) {
            clients.remove(client); // it is gone, and opens a new stream when it comes back
        }
    }
}
