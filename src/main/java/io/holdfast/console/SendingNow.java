package io.holdfast.console;

import io.holdfast.delivery.Channel;
import io.holdfast.delivery.Delays;
import io.holdfast.delivery.DeliveryLog;
import io.holdfast.delivery.MessageLog;
import io.holdfast.delivery.TextHealth;
import io.holdfast.time.World;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** What pages say of sending as it goes on: what is late, what is on its way, what stayed doubtful. Read when a page asks for it. */
final class SendingNow {
    private final MessageLog messages;
    private final Supplier<List<Delays.Delay>> delays;
    private final Supplier<Map<String, Long>> doubtful;
    private final TextHealth texts;
    private final Supplier<LocalTimes> local;

    SendingNow(MessageLog messages, DeliveryLog log, Delays delays, TextHealth texts, Supplier<LocalTimes> local) {
        this.messages = messages;
        this.delays = SingletonSupplier.of(() -> delays.now(World.LIVE));
        this.doubtful = SingletonSupplier.of(() -> log.doubtful(World.LIVE));
        this.texts = texts;
        this.local = local;
    }

    /**
     * A message on its way.
     *
     * @param out how many it was sent to, the delivered ones among them
     * @param pace how it goes, as a sentence
     */
    record Running(
            long id,
            @Nullable String incident,
            String headline,
            boolean paused,
            long out,
            long delivered,
            long failed,
            long unclear,
            long remaining,
            String pace) {}

    /** One sentence for each channel that is late, and for each sender of texts that is not well. */
    public List<String> late() {
        return Stream.concat(
                        delays.get().stream().map(this::sentence),
                        texts.senders().stream()
                                .filter(s -> !s.well())
                                .map(s -> "Texts from " + s.name() + " (" + s.serves() + "): " + s.words()))
                .toList();
    }

    /** That nobody tells us what became of texts; null while somebody does. */
    public @Nullable String withoutReceipts() {
        return texts.withoutReceipts().orElse(null);
    }

    private String sentence(Delays.Delay delay) {
        LocalTimes times = local.get();
        String what = plural(delay.channel());
        StringBuilder words = new StringBuilder(what);
        if (delay.waiting() == 0) {
            words.append(" would be late: ").append(delay.why());
        } else {
            words.append(
                    delay.waiting() == 1 ? " are late: one waits" : " are late: " + number(delay.waiting()) + " wait");
            words.append(delay.oldest() == null ? "" : ", the oldest since " + times.time(delay.oldest()));
            words.append("; ").append(delay.why());
        }
        return words.append(delay.since() == null ? "." : " since " + times.time(delay.since()) + ".")
                .toString();
    }

    private static String plural(Channel channel) {
        return switch (channel) {
            case SMS -> "Texts";
            case SLACK -> "Slack posts";
            case EMAIL -> "E-mails";
            case VOICE -> "Calls";
        };
    }

    private static String number(long n) {
        return String.format(java.util.Locale.ROOT, "%,d", n);
    }

    /** How many of this incident stayed doubtful. */
    public long doubtful(String incident) {
        return doubtful.get().getOrDefault(incident, 0L);
    }

    /** How many of these incidents stayed doubtful. */
    public long doubtfulOf(Collection<String> incidents) {
        return Set.copyOf(incidents).stream().mapToLong(this::doubtful).sum();
    }

    /** The incident's messages that are on their way or paused, newest first. */
    public List<Running> running(String incident) {
        return messages.of(incident).stream()
                .filter(m -> Set.of("sending", "paused").contains(m.state()) && m.remaining() > 0)
                .map(this::running)
                .toList();
    }

    Running running(MessageLog.Sent m) {
        Map<String, Long> n = m.counts();
        long delivered = n.getOrDefault("delivered", 0L);
        long unknown = n.getOrDefault("unknown", 0L);
        long remaining = m.remaining() - unknown;
        return new Running(
                m.id(),
                m.incident(),
                m.headline(),
                m.state().equals("paused"),
                n.getOrDefault("sent", 0L) + delivered,
                delivered,
                n.getOrDefault("failed", 0L),
                unknown + n.getOrDefault("doubtful", 0L),
                remaining,
                pace(m, remaining));
    }

    private static String pace(MessageLog.Sent m, long remaining) {
        if (m.state().equals("paused")) {
            return "Paused: nothing more of it leaves.";
        }
        if (remaining == 0) {
            return "All are out; the vendor is asked about the unclear ones.";
        }
        if (m.left() == null) {
            return "Nothing leaves right now.";
        }
        String rate = m.perSecond() == 0
                ? ""
                : String.format(
                        java.util.Locale.ROOT,
                        m.perSecond() < 10 ? ", %.1f a second" : ", %.0f a second",
                        m.perSecond());
        return "About " + LocalTimes.length(m.left()) + " left" + rate + ".";
    }
}
