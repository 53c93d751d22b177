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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class SubscriberRows implements Subscribers, Recipients {
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

    private int write(World world, List<Subscriber> all) {
        Map<String, Subscriber> byContact = new LinkedHashMap<>();
        for (Subscriber s : all) {
            byContact.put(contact(s), s);
        }
        Map<String, String> known = new HashMap<>();
        List<String> contacts = byContact.keySet().stream().sorted().toList();
        for (int from = 0; from < contacts.size(); from += 500) {
            db.sql("SELECT contact, id FROM subscriber WHERE world = :world AND contact IN (:contacts)")
                    .param("world", world.id())
                    .param("contacts", contacts.subList(from, Math.min(contacts.size(), from + 500)))
                    .query((row, i) -> known.put(row.getString("contact"), row.getString("id")))
                    .list();
        }
        List<MapSqlParameterSource> fresh = new ArrayList<>();
        List<MapSqlParameterSource> changed = new ArrayList<>();
        List<MapSqlParameterSource> journeys = new ArrayList<>();
        List<MapSqlParameterSource> consents = new ArrayList<>();
        List<String> touched = new ArrayList<>(known.values());
        for (String contact : contacts) {
            Subscriber s = Objects.requireNonNull(byContact.get(contact));
            String id = known.getOrDefault(contact, "");
            boolean isNew = id.isEmpty();
            if (isNew) {
                id = ids.id();
            }
            (isNew ? fresh : changed).add(row(world, id, contact, s));
            for (String journey : s.journeys()) {
                journeys.add(new MapSqlParameterSource("id", id).addValue("journey", journey));
            }
            for (Subscriber.Consent c : s.consents()) {
                consents.add(new MapSqlParameterSource("id", id)
                        .addValue("channel", c.channel())
                        .addValue("at", SqlTime.of(c.at())));
            }
        }
        for (int from = 0; from < touched.size(); from += 500) {
            List<String> part = touched.subList(from, Math.min(touched.size(), from + 500));
            db.sql("DELETE FROM subscriber_journey WHERE subscriber_id IN (:ids)")
                    .param("ids", part)
                    .update();
            db.sql("DELETE FROM subscriber_consent WHERE subscriber_id IN (:ids)")
                    .param("ids", part)
                    .update();
        }
        run("""
                INSERT INTO subscriber (id, world, contact, phone, email, country, locale, region, timezone, every_journey,
                                        sms_since, changed_at)
                VALUES (:id, :world, :contact, :phone, :email, :country, :locale, :region, :timezone, :every, :sms, :now)
                """, fresh);
        run("""
                UPDATE subscriber SET phone = :phone, email = :email, country = :country, locale = :locale, region = :region,
                       timezone = :timezone, every_journey = :every, sms_since = :sms, changed_at = :now
                 WHERE id = :id
                """, changed);
        run("INSERT INTO subscriber_journey (subscriber_id, journey) VALUES (:id, :journey)", journeys);
        run("INSERT INTO subscriber_consent (subscriber_id, channel, agreed_at) VALUES (:id, :channel, :at)", consents);
        return fresh.size();
    }

    private void run(String sql, List<MapSqlParameterSource> rows) {
        if (!rows.isEmpty()) {
            batch.batchUpdate(sql, rows.toArray(MapSqlParameterSource[]::new));
        }
    }

    private MapSqlParameterSource row(World world, String id, String contact, Subscriber s) {
        Instant sms = s.consents().stream()
                .filter(c -> c.channel().equals("sms"))
                .map(Subscriber.Consent::at)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new MapSqlParameterSource("id", id)
                .addValue("world", world.id())
                .addValue("contact", contact)
                .addValue("phone", s.phone())
                .addValue("email", s.email())
                .addValue("country", s.phone() == null ? "" : Phones.country(s.phone()))
                .addValue("locale", s.locale())
                .addValue("region", s.region())
                .addValue("timezone", s.timezone())
                .addValue("every", s.journeys().isEmpty())
                .addValue("sms", s.phone() == null ? null : SqlTime.of(sms))
                .addValue("now", SqlTime.of(times.in(world)));
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

    @Override
    public List<Member> next(World world, Audience.Subscribers audience, @Nullable String after, int limit) {
        String cursor = after == null ? "" : after.replaceFirst("^subscriber:", "");
        List<String> journeys = audience.journeys().isEmpty() ? List.of("") : audience.journeys();
        List<String> regions = audience.regions().isEmpty() ? List.of("") : audience.regions();
        return db.sql("""
                SELECT s.id, s.phone, s.locale FROM subscriber s
                 WHERE s.world = :world AND s.id > :cursor AND s.sms_since IS NOT NULL AND s.phone IS NOT NULL
                   AND (s.every_journey = TRUE OR EXISTS (SELECT 1 FROM subscriber_journey j
                         WHERE j.subscriber_id = s.id AND j.journey IN (:journeys)))
                   AND (:everywhere = TRUE OR s.region IN (:regions))
                   AND NOT EXISTS (SELECT 1 FROM subscriber_stop t WHERE t.channel = 'sms' AND t.address = s.phone)
                 ORDER BY s.id LIMIT :n
                """)
                .param("world", world.id())
                .param("cursor", cursor)
                .param("journeys", journeys)
                .param("everywhere", audience.regions().isEmpty())
                .param("regions", regions)
                .param("n", limit)
                .query((row, i) -> new Member(
                        "subscriber:" + row.getString("id"),
                        Channel.SMS,
                        row.getString("phone"),
                        row.getString("locale")))
                .list();
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
