package io.holdfast.audience;

import io.holdfast.delivery.Audience;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.Recipients;
import io.holdfast.time.Ids;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class SubscriberRows implements Subscribers, Recipients {
    private static final String ID = "(SELECT id FROM subscriber WHERE world = :world AND contact = :contact)";

    private final JdbcClient db;
    private final NamedParameterJdbcTemplate batch;
    private final Ids ids;
    private final Times times;
    private final TransactionTemplate transaction;

    SubscriberRows(
            JdbcClient db, NamedParameterJdbcTemplate batch, Ids ids, Times times, TransactionTemplate transaction) {
        this.db = db;
        this.batch = batch;
        this.ids = ids;
        this.times = times;
        this.transaction = transaction;
    }

    @Override
    public int save(World world, List<Subscriber> all) {
        return Objects.requireNonNull(transaction.execute(tx -> write(world, all)));
    }

    // In order of contact, so that two lists that name the same people wait for each other instead of locking each
    // other out.
    private int write(World world, List<Subscriber> all) {
        SortedMap<String, Subscriber> byContact = new TreeMap<>();
        for (Subscriber s : all) {
            byContact.put(contact(s), s);
        }
        List<MapSqlParameterSource> rows = new ArrayList<>();
        byContact.forEach((contact, s) -> rows.add(row(world, contact, s)));
        // Who is known is found by updating him: one look into the unique index each, and no list of names in a query.
        int[] updated = run("""
                UPDATE subscriber SET phone = :phone, email = :email, country = :country, locale = :locale, region = :region,
                       timezone = :timezone, every_journey = :every, sms_since = :sms, email_since = :mail,
                       changed_at = :now
                 WHERE world = :world AND contact = :contact
                """, rows);
        List<MapSqlParameterSource> fresh = new ArrayList<>();
        List<MapSqlParameterSource> known = new ArrayList<>();
        for (int n = 0; n < updated.length; n++) {
            (updated[n] == 0 ? fresh : known).add(rows.get(n));
        }
        run("""
                INSERT INTO subscriber (id, world, contact, phone, email, country, locale, region, timezone, every_journey,
                                        sms_since, email_since, changed_at)
                VALUES (:id, :world, :contact, :phone, :email, :country, :locale, :region, :timezone, :every, :sms, :mail, :now)
                """, fresh);
        run("DELETE FROM subscriber_journey WHERE subscriber_id = " + ID, known);
        run("DELETE FROM subscriber_consent WHERE subscriber_id = " + ID, known);
        List<MapSqlParameterSource> journeys = new ArrayList<>();
        List<MapSqlParameterSource> consents = new ArrayList<>();
        byContact.forEach((contact, s) -> {
            for (String journey : s.journeys()) {
                journeys.add(key(world, contact).addValue("journey", journey));
            }
            for (Subscriber.Consent c : s.consents()) {
                consents.add(
                        key(world, contact).addValue("channel", c.channel()).addValue("at", SqlTime.of(c.at())));
            }
        });
        run("INSERT INTO subscriber_journey (subscriber_id, journey) VALUES (" + ID + ", :journey)", journeys);
        run(
                "INSERT INTO subscriber_consent (subscriber_id, channel, agreed_at) VALUES (" + ID + ", :channel, :at)",
                consents);
        return fresh.size();
    }

    private static MapSqlParameterSource key(World world, String contact) {
        return new MapSqlParameterSource("world", world.id()).addValue("contact", contact);
    }

    private int[] run(String sql, List<MapSqlParameterSource> rows) {
        return rows.isEmpty() ? new int[0] : batch.batchUpdate(sql, rows.toArray(MapSqlParameterSource[]::new));
    }

    private MapSqlParameterSource row(World world, String contact, Subscriber s) {
        Instant sms = since(s, Channel.SMS);
        Instant mail = since(s, Channel.EMAIL);
        // Types are named: for a null of no type the driver asks the database, row by row.
        return key(world, contact)
                .addValue("id", ids.id())
                .addValue("phone", s.phone(), Types.VARCHAR)
                .addValue("email", s.email(), Types.VARCHAR)
                .addValue("country", s.phone() == null ? "" : Phones.country(s.phone()))
                .addValue("locale", s.locale())
                .addValue("region", s.region(), Types.VARCHAR)
                .addValue("timezone", s.timezone(), Types.VARCHAR)
                .addValue("every", s.journeys().isEmpty())
                .addValue("sms", s.phone() == null ? null : SqlTime.of(sms), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("mail", s.email() == null ? null : SqlTime.of(mail), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("now", SqlTime.of(times.in(world)));
    }

    private static @Nullable Instant since(Subscriber s, Channel channel) {
        return s.consents().stream()
                .filter(c -> c.channel().equals(channel.id()))
                .map(Subscriber.Consent::at)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static String contact(Subscriber s) {
        return s.phone() != null ? s.phone() : String.valueOf(s.email());
    }

    @Override
    public Optional<Subscriber> find(World world, String id) {
        return db.sql("SELECT * FROM subscriber WHERE world = :world AND id = :id")
                .param("world", world.id())
                .param("id", id)
                .query((row, i) -> map(row))
                .optional();
    }

    @Override
    public List<Subscriber> list(World world, @Nullable String after, int limit) {
        return db.sql("SELECT * FROM subscriber WHERE world = :world AND id > :cursor ORDER BY id LIMIT :n")
                .param("world", world.id())
                .param("cursor", after == null ? "" : after)
                .param("n", limit)
                .query((row, i) -> map(row))
                .list();
    }

    private Subscriber map(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new Subscriber(
                id,
                row.getString("phone"),
                row.getString("email"),
                row.getString("locale"),
                db.sql("SELECT journey FROM subscriber_journey WHERE subscriber_id = :id ORDER BY journey")
                        .param("id", id)
                        .query(String.class)
                        .list(),
                row.getString("region"),
                row.getString("timezone"),
                db.sql("SELECT channel, agreed_at FROM subscriber_consent WHERE subscriber_id = :id ORDER BY channel")
                        .param("id", id)
                        .query((r, i) -> new Subscriber.Consent(r.getString("channel"), SqlTime.get(r, "agreed_at")))
                        .list());
    }

    @Override
    public Map<String, List<String>> stopped(Collection<Subscriber> some) {
        Map<String, List<String>> stopped = new HashMap<>();
        if (!some.isEmpty()) {
            db.sql("""
                    SELECT s.id, t.channel FROM subscriber s
                      JOIN subscriber_stop t ON t.address = CASE WHEN t.channel = 'email' THEN s.email ELSE s.phone END
                     WHERE s.id IN (:ids) ORDER BY s.id, t.channel
                    """)
                    .param("ids", some.stream().map(Subscriber::id).toList())
                    .query((row, i) -> stopped.computeIfAbsent(row.getString("id"), id -> new ArrayList<>())
                            .add(row.getString("channel")))
                    .list();
        }
        return stopped;
    }

    @Override
    public boolean delete(World world, String id) {
        return db.sql("DELETE FROM subscriber WHERE world = :world AND id = :id")
                        .param("world", world.id())
                        .param("id", id)
                        .update()
                > 0;
    }

    @Override
    public long count(World world) {
        return db.sql("SELECT COUNT(*) FROM subscriber WHERE world = :world")
                .param("world", world.id())
                .query(Long.class)
                .single();
    }

    /** In which order somebody is tried who agreed to several. */
    private static final List<Channel> IN_ORDER = List.of(Channel.SMS, Channel.EMAIL, Channel.VOICE);

    private static final String BY_TEXT = """
            (s.sms_since IS NOT NULL AND s.phone IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM subscriber_stop t WHERE t.channel = 'sms' AND t.address = s.phone))
            """;

    private static final String BY_MAIL = """
            (s.email_since IS NOT NULL AND s.email IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM subscriber_stop t WHERE t.channel = 'email' AND t.address = s.email))
            """;

    // Who follows a journey that is hit, in a region that is hit, agreed to texts or mails, and did not take that back.
    private static final String MEMBERS = """
              FROM subscriber s
             WHERE s.world = :world AND s.id > :cursor AND (%s OR %s)
               AND (s.every_journey = TRUE OR EXISTS (SELECT 1 FROM subscriber_journey j
                     WHERE j.subscriber_id = s.id AND j.journey IN (:journeys)))
               AND (:everywhere = TRUE OR s.region IN (:regions))
               AND s.country NOT IN (:refused)
            """.formatted(BY_TEXT, BY_MAIL);

    @Override
    public List<Member> next(World world, Audience.Subscribers audience, @Nullable String after, int limit) {
        String cursor = after == null ? "" : after.replaceFirst("^subscriber:", "");
        return members(
                        "SELECT s.id, s.phone, s.email, s.locale, CASE WHEN " + BY_TEXT
                                + " THEN TRUE ELSE FALSE END AS by_text" + MEMBERS + "ORDER BY s.id LIMIT :n",
                        world,
                        audience,
                        cursor)
                .param("n", limit)
                .query((row, i) -> {
                    boolean text = row.getBoolean("by_text");
                    return new Member(
                            "subscriber:" + row.getString("id"),
                            text ? Channel.SMS : Channel.EMAIL,
                            row.getString(text ? "phone" : "email"),
                            row.getString("locale"));
                })
                .list();
    }

    @Override
    public List<Member> channels(World world, String recipient) {
        return find(world, recipient.replaceFirst("^subscriber:", "")).stream()
                .flatMap(s -> s.consents().stream()
                        .flatMap(c -> address(s, c.channel()).stream())
                        .filter(m -> !stopped(m)))
                .sorted(Comparator.comparing(m -> IN_ORDER.indexOf(m.channel())))
                .toList();
    }

    @Override
    public Map<String, List<Member>> channels(World world, Collection<String> recipients) {
        List<String> ids = recipients.stream()
                .filter(r -> r.startsWith("subscriber:"))
                .map(r -> r.substring("subscriber:".length()))
                .toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Member>> all = new HashMap<>();
        db.sql("""
                SELECT s.id, s.phone, s.email, s.locale, c.channel FROM subscriber s
                  JOIN subscriber_consent c ON c.subscriber_id = s.id
                 WHERE s.world = :world AND s.id IN (:ids) AND NOT EXISTS (
                         SELECT 1 FROM subscriber_stop t WHERE t.channel = c.channel
                            AND t.address = CASE WHEN c.channel = 'email' THEN s.email ELSE s.phone END)
                """)
                .param("world", world.id())
                .param("ids", ids)
                .query((row, i) -> address(
                        new Subscriber(
                                row.getString("id"),
                                row.getString("phone"),
                                row.getString("email"),
                                row.getString("locale"),
                                List.of(),
                                null,
                                null,
                                List.of()),
                        row.getString("channel")))
                .list()
                .forEach(found -> found.ifPresent(m -> all.computeIfAbsent(m.recipient(), r -> new ArrayList<>())
                        .add(m)));
        all.values().forEach(own -> own.sort(Comparator.comparing(m -> IN_ORDER.indexOf(m.channel()))));
        return all;
    }

    private boolean stopped(Member member) {
        return db.sql("SELECT COUNT(*) FROM subscriber_stop WHERE channel = :channel AND address = :address")
                        .param("channel", member.channel().id())
                        .param("address", member.address())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static Optional<Member> address(Subscriber s, String channel) {
        String recipient = "subscriber:" + s.id();
        if (channel.equals(Channel.SMS.id())) {
            return Optional.ofNullable(s.phone()).map(phone -> new Member(recipient, Channel.SMS, phone, s.locale()));
        }
        if (channel.equals(Channel.VOICE.id())) {
            return Optional.ofNullable(s.phone()).map(phone -> new Member(recipient, Channel.VOICE, phone, s.locale()));
        }
        return channel.equals(Channel.EMAIL.id())
                ? Optional.ofNullable(s.email()).map(mail -> new Member(recipient, Channel.EMAIL, mail, s.locale()))
                : Optional.empty();
    }

    @Override
    public SortedMap<String, Long> countries(World world, Audience.Subscribers audience) {
        SortedMap<String, Long> countries = new TreeMap<>();
        members("SELECT s.country, COUNT(*) AS members" + MEMBERS + "GROUP BY s.country", world, audience, "")
                .query((row, i) -> countries.put(row.getString("country"), row.getLong("members")))
                .list();
        return countries;
    }

    private JdbcClient.StatementSpec members(String sql, World world, Audience.Subscribers audience, String cursor) {
        return db.sql(sql)
                .param("world", world.id())
                .param("cursor", cursor)
                .param("journeys", orNone(audience.journeys()))
                .param("everywhere", audience.regions().isEmpty())
                .param("regions", orNone(audience.regions()))
                .param("refused", orNone(RefusedCountries.of(audience.policy())));
    }

    // An empty list is no SQL.
    private static List<String> orNone(List<String> values) {
        return values.isEmpty() ? List.of("-") : values;
    }

    @Override
    public void consent(Channel channel, String address, boolean agreed, String because) {
        db.sql("DELETE FROM subscriber_stop WHERE channel = :channel AND address = :address")
                .param("channel", channel.id())
                .param("address", address)
                .update();
        if (!agreed) {
            db.sql("INSERT INTO subscriber_stop (channel, address, stopped_at) VALUES (:channel, :address, :now)")
                    .param("channel", channel.id())
                    .param("address", address)
                    .param("now", SqlTime.of(times.real()))
                    .update();
        }
    }
}
