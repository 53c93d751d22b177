package io.holdfast.delivery;

import io.holdfast.delivery.InboundRows.Inbound;
import io.holdfast.delivery.InboundRows.Kind;
import io.holdfast.engine.Worker;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Acts on what Slack told us, each in one transaction with its leaving the queue, and tells the answers after it. */
@Component
class InboundWorker extends Worker {
    private static final Logger log = LoggerFactory.getLogger(InboundWorker.class);
    private static final Duration TOLD_AGAIN = Duration.ofSeconds(30);
    private static final Duration TRIED_AGAIN = Duration.ofSeconds(1);
    private static final int TRIES = 5;

    private final InboundRows rows;
    private final InboundActs acts;
    private final Vendors vendors;
    private final SlackWords words;
    private final TransactionTemplate transaction;
    private final ExecutorService answers = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "slack-answers");
        thread.setDaemon(true);
        return thread;
    });

    InboundWorker(
            InboundRows rows, InboundActs acts, Vendors vendors, SlackWords words, TransactionTemplate transaction) {
        super("slack-inbound", Duration.ofMillis(500));
        this.rows = rows;
        this.acts = acts;
        this.vendors = vendors;
        this.words = words;
        this.transaction = transaction;
    }

    private record Told(Inbound in, Said said) {}

    @Override
    protected boolean work() {
        AtomicReference<@Nullable Inbound> held = new AtomicReference<>();
        Told told = null;
        try {
            told = transaction.execute(tx -> rows.next()
                    .map(in -> {
                        held.set(in);
                        return act(in);
                    })
                    .orElse(null));
        } catch (RuntimeException e) {
            Inbound in = held.get();
            if (in == null) {
                throw e;
            }
            told = transaction.execute(tx -> failed(in, e));
        }
        if (told != null) {
            tell(told);
        }
        return held.get() != null;
    }

    private @Nullable Told act(Inbound in) {
        String kept = in.answer();
        if (kept != null) {
            if (in.tries() > TRIES) {
                rows.done(in.id());
                return null;
            }
            rows.later(in.id(), TOLD_AGAIN);
            return new Told(in, InboundActs.read(kept, Said.class));
        }
        Optional<Said> said = acts.act(in);
        if (said.isEmpty()) {
            rows.done(in.id());
            return null;
        }
        return kept(in, said.get());
    }

    // Nobody presses a note again, and a person before a button waits no longer than it takes to try once or twice.
    private @Nullable Told failed(Inbound in, RuntimeException e) {
        if (e instanceof ButtonHandler.Refused refused) {
            return kept(in, Said.words(String.valueOf(refused.getMessage())));
        }
        boolean again = in.kind() == Kind.POST || e instanceof TransientDataAccessException;
        if (again && in.tries() < TRIES) {
            log.warn("{} of Slack could not be acted on; it is tried again in {}", in.id(), TRIED_AGAIN, e);
            rows.later(in.id(), TRIED_AGAIN.multipliedBy(1L << in.tries()));
            return null;
        }
        log.error("{} of Slack could not be acted on, and nothing was changed; the person is told so", in.id(), e);
        return kept(in, words.said("slack/command-failed", Map.of()));
    }

    private Told kept(Inbound in, Said said) {
        rows.answer(in.id(), InboundActs.json(said), TOLD_AGAIN);
        return new Told(in, said);
    }

    private void tell(Told told) {
        try {
            answers.execute(() -> {
                Inbound in = told.in();
                vendors.chat().whisper(in.responseUrl(), in.channel(), in.slackUser(), told.said());
                transaction.executeWithoutResult(tx -> rows.done(in.id()));
            });
        } catch (RejectedExecutionException ending) {
            log.info(
                    "An answer to {} is told when Holdfast runs again",
                    told.in().id());
        }
    }

    @PreDestroy
    void end() {
        answers.shutdown();
    }
}
