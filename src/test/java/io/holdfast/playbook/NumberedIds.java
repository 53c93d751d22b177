package io.holdfast.playbook;

import io.holdfast.time.Ids;
import java.util.concurrent.atomic.AtomicLong;

/** Ids one after the other. */
public final class NumberedIds implements Ids {
    private static final AtomicLong LAST = new AtomicLong();

    @Override
    public String id() {
        return String.format("%026d", LAST.incrementAndGet());
    }

    @Override
    public String secret() {
        return "secret-" + id();
    }

    @Override
    public long below(long bound) {
        return 0;
    }
}
