package io.holdfast.api;

import io.holdfast.guidance.Guidance;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What is different right now for a queue. */
@RestController
class GuidanceController {
    private final Guidance guidance;
    private final Streams streams;

    GuidanceController(Guidance guidance, Streams streams) {
        this.guidance = guidance;
        this.streams = streams;
    }

    @GetMapping(value = "/api/guidance", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Guidance.Board> board(
            @RequestParam String queue,
            @RequestHeader(value = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
        Guidance.Board board = guidance.board(queue);
        String etag = "\"" + board.etag() + "\"";
        if (etag.equals(known)) {
            return ResponseEntity.status(304).eTag(etag).build();
        }
        return ResponseEntity.ok()
                .eTag(etag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .body(board);
    }

    @GetMapping(value = "/api/guidance", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(@RequestParam String queue) {
        return streams.open(queue, guidance.board(queue));
    }

    /** The open streams; one look per node and second serves them all. */
    @Component
    static class Streams extends io.holdfast.engine.Worker {
        private static final Logger log = LoggerFactory.getLogger(Streams.class);

        private final Guidance guidance;
        private final List<Stream> open = new CopyOnWriteArrayList<>();

        Streams(Guidance guidance) {
            super("guidance-streams", Duration.ofSeconds(1));
            this.guidance = guidance;
        }

        private static final class Stream {
            final String queue;
            final SseEmitter emitter;
            String etag = "";

            Stream(String queue, SseEmitter emitter) {
                this.queue = queue;
                this.emitter = emitter;
            }
        }

        SseEmitter open(String queue, Guidance.Board first) {
            SseEmitter emitter = new SseEmitter(0L);
            Stream stream = new Stream(queue, emitter);
            emitter.onCompletion(() -> open.remove(stream));
            emitter.onTimeout(() -> open.remove(stream));
            emitter.onError(e -> open.remove(stream));
            send(stream, first);
            open.add(stream);
            return emitter;
        }

        @Override
        protected boolean work() {
            for (Stream stream : open) {
                Guidance.Board board = guidance.board(stream.queue);
                if (!board.etag().equals(stream.etag)) {
                    send(stream, board);
                }
            }
            return false;
        }

        private void send(Stream stream, Guidance.Board board) {
            try {
                stream.emitter.send(
                        SseEmitter.event().id(board.etag()).name("board").data(board, MediaType.APPLICATION_JSON));
                stream.etag = board.etag();
            } catch (IOException | IllegalStateException e) {
                log.debug("A reader of {} has gone", stream.queue, e);
                open.remove(stream);
            }
        }
    }
}
