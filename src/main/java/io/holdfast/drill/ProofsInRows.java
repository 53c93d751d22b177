package io.holdfast.drill;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Person;
import io.holdfast.catalog.Team;
import io.holdfast.delivery.Channel;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Read from what happened. A mode is proven where its signals said that it helps; a ladder and a person where somebody who was paged took
 * it; a channel where a message of it arrived. A drill or exercise counts from its end, and only if it passed.
 */
@Component
class ProofsInRows implements Proofs {
    /** A channel that brought none of its newest messages through is not proven by what it once did. */
    private static final int NEWEST = 20;

    /** The first page asks on every look. */
    private static final Duration COUNTED_EVERY = Duration.ofMinutes(5);

    private static final String REALLY = "WHERE i.world = 'live' AND i.drill = FALSE";

    private final JdbcClient db;
    private final Playbooks playbooks;
    private final Times times;
    private final Duration within;
    private volatile @Nullable Counted counted;

    ProofsInRows(
            JdbcClient db, Playbooks playbooks, Times times, @Value("${holdfast.proven-within:P90D}") String within) {
        this.db = db;
        this.playbooks = playbooks;
        this.times = times;
        this.within = DurationStyle.detectAndParse(within);
    }

    @Override
    public long late() {
        Counted known = counted;
        Instant now = times.real();
        if (known == null || !now.isBefore(known.at().plus(COUNTED_EVERY))) {
            known = new Counted(all().stream().filter(Proof::late).count(), now);
            counted = known;
        }
        return known.late();
    }

    private record Counted(long late, Instant at) {}

    @Override
    public List<Proof> all() {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        Instant limit = times.in(World.LIVE).minus(within);
        List<Proof> all = new ArrayList<>();
        modes(catalog, limit, all);
        ladders(catalog, limit, all);
        for (Channel channel : Channel.values()) {
            all.add(proof("channel", channel.id(), channel.word(), arrived(channel), null, null, null, limit));
        }
        people(catalog, limit, all);
        return all.stream().sorted(Comparator.comparing(p -> !p.late())).toList();
    }

    private void modes(Catalog catalog, Instant limit, List<Proof> all) {
        Map<String, Instant> real = latest("""
                SELECT s.journey || '/' || s.mode AS what, MAX(s.verified_at) AS at FROM mode_switch s
                 WHERE s.world = 'live' AND s.verified_at IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM drill d WHERE d.switch_id = s.id)
                 GROUP BY s.journey, s.mode
                """);
        Map<String, Instant> live = latest("""
                SELECT s.journey || '/' || s.mode AS what, MAX(d.ended_at) AS at FROM mode_switch s
                  JOIN drill d ON d.switch_id = s.id AND d.state = 'passed'
                 GROUP BY s.journey, s.mode
                """);
        Map<String, Instant> sandbox = latest("""
                SELECT s.journey || '/' || s.mode AS what, MAX(d.ended_at) AS at FROM mode_switch s
                  JOIN drill d ON d.world = s.world AND d.kind = 'sandbox' AND d.state = 'passed' AND d.by_name <> 'replay'
                 WHERE s.verified_at IS NOT NULL GROUP BY s.journey, s.mode
                """);
        for (Journey journey : catalog.journeys()) {
            for (Mode mode : journey.modes()) {
                String id = journey.id() + "/" + mode.id();
                all.add(proof("mode", id, mode.name(), real.get(id), live.get(id), null, sandbox.get(id), limit));
            }
        }
    }

    private void ladders(Catalog catalog, Instant limit, List<Proof> all) {
        Map<String, Instant> real =
                latest(taken("COALESCE(i.owner_team, '')", "COALESCE(i.commander_team, '')", "a.answered_at", REALLY));
        Map<String, Instant> tabletop = latest(taken(
                "COALESCE(i.owner_team, '')", "COALESCE(i.commander_team, '')", "d.ended_at", passed("tabletop")));
        Map<String, Instant> sandbox = latest(
                taken("COALESCE(i.owner_team, '')", "COALESCE(i.commander_team, '')", "d.ended_at", passed("sandbox")));
        for (Team team : catalog.teams()) {
            all.add(proof(
                    "ladder",
                    team.id(),
                    team.name(),
                    real.get(team.id()),
                    null,
                    tabletop.get(team.id()),
                    sandbox.get(team.id()),
                    limit));
        }
    }

