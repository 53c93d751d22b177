package io.holdfast.drill;

import io.holdfast.catalog.Scenario;
import io.holdfast.engine.NudgeLock;
import io.holdfast.engine.Nudges;
import io.holdfast.engine.Standing;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.incident.Incident;
import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class StartedDrills implements Drills, NudgeLock, Standing {
    private static final Pattern ID = Pattern.compile("DRILL-([1-9][0-9]{0,17})");

    private final JdbcClient db;
    private final DrillRows rows;
    private final Sights sights;
    private final Playbooks playbooks;
    private final Nudges nudges;
    private final LiveExercises real;
    private final RealTrouble trouble;
    private final TabletopWords words;
    private final Evidence evidence;
    private final Times times;
    private final TransactionTemplate transaction;

    StartedDrills(
            JdbcClient db,
            DrillRows rows,
            Sights sights,
            Playbooks playbooks,
            Nudges nudges,
            LiveExercises real,
            RealTrouble trouble,
            TabletopWords words,
            Evidence evidence,
            Times times,
            TransactionTemplate transaction) {
        this.db = db;
        this.rows = rows;
        this.sights = sights;
        this.playbooks = playbooks;
        this.nudges = nudges;
        this.real = real;
        this.trouble = trouble;
        this.words = words;
        this.evidence = evidence;
        this.times = times;
        this.transaction = transaction;
    }

    @Override
    public Drill start(String scenario, boolean realTime, Actor by) {
        Playbook playbook = playbooks.current(World.LIVE);
        Scenario wanted = wanted(scenario, playbook);
        String kind = wanted.live() != null ? DrillRow.LIVE : DrillRow.SANDBOX;
        return begun(scenario, wanted, playbook, kind, realTime, by);
    }

    @Override
    public Drill tabletop(String scenario, Actor by) {
        Playbook playbook = playbooks.current(World.LIVE);
        Scenario wanted = wanted(scenario, playbook);
        if (wanted.live() != null) {
            throw new IllegalArgumentException(
                    "'" + scenario + "' switches a real mode; a tabletop exercise plays a drill's scenario");
        }
        return begun(scenario, wanted, playbook, DrillRow.TABLETOP, true, by);
    }

    @Override
    public Drill rehearse(String scenario, long number) {
        Playbook playbook = playbooks.number(number);
        return begun(
                scenario,
                wanted(scenario, playbook),
                playbook,
                DrillRow.SANDBOX,
                false,
                new Actor.Self(DrillRow.REPLAY));
    }

    @Override
    public Optional<Drill> last(String scenario, long playbook) {
        return rows.last(scenario, playbook).map(this::drill);
    }

    @Override
    public void forget(long playbook, String why) {
        for (long number : rows.forget(playbook, why, times.real())) {
            nudges.push(World.LIVE, "DRILL-" + number, "drill-over", null);
        }
    }

    private static Scenario wanted(String scenario, Playbook playbook) {
        Scenario wanted = playbook.scenarios().get(scenario);
        if (wanted == null) {
            throw new NoSuchElementException("There is no scenario '" + scenario + "'; there are "
                    + String.join(", ", playbook.scenarios().keySet()));
        }
        return wanted;
    }

    private Drill begun(String scenario, Scenario wanted, Playbook playbook, String kind, boolean realTime, Actor by) {
        return drill(Objects.requireNonNull(
                transaction.execute(tx -> insert(scenario, wanted, playbook, kind, realTime, by))));
    }

    /** Starts what its schedule wants since this moment, once, whichever node comes first. */
    void startDue(String scenario, Instant since) {
        Playbook playbook = playbooks.current(World.LIVE);
        Scenario wanted = Objects.requireNonNull(playbook.scenarios().get(scenario));
        transaction.executeWithoutResult(tx -> {
            rows.nextNumber(); // one node at a time
            if (!rows.startedSince(scenario, since)) {
                insert(
                        scenario,
                        wanted,
                        playbook,
                        wanted.live() != null ? DrillRow.LIVE : DrillRow.SANDBOX,
                        false,
                        new Actor.Self("schedule"));
            }
        });
    }

    @Override
    public Drill decide(String id, boolean yes, String why, Actor by) {
        long number = known(id);
        transaction.executeWithoutResult(tx -> {
            DrillRow row = rows.locked(number).orElseThrow();
            if (!row.live() || !row.stage().equals("asked") || row.approvedBy() != null || row.aborted() != null) {
                throw new IllegalStateException(id + " waits for nobody's yes");
            }
            if (yes && row.by().equals(name(by))) {
                throw new IllegalStateException(
                        id + " was asked for by " + row.by() + "; somebody else says yes to it");
            }
            if (!yes && why.isBlank()) {
                throw new IllegalArgumentException("Say why not: whoever asked for it reads it");
            }
            if (yes) {
                rows.approved(number, name(by));
            } else {
                rows.aborted(number, "Declined by " + name(by) + ": " + why);
            }
            tell(row, yes ? "drill.approved" : "drill.declined", row.id() + (yes ? " may begin" : " is declined"), by);
            nudges.push(World.LIVE, row.id(), "exercise-decided", null);
        });
        return find(id).orElseThrow();
    }

    @Override
    public Drill stop(String id, String why, Actor by) {
        long number = known(id);
        if (why.isBlank()) {
            throw new IllegalArgumentException("Say why it is stopped");
        }
        transaction.executeWithoutResult(tx -> {
            DrillRow row = rows.locked(number).orElseThrow();
            boolean runs = row.stage().equals("waiting") || row.stage().equals("running");
            if (row.kind().equals(DrillRow.SANDBOX) || !runs || row.aborted() != null) {
                throw new IllegalStateException(id + " does not run");
            }
            rows.aborted(number, "Stopped by " + name(by) + ": " + why);
            tell(row, "drill.stopped", row.id() + " is stopped", by);
        });
        real.wake();
        return find(id).orElseThrow();
    }

    private static long known(String id) {
        return number(id).orElseThrow(() -> new NoSuchElementException("There is no drill " + id));
    }

    private void tell(DrillRow row, String kind, String text, Actor by) {
        evidence.record(new Entry(
                World.LIVE,
                Entry.HOUSE,
                times.in(World.LIVE),
                kind,
                text + ": " + row.name(),
                by,
                Map.of("drill", row.id(), "scenario", row.scenario())));
    }

    private DrillRow insert(
            String scenario, Scenario wanted, Playbook playbook, String kind, boolean realTime, Actor by) {
        long number = rows.nextNumber();
        boolean live = kind.equals(DrillRow.LIVE);
        boolean tabletop = kind.equals(DrillRow.TABLETOP);
        if (live || tabletop) {
            trouble.mayBegin("a " + kind + " exercise");
        }
        // People read real clocks: what they play happens now.
        Instant begins = wanted.starts() == null || tabletop
                ? times.in(World.LIVE)
                : LocalDateTime.parse(wanted.starts())
                        .atZone(playbook.catalog().zone())
                        .toInstant();
        DrillRow row = new DrillRow(
                number,
                kind,
                scenario,
                wanted.name(),
                live ? World.LIVE : World.drill(number),
                playbook.number(),
                Drill.State.RUNNING,
                "new",
                realTime,
                name(by),
                begins,
                begins,
                0,
                0,
                null,
                times.real(),
                null,
                null,
                null,
                null);
        rows.insert(row);
        if (live) {
            List<String> all = real.expectations(Objects.requireNonNull(wanted.live()), playbook.catalog());
            for (int i = 0; i < all.size(); i++) {
                rows.expect(number, i, all.get(i));
            }
        }
        Expectations expectations = new Expectations(playbook.catalog(), begins.plus(wanted.troubleAt()));
        for (int i = 0; i < wanted.expect().size(); i++) {
            rows.expect(number, i, expectations.text(wanted.expect().get(i)));
        }
        evidence.record(new Entry(
                World.LIVE,
                Entry.HOUSE,
                times.in(World.LIVE),
                "drill.started",
                row.id() + " begins: " + wanted.name(),
                by,
                Map.of("drill", row.id(), "scenario", scenario, "playbook", playbook.number())));
        if (tabletop) {
            words.begins(row, wanted, playbook.catalog());
        }
        nudges.push(World.LIVE, row.id(), "start", null);
        return row;
    }

    private static String name(Actor by) {
        return by instanceof Actor.Person person
                ? person.username()
                : by instanceof Actor.Token token
                        ? token.name()
                        : by instanceof Actor.Self self && self.part().equals(DrillRow.REPLAY)
                                ? DrillRow.REPLAY
                                : "holdfast";
    }

    @Override
    public Optional<Drill> find(String id) {
        return number(id).flatMap(rows::find).map(this::drill);
    }

    @Override
    public List<Drill> list(@Nullable Long before, int limit) {
        return rows.list(before, limit).stream().map(this::drill).toList();
    }

    private Drill drill(DrillRow row) {
        return new Drill(
                row.id(),
                row.kind(),
                row.scenario(),
                row.name(),
                row.world(),
                row.playbook(),
                row.state(),
                row.beginsAt(),
                row.clockAt(),
                row.live()
                        ? List.of()
                        : sights.incidents(row.world()).stream()
                                .map(Incident::key)
                                .toList(),
                rows.expected(row.number()),
                row.problem(),
                row.by(),
                row.startedAt(),
                row.endedAt(),
                row.stage(),
                row.approvedBy(),
                row.aborted());
    }

    static Optional<Long> number(String id) {
        var matcher = ID.matcher(id);
        return matcher.matches() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }

    // ---- its own process

    @Override
    public boolean owns(String key) {
        return ID.matcher(key).matches();
    }

    @Override
    public String process() {
        return "drill";
    }

    @Override
    public OptionalLong tryLock(World world, String key) {
        return db.sql("SELECT playbook FROM drill WHERE number = :number FOR UPDATE SKIP LOCKED")
                .param("number", number(key).orElseThrow())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    @Override
    public List<Condition> conditions() {
        List<Condition> all = new ArrayList<>();
        db.sql("""
                SELECT number, stage FROM drill WHERE state = 'running' AND (stage IN ('new', 'over')
                    OR stage = 'asked' AND (approved_by IS NOT NULL OR aborted IS NOT NULL)) ORDER BY number
                """).query(row -> {
            String kind = switch (row.getString("stage")) {
                case "new" -> "start";
                case "asked" -> "exercise-decided";
                default -> "drill-over";
            };
            all.add(new Condition(World.LIVE, "DRILL-" + row.getLong("number"), kind, null));
        });
        return all;
    }
}
