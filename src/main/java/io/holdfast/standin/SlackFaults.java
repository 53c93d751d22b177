package io.holdfast.standin;

import io.holdfast.standin.HttpFront.Reply;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What goes wrong with Slack's methods: with all of them, with one, or with whatever posts and edits. */
final class SlackFaults {
    private volatile @Nullable Fault outage;
    private final Map<String, Fault> outages = new ConcurrentHashMap<>();
    private final Queue<Fault> writes = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<Fault>> methods = new ConcurrentHashMap<>();

    void outage(@Nullable Fault all) {
        outage = all;
    }

    void outage(String method, @Nullable Fault all) {
        if (all == null) {
            outages.remove(method);
        } else {
            outages.put(method, all);
        }
    }

    void next(Fault... coming) {
        writes.addAll(List.of(coming));
    }

    void nextOf(String method, Fault... coming) {
        methods.computeIfAbsent(method, m -> new ConcurrentLinkedQueue<>()).addAll(List.of(coming));
    }

    /** The method's answer, or what becomes of it. */
    Reply around(String method, boolean writes, Supplier<Reply> work) {
        Fault all = outage == null ? outages.get(method) : outage;
        if (all != null) {
            return faulty(all, work);
        }
        Queue<Fault> own = methods.get(method);
        Fault fault = own == null ? null : own.poll();
        if (fault == null && writes) {
            fault = this.writes.poll();
        }
        return fault == null ? work.get() : faulty(fault, work);
    }

    private static Reply faulty(Fault fault, Supplier<Reply> work) {
        return switch (fault.kind()) {
            case DROP_BEFORE_ACCEPT -> Reply.cut();
            case STATUS -> {
                Integer after = fault.retryAfter();
                yield new Reply(
                        fault.status(),
                        "application/json",
                        fault.status() == 429 ? "{\"ok\":false,\"error\":\"ratelimited\"}" : "",
                        after == null ? Map.of() : Map.of("Retry-After", after.toString()));
            }
            case REFUSE -> SlackReplies.error(String.valueOf(fault.code()));
            case DROP_AFTER_ACCEPT -> {
                Objects.requireNonNull(work.get());
                yield Reply.cut();
            }
            case SLOW -> {
                Reply reply = work.get();
                LockSupport.parkNanos(fault.slow().toNanos());
                yield reply;
            }
        };
    }
}
