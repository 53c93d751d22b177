package io.holdfast.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.engine.Worker;
import io.holdfast.evidence.Evidence;
import io.holdfast.standin.SlackStandIn;
import io.holdfast.standin.TwilioStandIn;
import io.holdfast.time.Ids;
import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One node's delivery over a real database and the stand-ins' real wires; its workers run once they are started. */
final class OutboxRig implements AutoCloseable {
    static final Addressees ADDRESSEES = new Addressees() {
        @Override
        public String named(World world, Audience audience) {
            return recorded(world, audience);
        }

        @Override
        public String recorded(World world, Audience audience) {
            return AudienceText.words(audience, person -> person, channel -> channel, journey -> journey);
        }
    };

    static final String SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final String AUTH_TOKEN = "the-auth-token";
    private static final String NUMBER = "+15005550006";

    /** The database that a test runs on. */
    enum On {
        H2,
        POSTGRES;

        HikariDataSource open() {
            return this == H2 ? Databases.h2() : Databases.postgres();
        }
    }

    /** What the vendor called us with. */
    record Called(
            String pathAndQuery,
            Map<String, String> form,
            @Nullable String signature) {}

    final DeliverySettings settings;
    final ConcurrentLinkedQueue<Called> called = new ConcurrentLinkedQueue<>();

    /** By how much this node's clock goes before the database's. */
    volatile Duration ahead = Duration.ZERO;

    final Times times = new SettableClock(false) {
        @Override
        public Instant real() {
            return super.real().plus(ahead);
        }
    };
    final TwilioStandIn twilio;
    final SlackStandIn slack;
    final TransactionTemplate transaction;
    final InboundSms inboundSms;
    final SmsRoutes routes;
    private final boolean vendorsAreOurs;
    private boolean lost;
    private final HttpServer callbacks = callbacks();
    private final HikariDataSource database;
    final JdbcClient db;
    private final OutboxRows outbox;
    private final Vendors vendors;
    private final Expansion expansion;
    private final Tidying tidying;
    private final Asking asking;
    private final NextChannel nextChannel;
    private final MissedTexts missed;
    private final SmsSender smsSender;
    private final SlackSender slackSender;
    private final Troubles troubles;
    private final ThreadReplies threads;

    OutboxRig(On on) {
        this(on, settings(Duration.ofMillis(200), DeliverySettings.Unclear.REPEAT), 50);
    }

    OutboxRig(On on, DeliverySettings settings, double perSecond) {
        this(on, settings, new SmsFroms(List.of(SmsFrom.of(NUMBER, Set.of(), perSecond))));
    }

    OutboxRig(On on, DeliverySettings settings, SmsFroms froms) {
        this(on.open(), settings, froms, null);
    }

    /** A further node on the same database, with the same vendors. */
    OutboxRig another() {
        HikariDataSource same = new HikariDataSource();
        same.setJdbcUrl(database.getJdbcUrl());
        same.setUsername(database.getUsername());
        same.setPassword(database.getPassword());
        same.setMaximumPoolSize(24);
        return new OutboxRig(same, settings, vendors.froms(), this);
    }

    static DeliverySettings settings(Duration grace, DeliverySettings.Unclear unclear) {
        return settings(grace, unclear, Duration.ofSeconds(2));
    }

