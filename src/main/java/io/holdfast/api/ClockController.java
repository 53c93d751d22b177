package io.holdfast.api;

import io.holdfast.engine.ClockMover;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The live world's clock; it can be moved where {@code holdfast.clock=settable}. */
@RestController
class ClockController {
    private final Times times;
    private final ClockMover mover;

    ClockController(Times times, ClockMover mover) {
        this.times = times;
        this.mover = mover;
    }

    record Move(@Nullable String advance, @Nullable String to) {}

    /** @param nextDue when the next timer, window, cadence or retry is due; null where nothing is */
    record Now(Instant now, boolean settable, @Nullable Instant nextDue) {}

    @GetMapping("/api/clock")
    Now now() {
        return answer(times.in(World.LIVE));
    }

    @PostMapping("/api/clock")
    Now move(@RequestBody Move move) {
        if ("next-due".equals(move.to()) && move.advance() == null) {
            return answer(mover.toNextDue());
        }
        if (move.advance() == null || move.to() != null) {
            throw new IllegalArgumentException(
                    "The clock takes {\"advance\":\"PT10M\"} or {\"to\":\"next-due\"}, one of the two");
        }
        try {
            return answer(mover.advance(Duration.parse(move.advance())));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'advance' is an ISO 8601 duration such as PT10M, not '" + move.advance() + "'", e);
        }
    }

    private Now answer(Instant now) {
        return new Now(now, times.settable(), mover.nextDue().orElse(null));
    }
}
