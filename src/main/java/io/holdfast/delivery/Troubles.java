package io.holdfast.delivery;

import io.holdfast.engine.Worker;
import io.holdfast.time.Ids;
import io.holdfast.time.SqlTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down which of this node's breakers are open, so that every node's pages show it. While all is well it writes nothing. */
@Component
class Troubles extends Worker {
    /** A row that was not confirmed for so long is of a node that is gone. */
    static final Duration DEAD = Duration.ofSeconds(30);

    private final JdbcClient db;
    private final Pace pace;
    private final List<Senders> senders;
    private final String node;
    private final Set<Channel> told = EnumSet.noneOf(Channel.class);

    Troubles(JdbcClient db, Pace pace, List<Senders> senders, Ids ids) {
        super("channel-troubles", Duration.ofSeconds(2));
        this.db = db;
        this.pace = pace;
        this.senders = senders;
        this.node = ids.id();
    }

    @Override
    protected boolean work() {
        for (Senders sender : senders) {
            Channel channel = sender.channel();
            if (sender.open()) {
                told.add(channel);
                tell(channel, sender.openFor());
            } else if (told.contains(channel)) {
                over(channel);
                told.remove(channel);
            }
        }
        return false;
    }

    private void tell(Channel channel, Duration openFor) {
        Instant now = pace.now();
        int known = db.sql("UPDATE channel_trouble SET seen_at = :now WHERE channel = :channel AND node = :node")
                .param("now", SqlTime.of(now))
                .param("channel", channel.id())
                .param("node", node)
                .update();
        if (known > 0) {
            return;
        }
        try {
            db.sql("""
                    INSERT INTO channel_trouble (channel, node, since, why, seen_at)
                    VALUES (:channel, :node, :since, :why, :now)
                    """)
                    .param("channel", channel.id())
                    .param("node", node)
                    .param("since", SqlTime.of(now.minus(openFor)))
                    .param("why", vendor(channel) + " answers nothing useful")
                    .param("now", SqlTime.of(now))
                    .update();
        } catch (DuplicateKeyException e) {
            // only this node writes its row: it is there, and that is all that is wanted
            return;
        }
    }

    private void over(Channel channel) {
        // What dead nodes left is swept on the way.
        db.sql("DELETE FROM channel_trouble WHERE (channel = :channel AND node = :node) OR seen_at < :dead")
                .param("channel", channel.id())
                .param("node", node)
                .param("dead", SqlTime.of(pace.now().minus(DEAD)))
                .update();
    }

    private static String vendor(Channel channel) {
        return switch (channel) {
            case SMS, VOICE -> "Twilio";
            case SLACK -> "Slack";
            case EMAIL -> "The mail server";
        };
    }
}
