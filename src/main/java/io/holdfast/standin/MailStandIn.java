package io.holdfast.standin;

import io.holdfast.time.Times;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A strict mail server on the loopback address: takes mails as a careful real one does and keeps them. It remembers as long as its
 * process lives.
 */
public final class MailStandIn implements AutoCloseable {

    private final Times times;
    private final ServerSocket server;
    private final List<Mail> taken = new CopyOnWriteArrayList<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "mail-stand-in");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A mail that was taken; {@code at} is when, by the machine's clock.
     *
     * @param raw headers and words as they came, lines ended by CRLF
     */
    public record Mail(String from, String to, String raw, Instant at) {

        /** The first header of that name, unfolded; empty where there is none. */
        public Optional<String> header(String name) {
            String head = raw.substring(0, Math.max(0, raw.indexOf("\r\n\r\n")));
            for (String line : head.replaceAll("\r\n[ \t]+", " ").split("\r\n")) {
                if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                    return Optional.of(line.substring(name.length() + 1).strip());
                }
            }
            return Optional.empty();
        }
    }

    /**
     * @param port 0 for a free one
     */
    public MailStandIn(int port, Times times) {
        this.times = times;
        try {
            server = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("The mail stand-in can't listen on 127.0.0.1:" + port, e);
        }
        threads.execute(this::listen);
    }

    /** Its port on the loopback address, for {@code spring.mail.port}. */
    public int port() {
        return server.getLocalPort();
    }

    /**
     * The next mails go wrong so, in this order, when all their words have come. {@link Fault#status} and {@link Fault#refuse} are the
     * server's reply, {@code 451} and {@code "554 5.7.1"}.
     */
    public void next(Fault... coming) {
        faults.addAll(List.of(coming));
    }

    /** Mails to this address are refused with this reply, {@code "550 5.1.1"}, before their words are asked for. */
    public void refuse(String address, String reply) {
        refused.put(address, reply);
    }

    /** What was taken, oldest first. */
    public List<Mail> taken() {
        return List.copyOf(taken);
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> new MailTalk(socket, this).run());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Nullable
    Fault nextFault() {
        return faults.poll();
    }

    @Nullable
    String refusal(String address) {
        return refused.get(address);
    }

    void take(String from, String to, String raw) {
        taken.add(new Mail(from, to, raw, times.real()));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