    private static String passed(String kind) {
        return "JOIN drill d ON d.world = i.world AND d.kind = '" + kind
                + "' AND d.state = 'passed' AND d.by_name <> 'replay' WHERE 1 = 1";
    }

    /** Whoever was asked to own it, or to command, and took it. */
    private static String taken(String owner, String commander, String at, String where) {
        String from = " FROM answer a JOIN incident i ON i.incident_key = a.incident_key ";
        return "SELECT t.what, MAX(t.at) AS at FROM (SELECT " + owner + " AS what, " + at + " AS at" + from + where
                + " AND a.task_key = 'takeOwnership' UNION ALL SELECT " + commander + ", " + at + from + where
                + " AND a.task_key = 'takeCommand') t GROUP BY t.what";
    }

    private void people(Catalog catalog, Instant limit, List<Proof> all) {
        String person = " AND a.by_kind = 'person'";
        Map<String, Instant> real = latest(taken("a.by_name", "a.by_name", "a.answered_at", REALLY + person));
        Map<String, Instant> tabletop =
                latest(taken("a.by_name", "a.by_name", "a.answered_at", passed("tabletop") + person));
        Stream<String> onLadders = catalog.teams().stream()
                .flatMap(t -> t.ladder().stream())
                .flatMap(List::stream)
                .distinct();
        onLadders
                .flatMap(name ->
                        catalog.people().stream().filter(p -> p.username().equals(name)))
                .forEach((Person p) -> all.add(proof(
                        "person",
                        p.username(),
                        p.name(),
                        real.get(p.username()),
                        null,
                        tabletop.get(p.username()),
                        null,
                        limit)));
    }

    private @Nullable Instant arrived(Channel channel) {
        List<Long> newest = db.sql("""
                SELECT m.id FROM message m WHERE m.world = 'live' AND m.id IN
                  (SELECT t.message_id FROM message_text t WHERE t.channel = :channel) ORDER BY m.id DESC LIMIT :n
                """)
                .param("channel", channel.id())
                .param("n", NEWEST)
                .query(Long.class)
                .list();
        for (long message : newest) {
            // Only texts and calls are confirmed by a receipt.
            boolean receipts = channel == Channel.SMS || channel == Channel.VOICE;
            List<Instant> at = db.sql("""
                    SELECT changed_at FROM delivery
                     WHERE message_id = :message AND channel = :channel AND state IN (:states) LIMIT 1
                    """)
                    .param("message", message)
                    .param("channel", channel.id())
                    .param("states", receipts ? List.of("delivered") : List.of("sent", "delivered"))
                    .query((row, i) -> SqlTime.get(row, "changed_at"))
                    .list();
            if (!at.isEmpty()) {
                return at.get(0);
            }
        }
        return null;
    }

    private Map<String, Instant> latest(String sql) {
        Map<String, Instant> latest = new HashMap<>();
        db.sql(sql).query(row -> {
            latest.put(row.getString("what"), SqlTime.get(row, "at"));
        });
        return latest;
    }

    private static Proof proof(
            String kind,
            String id,
            String name,
            @Nullable Instant real,
            @Nullable Instant live,
            @Nullable Instant tabletop,
            @Nullable Instant sandbox,
            Instant limit) {
        boolean late = Stream.of(real, live, tabletop, sandbox)
                .filter(Objects::nonNull)
                .noneMatch(at -> !at.isBefore(limit));
        return new Proof(kind, id, name, real, live, tabletop, sandbox, late);
    }
}
