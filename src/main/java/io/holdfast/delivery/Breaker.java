package io.holdfast.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops calling a vendor that answers nothing useful: open after half of the last 20 calls went wrong, then one probe after a pause
 * that doubles from a second to half a minute. Each node has its own, since each has its own wire.
 */
final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    private final CircuitBreaker breaker;
    private final AtomicLong openSince = new AtomicLong();

    Breaker(String channel) {
        breaker = CircuitBreaker.of(
                channel,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(
                                IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(30)))
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> {
            CircuitBreaker.State now = event.getStateTransition().getToState();
            if (now == CircuitBreaker.State.OPEN) {
                openSince.compareAndSet(0, System.nanoTime());
            } else if (now == CircuitBreaker.State.CLOSED) {
                openSince.set(0);
            }
            LOG.warn(
                    "The circuit breaker of {} is {}: {}",
                    channel,
                    now,
                    now == CircuitBreaker.State.CLOSED
                            ? "messages leave again"
                            : "messages wait, and one at a time is tried");
        });
    }

    /** How many may be claimed: none while it is open, one as a probe, else {@code wanted}. */
    int room(int wanted) {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> wanted;
            case HALF_OPEN -> Math.min(1, wanted);
            case OPEN, FORCED_OPEN -> {
                if (breaker.tryAcquirePermission()) {
                    breaker.releasePermission();
                    yield Math.min(1, wanted);
                }
                yield 0;
            }
        };
    }

    /** Whether this call may be made; each permission is answered by {@link #learn}. */
    boolean permits() {
        return breaker.tryAcquirePermission();
    }

    /** What the vendor's answer says of the vendor. A refusal of one recipient is the vendor at work. */
    void learn(Outcome outcome, Duration took) {
        if (outcome instanceof Outcome.Unknown
                || outcome instanceof Outcome.NotTaken not && not.everybody() && not.retryAfter() == null) {
            breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new IllegalStateException("no useful answer"));
        } else if (outcome instanceof Outcome.NotSent || outcome instanceof Outcome.Stopped) {
            breaker.releasePermission();
        } else {
            breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Whether calls have been going wrong, so that what is urgent takes the next channel at once. */
    boolean open() {
        return breaker.getState() != CircuitBreaker.State.CLOSED;
    }

    /** For how long it has not been closed; zero while all is well. */
    Duration openFor() {
        long since = openSince.get();
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }
}