    /** The same, where a page has so long to get through. */
    static DeliverySettings settings(Duration grace, DeliverySettings.Unclear unclear, Duration pagePatience) {
        return new DeliverySettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                grace,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                5,
                unclear,
                pagePatience,
                Duration.ofMinutes(3),
                Duration.ofMinutes(15));
    }

    private OutboxRig(HikariDataSource data, DeliverySettings settings, SmsFroms froms, @Nullable OutboxRig with) {
        this.settings = settings;
        vendorsAreOurs = with == null;
        twilio = with == null ? new TwilioStandIn(0, ACCOUNT, AUTH_TOKEN, times, null) : with.twilio;
        slack = with == null ? new SlackStandIn(0, "xoxb-test", SIGNING_SECRET, true, times) : with.slack;
        database = data;
        db = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        NamedParameterJdbcTemplate batch = new NamedParameterJdbcTemplate(database);
        Evidence evidence = entry -> {};
        Recipients recipients = new NoRecipients();
        Ids ids = new SomeIds();
        Pace pace = new Pace(db);
        Stops stops = new Stops(db, times);
        SmsAccount account = new SmsAccount(AUTH_TOKEN, this::callbackBase);
        TwilioHttp twilioHttp = new TwilioHttp(URI.create(twilio.origin()), settings);
        vendors = new Vendors(
                new TwilioSms(ACCOUNT, AUTH_TOKEN, froms, twilioHttp, account::callbackBase, times),
                new SlackChat(
                        new SlackWire(new SlackHttp(slack.apiUrl(), settings), "xoxb-test", slack.apiUrl()),
                        this::knownChannel),
                froms);
        routes = new SmsRoutes(vendors, new SenderMarks(db, pace));
        ApplicationEventPublisher events = this::heard;
        outbox = new OutboxRows(db, times, evidence, events, settings, ADDRESSEES);
        expansion = new Expansion(db, batch, recipients, times, transaction, events);
        tidying = new Tidying(db, times, transaction);
        Settling settling =
                new Settling(db, batch, pace, stops, evidence, ADDRESSEES, routes, times, ids, settings, transaction);
        SlackPace slackPace = new SlackPace(pace, 50, 60);
        Claims claims = new Claims(db, batch, pace, slackPace, times, outbox, settings, transaction, ids);
        inboundSms = new InboundSms(
                db,
                new ReceiptsHeard(db, times),
                stops,
                routes,
                recipients,
                new DefaultListableBeanFactory().getBeanProvider(ReplyHandler.class),
                account,
                evidence,
                times);
        missed = new MissedTexts(db, vendors, inboundSms, times);
        smsSender = new SmsSender(claims, vendors, routes, missed, pace, settling, stops, settings);
        slackSender = new SlackSender(claims, vendors, pace, slackPace, settling, stops, settings);
        troubles = new Troubles(db, pace, List.of(smsSender, slackSender), ids);
        nextChannel = new NextChannel(
                db,
                recipients,
                List.of(smsSender, slackSender),
                evidence,
                times,
                settings,
                transaction,
                events,
                ADDRESSEES);
        threads = new ThreadReplies(new SlackChanges(db), new PlainChangeWords(), outbox, db, transaction);
        Mails mails = new Mails(new NoMail(), "mail", 10);
        Calls calls = new Calls(new NoCalls(), "voice", 1);
        asking = new Asking(db, vendors, mails, calls, claims, outbox, settling, pace, times, settings, transaction);
    }

    private void heard(Object event) {
        if (event instanceof OutboxRows.Put put) {
            expansion.put(put);
        } else if (event instanceof Expansion.Rows rows) {
            smsSender.rows(rows);
            slackSender.rows(rows);
        }
    }

    private @Nullable String knownChannel(String address) {
        return db.sql("SELECT channel_id FROM slack_channel WHERE address = :address")
                .param("address", address)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    SlackSignature slackSignature(Times at) {
        return new SlackSignature(new SlackAccount(SIGNING_SECRET), at, db);
    }

    private String callbackBase() {
        return "http://127.0.0.1:" + callbacks.getAddress().getPort();
    }

    private HttpServer callbacks() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
            server.createContext("/", this::take);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> form = new LinkedHashMap<>();
            for (String pair : body.split("&")) {
                String[] parts = pair.split("=", 2);
                form.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            called.add(new Called(
                    exchange.getRequestURI().toString(),
                    form,
                    exchange.getRequestHeaders().getFirst("X-Twilio-Signature")));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /** Starts what turns audiences into rows and tidies up; nothing leaves yet. */
    OutboxRig prepare() {
        List.of(expansion, tidying, nextChannel).forEach(Worker::start);
        return this;
    }

    /** Measures what arrives of what was sent here; nobody hears of it. */
    ChannelHealth health() {
        return new ChannelHealth(
                db,
                times,
                settings,
                new ReceiptsHeard(db, times),
                routes,
                new DefaultListableBeanFactory().getBeanProvider(ChannelWatch.class));
    }

    /** Asks the vendor where that health needs it, one text a round. */
    AskingReceipts askingReceipts(ChannelHealth health) {
        return new AskingReceipts(db, health, vendors, inboundSms, new Pace(db), times, new SomeIds(), transaction);
    }

    /** What is marked is read anew. */
    void forgetMarks() {
        routes.marks().forget();
    }

    LateChannels delays() {
        return new LateChannels(db, new Pace(db), times, settings, List.of(smsSender, slackSender));
    }

    Troubles troubles() {
        return troubles;
    }

    /** Lets messages leave. */
    OutboxRig send() {
        List.of(missed, smsSender, slackSender, asking, threads).forEach(Worker::start);
        return this;
    }

    long put(NewMessage message) {
        return Objects.requireNonNull(transaction.execute(tx -> outbox.put(message)));
    }

    /** A customer update by text message to these numbers. */
    static NewMessage text(String stream, String body, String... numbers) {
        return message(stream, addresses(Channel.SMS, numbers), Channel.SMS, body, false);
    }

    static Audience addresses(Channel channel, String... addresses) {
        return new Audience.Addresses(Arrays.stream(addresses)
                .map(a -> new Audience.Address("somebody:" + a, channel, a, "en"))
                .toList());
    }

    static NewMessage message(String stream, Audience audience, Channel channel, String body, boolean edit) {
        return new NewMessage(
                World.LIVE,
                "INC-7",
                stream,
                NewMessage.Kind.UPDATE,
                2,
                audience,
                List.of(new NewMessage.Text(channel, "en", body)),
                edit,
                false,
                null,
                null,
                false,
                "first word",
                1,
                1);
    }

    /** The states of this message's recipients, by address. */
    Map<String, String> states(long message) {
        Map<String, String> states = new LinkedHashMap<>();
        db.sql("SELECT address, state FROM delivery WHERE message_id = :id ORDER BY address")
                .param("id", message)
                .query((row, i) -> states.put(row.getString("address"), row.getString("state")))
                .list();
        return states;
    }

    /** How often the vendor was asked about this message's recipients. */
    int asked(long message) {
        return db.sql("SELECT COALESCE(SUM(asked), 0) FROM delivery WHERE message_id = :id")
                .param("id", message)
                .query(Integer.class)
                .single();
    }

    /** The one delivery of this message. */
    long delivery(long message) {
        return db.sql("SELECT id FROM delivery WHERE message_id = :id")
                .param("id", message)
                .query(Long.class)
                .single();
    }

    /** What the vendor tells of this delivery's last attempt. */
    void receipt(long delivery, String status, @Nullable String code) {
        int attempt = db.sql("SELECT attempt FROM delivery WHERE id = :id")
                .param("id", delivery)
                .query(Integer.class)
                .single();
        transaction.executeWithoutResult(tx -> inboundSms.receipt(delivery, attempt, null, status, code));
    }

    Optional<Progress> progress(String stream) {
        return outbox.progress(World.LIVE, "INC-7/" + stream);
    }

    @Override
    public void close() {
        List.of(expansion, tidying, nextChannel, missed, smsSender, slackSender, asking, threads)
                .forEach(Worker::stop);
        if (!lost) {
            smsSender.end();
            slackSender.end();
        }
        callbacks.stop(0);
        if (vendorsAreOurs) {
            twilio.close();
            slack.close();
        }
        database.close();
    }

    /** The node is gone at once, as if killed: what it has on the wire goes on, and nothing of it is written any more. */
    void lose() {
        lost = true;
        database.close();
        List.of(expansion, tidying, nextChannel, missed, smsSender, slackSender, asking, threads)
                .forEach(Worker::stop);
    }

    private static final class PlainChangeWords implements ChangeWords {
        @Override
        public String of(Differences differences, Instant at, String locale) {
            return differences.lines().stream()
                    .map(d -> d.how() + " " + d.label() + ": " + d.now() + " / " + d.was())
                    .collect(Collectors.joining("\n"));
        }

        @Override
        public long version() {
            return 1;
        }
    }

    private static final class NoMail implements MailChannel {
        @Override
        public Outcome send(Claimed mail) {
            throw new IllegalStateException("No mail is sent here");
        }

        @Override
        public Found find(Claimed mail) {
            throw new IllegalStateException("No mail is sent here");
        }
    }

    private static final class NoCalls implements VoiceChannel {
        @Override
        public Outcome send(Claimed call) {
            throw new IllegalStateException("Nobody is called here");
        }

        @Override
        public Found find(Claimed call, UnaryOperator<Set<String>> others) {
            throw new IllegalStateException("Nobody is called here");
        }
    }

    private static final class NoRecipients implements Recipients {
        @Override
        public List<Member> next(World world, Audience.Subscribers audience, @Nullable String after, int limit) {
            return List.of();
        }

        @Override
        public List<Member> channels(World world, String recipient) {
            return List.of();
        }

        @Override
        public void consent(Channel channel, String address, boolean agreed, String because) {
            // nobody is kept here
        }
    }

    private static final class SomeIds implements Ids {
        private static final AtomicLong NEXT = new AtomicLong();
        private final SecureRandom random = new SecureRandom();

        @Override
        public String id() {
            return "id" + NEXT.incrementAndGet();
        }

        @Override
        public String secret() {
            return "secret" + NEXT.incrementAndGet();
        }

        @Override
        public long below(long bound) {
            return random.nextLong(bound);
        }
    }
}
