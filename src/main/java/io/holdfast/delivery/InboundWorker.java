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

    /** Nobody waits for a post to be read, so an outage of Slack is waited out. */
    private static final int READS = 60;

    private static final Duration READ_AGAIN_AT_MOST = Duration.ofMinutes(1);

    private final InboundRows rows;
    private final InboundActs acts;
    private final SlackPostReader posts;
    private final Vendors vendors;
    private final SlackWords words;
    private final TransactionTemplate transaction;
    private final ExecutorService answers = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "slack-answers");
        thread.setDaemon(true);
        return thread;
    });

    InboundWorker(
            InboundRows rows,
            InboundActs acts,
            SlackPostReader posts,
            Vendors vendors,
            SlackWords words,
            TransactionTemplate transaction) {
        super("slack-inbound", Duration.ofMillis(500));
        this.rows = rows;
        this.acts = acts;
        this.posts = posts;
        this.vendors = vendors;
        this.words = words;
        this.transaction = transaction;
    }

    @Override
    protected boolean work() {
        AtomicReference<@Nullable Inbound> held = new AtomicReference<>();
        Runnable next = null;
        try {
            next = transaction.execute(tx -> rows.next()
                    .map(in -> {
                        held.set(in);
                        return act(in);
                    })
                    .orElse(null));
        } catch (RuntimeException e) {
            Inbound failing = held.get();
            if (failing == null) {
                throw e;
            }
            next = transaction.execute(tx -> failed(failing, e));
        }
        Inbound in = held.get();
        if (in != null && next != null) {
            outside(in.id(), next);
        }
        return in != null;
    }

    /** @return what is to be done outside of the transaction; null where nothing is */
    private @Nullable Runnable act(Inbound in) {
        String kept = in.answer();
        if (kept != null) {
            if (in.tries() > TRIES) {
                rows.done(in.id());
                return null;
            }
            rows.later(in.id(), TOLD_AGAIN);
            return () -> tell(in, InboundActs.read(kept, Said.class));
        }
        if (in.kind() == Kind.MARK) {
            rows.later(in.id(), TOLD_AGAIN);
            return () -> read(in);
        }
        return acted(in);
    }

    private @Nullable Runnable acted(Inbound in) {
        Optional<Said> said = acts.act(in);
        if (said.isEmpty()) {
            rows.done(in.id());
            return null;
        }
        return kept(in, said.get());
    }

    private void read(Inbound in) {
        RoomNotes.Post post = InboundActs.read(in.body(), RoomNotes.Post.class);
        SlackPostReader.Read read = posts.read(in.channel(), post.ts());
        String text = read.text();
        Runnable next = transaction.execute(tx -> {
            if (read.failed()) {
                return unread(in, read.code());
            }
            if (text == null) {
                // deleted meanwhile: there is nothing to keep
                rows.done(in.id());
                return null;
            }
            return acted(in.with(InboundActs.json(new RoomNotes.Post(post.what(), post.ts(), text))));
        });
        if (next != null) {
            next.run();
        }
    }

    private @Nullable Runnable unread(Inbound in, String code) {
        if (in.tries() < READS) {
            long pause = Math.min(READ_AGAIN_AT_MOST.toMillis(), TRIED_AGAIN.toMillis() << Math.min(10, in.tries()));
            log.warn("Slack does not show what was marked as a note ({}); it is asked again in {} ms", code, pause);
            rows.later(in.id(), Duration.ofMillis(pause));
            return null;
        }
        log.error("Slack does not show what was marked as a note ({}); the person is told so", code);
        return kept(in, words.said("slack/command-failed", Map.of()));
    }

    // Nobody presses a note again, and a person before a button waits no longer than it takes to try once or twice.
    private @Nullable Runnable failed(Inbound in, RuntimeException e) {
        if (e instanceof ButtonHandler.Refused refused) {
            return kept(in, Said.words(String.valueOf(refused.getMessage())));
        }
        boolean again = in.kind() == Kind.POST || in.kind() == Kind.MARK || e instanceof TransientDataAccessException;
        if (again && in.tries() < TRIES) {
            log.warn("{} of Slack could not be acted on; it is tried again in {}", in.id(), TRIED_AGAIN, e);
            rows.later(in.id(), TRIED_AGAIN.multipliedBy(1L << in.tries()));
            return null;
        }
        log.error("{} of Slack could not be acted on, and nothing was changed; the person is told so", in.id(), e);
        return kept(in, words.said("slack/command-failed", Map.of()));
    }

    private Runnable kept(Inbound in, Said said) {
        rows.answer(in.id(), InboundActs.json(said), TOLD_AGAIN);
        return () -> tell(in, said);
    }

    private void tell(Inbound in, Said said) {
        vendors.chat().whisper(in.responseUrl(), in.channel(), in.slackUser(), said);
        transaction.executeWithoutResult(tx -> rows.done(in.id()));
    }

    private void outside(String id, Runnable next) {
        try {
            answers.execute(() -> {
                try {
                    next.run();
                } catch (RuntimeException e) {
                    log.warn("{} of Slack is not through; it is tried again in {}", id, TOLD_AGAIN, e);
                }
            });
        } catch (RejectedExecutionException ending) {
            log.info("{} of Slack goes on when Holdfast runs again", id);
        }
    }

    @PreDestroy
    void end() {
        answers.shutdown();
    }
}
