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

    /** A message has a text for each of its locales: more than these are hardly in one. */
    private static final int LOCALES = 5;

    /** The first page asks on every look. */
    private static final Duration COUNTED_EVERY = Duration.ofMinutes(5);

    /** What is older changes no more: who was asked to own or to command it is settled, and whatever was to be written is. */
    private static final Duration SETTLED = Duration.ofDays(30);

    /** After whatever any clock says, and within what both databases hold. */
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient db;
    private final Playbooks playbooks;
    private final Times times;
    private final Duration within;
    private volatile @Nullable Counted counted;
    private volatile Taken settled = new Taken(Instant.EPOCH, Map.of(), Map.of());

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
        Taken really = taken();
        ladders(catalog, really.teams(), limit, all);
        for (Channel channel : Channel.values()) {
            all.add(proof("channel", channel.id(), channel.word(), arrived(channel), null, null, null, limit));
        }
        people(catalog, really.people(), limit, all);
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

    private void ladders(Catalog catalog, Map<String, Instant> real, Instant limit, List<Proof> all) {
        Map<String, Instant> tabletop =
                latest(passed("tabletop", "COALESCE(i.owner_team, '')", "COALESCE(i.commander_team, '')", ""));
        Map<String, Instant> sandbox =
                latest(passed("sandbox", "COALESCE(i.owner_team, '')", "COALESCE(i.commander_team, '')", ""));
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

    /** When an exercise ended in which whoever was asked to own it, or to command, took it. */
    private static String passed(String kind, String owner, String commander, String and) {
        String from =
                " FROM drill d JOIN incident i ON i.world = d.world JOIN answer a ON a.incident_key = i.incident_key"
                        + " WHERE d.kind = '" + kind + "' AND d.state = 'passed' AND d.by_name <> 'replay'" + and;
        return "SELECT t.what, MAX(t.at) AS at FROM (SELECT " + owner + " AS what, d.ended_at AS at" + from
                + " AND a.task_key = 'takeOwnership' UNION ALL SELECT " + commander + ", d.ended_at" + from
                + " AND a.task_key = 'takeCommand') t GROUP BY t.what";
    }

    /** Until when it was read, and the latest until then, by team and by person. */
    private record Taken(Instant upTo, Map<String, Instant> teams, Map<String, Instant> people) {}

    /** What was taken in real incidents. There are many: what is settled is read once, what is younger at each look. */
    private Taken taken() {
        Taken before = settled;
        Instant until = times.in(World.LIVE).minus(SETTLED);
        if (before.upTo().plus(Duration.ofDays(1)).isBefore(until)) {
            before = readOn(before, until);
            settled = before;
        }
        return readOn(before, END);
    }

    private Taken readOn(Taken before, Instant until) {
        Map<String, Instant> teams = new HashMap<>(before.teams());
        Map<String, Instant> people = new HashMap<>(before.people());
        db.sql("""
                SELECT t.by_kind, t.by_name, t.team, MAX(t.answered_at) AS at FROM
                  (SELECT a.by_kind, a.by_name, a.answered_at,
                          (SELECT CASE a.task_key WHEN 'takeCommand' THEN COALESCE(i.commander_team, '') ELSE COALESCE(i.owner_team, '') END
                             FROM incident i WHERE i.incident_key = a.incident_key AND i.world = 'live' AND i.drill = FALSE) AS team
                     FROM answer a
                    WHERE a.task_key IN ('takeCommand', 'takeOwnership') AND a.answered_at >= :since AND a.answered_at < :until) t
                 WHERE t.team IS NOT NULL GROUP BY t.by_kind, t.by_name, t.team
                """)
                .param("since", SqlTime.of(before.upTo()))
                .param("until", SqlTime.of(until))
                .query(row -> {
                    Instant at = SqlTime.get(row, "at");
                    teams.merge(row.getString("team"), at, ProofsInRows::later);
                    if (row.getString("by_kind").equals("person")) {
                        people.merge(row.getString("by_name"), at, ProofsInRows::later);
                    }
                });
        return new Taken(until, teams, people);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private void people(Catalog catalog, Map<String, Instant> real, Instant limit, List<Proof> all) {
        Map<String, Instant> tabletop =
                latest(passed("tabletop", "a.by_name", "a.by_name", " AND a.by_kind = 'person'"));
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
        List<Long> newest =
                db
                        .sql("""
                SELECT t.message_id FROM message_text t
                 WHERE t.channel = :channel AND EXISTS (SELECT 1 FROM message m WHERE m.id = t.message_id AND m.world = 'live')
                 ORDER BY t.channel, t.message_id DESC LIMIT :n
                """)
                        .param("channel", channel.id())
                        .param("n", NEWEST * LOCALES)
                        .query(Long.class)
                        .list()
                        .stream()
                        .distinct()
                        .limit(NEWEST)
                        .toList();
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
