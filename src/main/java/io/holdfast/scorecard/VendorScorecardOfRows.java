package io.holdfast.scorecard;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.UnderneathQuestion;
import io.holdfast.catalog.Vendor;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Playbooks;
import io.holdfast.redundancy.Domain;
import io.holdfast.scorecard.Scorecard.By;
import io.holdfast.scorecard.Scorecard.Group;
import io.holdfast.scorecard.Scorecards.Question;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class VendorScorecardOfRows implements VendorScorecards {
    private static final int NEWEST = 50;

    private final ScorecardOfRows scorecards;
    private final Ledger ledger;
    private final VendorRows rows;
    private final ScorecardRows titles;
    private final Incidents incidents;
    private final Evidence evidence;
    private final Playbooks playbooks;
    private final Times times;
    private final TransactionTemplate transaction;

    VendorScorecardOfRows(
            ScorecardOfRows scorecards,
            Ledger ledger,
            VendorRows rows,
            ScorecardRows titles,
            Incidents incidents,
            Evidence evidence,
            Playbooks playbooks,
            Times times,
            TransactionTemplate transaction) {
        this.scorecards = scorecards;
        this.ledger = ledger;
        this.rows = rows;
        this.titles = titles;
        this.incidents = incidents;
        this.evidence = evidence;
        this.playbooks = playbooks;
        this.times = times;
        this.transaction = transaction;
    }

    private Catalog catalog() {
        return playbooks.current(World.LIVE).catalog();
    }

    private static Vendor vendor(String id, Catalog catalog) {
        return catalog.vendor(id)
                .orElseThrow(() -> new NoSuchElementException("The catalog has no vendor '" + id + "'; it has "
                        + String.join(
                                ", ", catalog.vendors().stream().map(Vendor::id).toList())));
    }

    @Override
    public List<Summary> all(Question question) {
        Map<String, Group> groups = new java.util.HashMap<>();
        scorecards.groups(vendors(question)).forEach(g -> groups.put(g.id(), g));
        return catalog().vendors().stream()
                .map(v -> new Summary(v, groups.getOrDefault(v.id(), nothing(v)), gaps(v).size()))
                .sorted(Comparator.comparing(Summary::minutes)
                        .reversed()
                        .thenComparing(s -> s.vendor().name()))
                .toList();
    }

    private static Question vendors(Question q) {
        return new Question(q.from(), q.to(), By.VENDOR);
    }

    private static Group nothing(Vendor vendor) {
        return new Group(vendor.id(), vendor.name(), 0, List.of(), List.of());
    }

    private static List<UnderneathQuestion> gaps(Vendor vendor) {
        return Arrays.stream(UnderneathQuestion.values())
                .filter(q -> !vendor.underneath().containsKey(q.id()))
                .toList();
    }

    @Override
    public Card of(String id, Question question) {
        Catalog catalog = catalog();
        Vendor vendor = vendor(id, catalog);
        Group figures = scorecards.groups(vendors(question)).stream()
                .filter(g -> g.id().equals(id))
                .findFirst()
                .orElseGet(() -> nothing(vendor));
        List<Measured> his = ledger.between(question.from(), question.to()).stream()
                .filter(m -> m.countedAs == CountedAs.REAL && id.equals(m.vendor))
                .sorted(Comparator.comparing((Measured m) -> m.onset).reversed())
                .toList();
        List<Dependency> runs = catalog.dependencies().stream()
                .filter(d -> id.equals(d.vendor()))
                .toList();
        return new Card(
                vendor,
                figures,
                runs.stream().map(Dependency::name).toList(),
                runs.stream()
                        .flatMap(d -> Domain.under(d, catalog).stream())
                        .filter(d -> !d.id().equals(id))
                        .map(Domain::words)
                        .distinct()
                        .toList(),
                gaps(vendor),
                told(vendor, his),
                lines(his.stream().limit(NEWEST).toList()),
                history(id, his, question));
    }

    private static Told told(Vendor vendor, List<Measured> his) {
        long ever = 0;
        long first = 0;
        long within = 0;
        for (Measured m : his) {
            var notice = m.length(Length.NOTICE);
            if (notice.isPresent()) {
                ever++;
                first += notice.getAsLong() < 0 ? 1 : 0;
                within += vendor.noticeIn() != null
                                && notice.getAsLong() <= vendor.noticeIn().toMillis()
                        ? 1
                        : 0;
            }
        }
        return new Told(his.size(), ever, first, vendor.noticeIn() == null ? null : within);
    }

    private List<Line> lines(List<Measured> his) {
        List<String> keys = his.stream().map(m -> m.key).toList();
        Map<String, String> named = titles.titles(keys);
        Map<String, Instant> cases = rows.cases(keys);
        return his.stream()
                .map(m -> new Line(
                        m.key,
                        named.getOrDefault(m.key, ""),
                        m.severity,
                        m.onset,
                        seconds(m, Length.NOTICE),
                        cases.get(m.key),
                        seconds(m, Length.ANSWER),
                        m.impact.minutes()))
                .toList();
    }

    private static @org.jspecify.annotations.Nullable Long seconds(Measured m, Length length) {
        var millis = m.length(length);
        return millis.isPresent() ? millis.getAsLong() / 1000 : null;
    }

    private History history(String vendor, List<Measured> his, Question q) {
        List<Published> items = new ArrayList<>();
        long unseen = 0;
        java.util.Set<String> matched = new java.util.HashSet<>();
        for (Published p : rows.history(vendor, q.from(), q.to())) {
            List<String> ours = his.stream()
                    .filter(m -> PublishedAlike.same(p, m.onset, m.over))
                    .map(m -> m.key)
                    .toList();
            matched.addAll(ours);
            unseen += ours.isEmpty() ? 1 : 0;
            items.add(new Published(
                    p.id(),
                    p.name(),
                    p.impact(),
                    p.beganAt(),
                    p.publishedAt(),
                    p.resolvedAt(),
                    p.components(),
                    p.link(),
                    ours.isEmpty() ? null : ours.get(ours.size() - 1)));
        }
        return new History(items.size(), unseen, items.isEmpty() ? 0 : his.size() - matched.size(), items);
    }

    @Override
    public Notices notices(String vendor, String incident) {
        return new Notices(vendor(vendor, catalog()), rows.notices(incident));
    }

    @Override
    public Imported importHistory(String vendor, String json, Actor by) {
        vendor(vendor, catalog());
        List<StatusPageHistory.Item> items = StatusPageHistory.read(json);
        Integer added = transaction.execute(tx -> {
            Instant now = times.in(World.LIVE);
            int fresh = 0;
            for (StatusPageHistory.Item item : items) {
                fresh += rows.keep(vendor, item, Doer.name(by), now) ? 1 : 0;
            }
            evidence.record(new Entry(
                    World.LIVE,
                    Entry.HOUSE,
                    now,
                    "vendor.history",
                    "The published history of " + vendor + " was imported: " + items.size() + " incidents",
                    by,
                    Map.of("vendor", vendor, "incidents", (long) items.size(), "new", (long) fresh)));
            return fresh;
        });
        int fresh = added == null ? 0 : added;
        return new Imported(fresh, items.size() - fresh);
    }

    @Override
    public void answered(String vendor, String key, Instant at, Actor by) {
        vendor(vendor, catalog());
        transaction.executeWithoutResult(tx -> {
            Incident incident = incidents.locked(key);
            String cause = incident.suspect().map(s -> s.id()).orElse(null);
            if (!vendor.equals(PastReader.vendor(cause, catalog()))) {
                throw new IllegalArgumentException(
                        "The cause of " + key + " is not run by '" + vendor + "', so its answer does not belong there");
            }
            Instant now = times.in(World.LIVE);
            if (at.isBefore(incident.onsetAt()) || at.isAfter(now)) {
                throw new IllegalArgumentException("'at' (" + at + ") lies before the incident began ("
                        + incident.onsetAt() + ") or after now (" + now + ")");
            }
            rows.answered(vendor, key, at, Doer.name(by), now);
            incident.note(
                    by,
                    "vendor.answered",
                    "The vendor has answered the case",
                    Map.of("vendor", vendor, "at", at),
                    Map.of());
            incidents.save(incident);
        });
    }
}
