package io.holdfast.standin;

import io.holdfast.time.Times;
import java.util.concurrent.atomic.AtomicLong;

/** Slack's own time and numbers: a post's stamp is both its time and its name. */
final class SlackStamps {
    private final Times times;
    private final AtomicLong count = new AtomicLong();

    SlackStamps(Times times) {
        this.times = times;
    }

    long next() {
        return count.incrementAndGet();
    }

    long millis() {
        return times.real().toEpochMilli();
    }

    long seconds() {
        return times.real().getEpochSecond();
    }

    /** A stamp of this moment that no other post has. */
    String stamp() {
        long millis = millis();
        return String.format("%d.%06d", millis / 1000, (millis % 1000) * 1000 + next() % 1000);
    }
}
