package io.holdfast.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.audience.Subscriber;
import io.holdfast.audience.SubscriberReading;
import io.holdfast.audience.Subscribers;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import io.holdfast.time.World;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Customers who may be told: one, a list, or NDJSON without a limit. Good rows stay, whatever the others are. */
@RestController
class SubscribersController {
    private static final int LINE = 1 << 20;
    private static final int BATCH = 500;
    private static final int PAGE = 100;
    private static final int REFUSALS = 1_000;

    private final Subscribers subscribers;
    private final SubscriberReading reading;
    private final Callers callers;
    private final ObjectMapper json;

    SubscribersController(Subscribers subscribers, SubscriberReading reading, Callers callers, ObjectMapper json) {
        this.subscribers = subscribers;
        this.reading = reading;
        this.callers = callers;
        this.json = json;
    }

    /** @param row from 1 */
    record Refused(long row, String reason) {}

    record Taken(long accepted, long updated, List<Refused> refused) {}

    /**
     * A subscriber as the contract shows him.
     *
     * @param stopped channels whose consent he took back himself; whatever the sender of this list says, he is not told by them
     */
    record Shown(
            String id,
            @Nullable String phone,
            @Nullable String email,
            String locale,
            List<String> journeys,
            @Nullable String region,
            @Nullable String timezone,
            List<Subscriber.Consent> consents,
            List<String> stopped) {}

    /** Collects rows, writes them in batches and counts. */
    private final class Intake {
        private final List<Subscriber> waiting = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();
        private long row;
        private long accepted;
        private long updated;

        void take(JsonNode node) {
            row++;
            try {
                waiting.add(reading.read(node));
            } catch (IllegalArgumentException e) {
                refuse(String.valueOf(e.getMessage()));
            }
            if (waiting.size() >= BATCH) {
                flush();
            }
        }

        void unreadable() {
            row++;
            refuse("This line is no JSON object");
        }

        private void refuse(String reason) {
            if (refused.size() < REFUSALS) {
                refused.add(new Refused(row, reason));
            }
        }

        private void flush() {
            if (!waiting.isEmpty()) {
                int fresh = subscribers.save(World.LIVE, waiting);
                accepted += fresh;
                updated += waiting.size() - fresh;
                waiting.clear();
            }
        }

        Taken done() {
            flush();
            return new Taken(accepted, updated, refused);
        }
    }

    @PostMapping(
            value = "/api/subscribers",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE})
    Taken take(HttpServletRequest request) throws IOException {
        Intake intake = new Intake();
        String type = String.valueOf(request.getContentType());
        if (type.startsWith(MediaType.APPLICATION_NDJSON_VALUE)) {
            BoundedLines lines = new BoundedLines(request.getInputStream(), LINE);
            for (BoundedLines.Line line = lines.next(); line != null; line = lines.next()) {
                if (line.text().isBlank() && line.whole()) {
                    continue;
                }
                try {
                    if (line.whole()) {
                        intake.take(json.readTree(line.text()));
                    } else {
                        intake.unreadable();
                    }
                } catch (JsonProcessingException e) {
                    intake.unreadable();
                }
            }
            return intake.done();
        }
        byte[] body = request.getInputStream().readNBytes(16 * LINE + 1);
        if (body.length > 16 * LINE) {
            throw new IllegalArgumentException("A JSON body is at most 16 MiB; send more as NDJSON");
        }
        JsonNode node;
        try {
            node = json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is no JSON", e);
        }
        if (node.isArray()) {
            node.forEach(intake::take);
        } else if (node.isObject()) {
            intake.take(node);
        } else {
            throw new IllegalArgumentException("The body is a subscriber, or a list of them");
        }
        return intake.done();
    }

    @GetMapping("/api/subscribers")
    Page<Shown> list(@RequestParam(required = false) @Nullable String after) {
        List<Subscriber> found = subscribers.list(World.LIVE, after, PAGE);
        return new Page<>(
                shown(found), found.size() == PAGE ? found.get(PAGE - 1).id() : null);
    }

    @GetMapping("/api/subscribers/{id}")
    Shown one(@PathVariable String id) {
        return shown(List.of(subscribers
                        .find(World.LIVE, id)
                        .orElseThrow(() -> new NoSuchElementException("There is no subscriber " + id))))
                .get(0);
    }

    @DeleteMapping("/api/subscribers/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        if (!subscribers.delete(World.LIVE, id)) {
            throw new NoSuchElementException("There is no subscriber " + id);
        }
    }

    private static boolean whole(Caller caller) {
        return caller.token()
                ? caller.hasScope("subscribers")
                : caller.inAny(List.of("communications", "resilience-lead"));
    }

    private List<Shown> shown(List<Subscriber> found) {
        boolean whole = whole(callers.current());
        Map<String, List<String>> stopped = subscribers.stopped(found);
        return found.stream()
                .map(s -> new Shown(
                        s.id(),
                        whole ? s.phone() : masked(s.phone()),
                        whole ? s.email() : maskedMail(s.email()),
                        s.locale(),
                        s.journeys(),
                        s.region(),
                        s.timezone(),
                        s.consents(),
                        stopped.getOrDefault(s.id(), List.of())))
                .toList();
    }

    private static @Nullable String masked(@Nullable String phone) {
        return phone == null ? null : phone.substring(0, 3) + "…" + phone.substring(phone.length() - 3);
    }

    private static @Nullable String maskedMail(@Nullable String email) {
        return email == null ? null : "…" + email.substring(email.indexOf('@'));
    }
}
