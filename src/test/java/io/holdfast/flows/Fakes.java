package io.holdfast.flows;

import io.holdfast.catalog.Person;
import io.holdfast.catalog.Team;
import io.holdfast.catalog.Verdict;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.ChannelWatch;
import io.holdfast.delivery.MessageLog;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.OtherWay;
import io.holdfast.delivery.Outbox;
import io.holdfast.delivery.Progress;
import io.holdfast.detect.Lights;
import io.holdfast.detect.SignalLog;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Deeds;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.evidence.Timeline;
import io.holdfast.incident.Scope;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.resolve.ChangeLog;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.resolve.Modes;
import io.holdfast.resolve.Readings;
import io.holdfast.security.Caller;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The other packages, as small as the processes need them. */
final class Fakes {
    private Fakes() {}

    /** Keeps what was put into it. What was put counts as told. */
    static final class Letters implements Outbox, MessageLog {
        final List<NewMessage> all = new ArrayList<>();
        final Set<String> withdrawn = new HashSet<>();

        @Override
        public Set<Long> takenBack(String incident) {
            return Set.of();
        }

        @Override
        public long put(NewMessage message) {
            if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                throw new IllegalStateException("Outside a transaction");
            }
            all.add(message);
            return all.size();
        }

        @Override
        public void withdraw(World world, String topic, String because) {
            withdrawn.add(topic);
        }

        @Override
        public boolean anybodyTold(World world, String topic) {
            return all.stream().anyMatch(m -> m.topic().equals(topic));
        }

        @Override
        public Optional<Progress> progress(World world, String topic) {
            return Optional.empty();
        }

        @Override
        public void release(long message) {}

        @Override
        public Optional<Sent> find(long message) {
            return Optional.empty();
        }

        @Override
        public List<Sent> of(String incident) {
            List<Sent> sent = new ArrayList<>();
            for (int i = all.size(); i > 0; i--) {
                NewMessage m = all.get(i - 1);
                if (incident.equals(m.incident())) {
                    sent.add(new Sent(
                            i,
                            m.incident(),
                            m.topic(),
                            1,
                            m.kind(),
                            "done",
                            "",
                            m.texts(),
                            m.factsVersion(),
                            m.reason(),
                            Instant.EPOCH,
                            Map.of(),
                            0,
                            0,
                            null));
                }
            }
            return sent;
        }

        @Override
        public List<Sent> latest(World world, int limit) {
            return List.of();
        }

        @Override
        public List<Told> told(long message, int limit) {
            return List.of();
        }

        @Override
        public List<Seen> seen(World world, Channel channel, int limit) {
            return List.of();
        }

        @Override
        public List<Seen> seen(World world, Channel channel, String address, int limit) {
            return List.of();
        }

        @Override
        public Map<String, String> receivers(World world, Channel channel, int limit) {
            return Map.of();
        }
    }

    /** Metrics and changes as a test says; the rest is unknown. */
    static final class Meters implements Readings, ChangeLog {
        final Map<String, Change> changes = new HashMap<>();

        @Override
        public Optional<Change> change(String suspect) {
            return Optional.ofNullable(changes.get(suspect));
        }

        final Map<String, Verdict> all = new HashMap<>();

        @Override
        public Verdict of(World world, String metric, String journey, io.holdfast.incident.Scope scope) {
            return all.getOrDefault(metric, Verdict.UNKNOWN);
        }
    }

    /** A channel that is as a test says, and what was taken another way. */
    static final class Ways implements OtherWay, ChannelWatch {
        final List<Long> taken = new ArrayList<>();
        volatile @Nullable Reach reach;
        volatile @Nullable Judgement judged;

        @Override
        public Optional<Reach> reach(World world, String topic, Channel failing) {
            return Optional.ofNullable(reach);
        }

        @Override
        public boolean take(long message, Channel failing, Actor by, String because) {
            return taken.add(message);
        }

        @Override
        public void measured(Measured health) {}

        @Override
        public Optional<Judgement> judgement(Channel channel) {
            return Optional.ofNullable(judged);
        }
    }

    /** Keeps what was recorded, and reads it back. */
    static final class Chain implements Deeds, Evidence, Timeline {
        final List<Entry> entries = new ArrayList<>();

        @Override
        public void record(Entry entry) {
            if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                throw new IllegalStateException("Outside a transaction");
            }
            entries.add(entry);
        }

        @Override
        public List<Line> of(World world, String chain, long after, int limit) {
            return entries.stream()
                    .filter(e -> e.chain().equals(chain))
                    .map(e -> new Line(
                            1,
                            e.at(),
                            e.kind(),
                            e.text(),
                            e.by().toString(),
                            e.by().automatic(),
                            Map.copyOf(e.body()),
                            null))
                    .toList();
        }

        @Override
        public List<Deed> of(World world, String chain) {
            return entries.stream()
                    .filter(e -> e.chain().equals(chain) && e.by() instanceof Actor.Person)
                    .map(e -> new Deed(((Actor.Person) e.by()).username(), e.at(), e.kind()))
                    .toList();
        }

        List<String> kinds(String chain) {
            return entries.stream()
                    .filter(e -> e.chain().equals(chain))
                    .map(Entry::kind)
                    .toList();
        }
    }

    /** The people of the catalog. */
    record Crowd(Playbooks playbooks) implements People {
        @Override
        public Optional<Member> find(String username) {
            return all().stream().filter(m -> m.username().equals(username)).findFirst();
        }

        @Override
        public Optional<Member> bySlack(String slackUser) {
            return all().stream().filter(m -> slackUser.equals(m.slack())).findFirst();
        }

        @Override
        public List<Member> all() {
            List<Member> all = new ArrayList<>();
            for (Person p : playbooks.current(World.LIVE).catalog().people()) {
                Set<String> groups = new HashSet<>(p.roles());
                for (Team t : playbooks.current(World.LIVE).catalog().teams()) {
                    if (t.members().contains(p.username())) {
                        groups.add("team:" + t.id());
                    }
                }
                all.add(new Member(
                        p.username(),
                        p.name(),
                        groups,
                        new HashSet<>(p.queues()),
                        p.slack(),
                        p.phone(),
                        p.email(),
                        true));
            }
            return all;
        }

        @Override
        public List<Member> inGroup(String group) {
            return all().stream().filter(m -> m.groups().contains(group)).toList();
        }
    }

    /** What the signals say, as the test sets it. */
    static final class Signals implements Lights, SignalLog {
        final Map<String, List<Line>> lines = new HashMap<>();
        final Set<String> healthy = new HashSet<>();

        @Override
        public List<JourneyState> now(World world) {
            return healthy.stream()
                    .map(j -> new JourneyState(
                            j,
                            j,
                            List.of(new LightState(
                                    io.holdfast.catalog.Light.COMPLETION, Verdict.GOOD, false, null, null, null)),
                            List.of()))
                    .toList();
        }

        @Override
        public List<Line> of(String incident, int limit) {
            return lines.getOrDefault(incident, List.of());
        }

        @Override
        public List<Line> unplaced(World world, int limit) {
            return List.of();
        }
    }

    /** Fallback modes, as the test sets them. */
    static final class Switches implements Modes {
        final List<ModeSwitch> all = new ArrayList<>();

        @Override
        public List<ModeSwitch> of(String incident) {
            return all.stream().filter(m -> incident.equals(m.incident())).toList();
        }

        @Override
        public ModeSwitch failBack(String switchId, Actor by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Course course(String switchId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ModeSwitch> current(World world) {
            return all;
        }

        @Override
        public ModeSwitch switchOn(
                World world,
                String journey,
                String mode,
                Scope scope,
                @Nullable String incident,
                String because,
                Actor by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ModeSwitch switchOn(
                World world,
                String journey,
                String mode,
                Scope scope,
                @Nullable String incident,
                String because,
                Caller by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ModeSwitch undo(World world, String journey, String mode, String because, Actor by) {
            throw new UnsupportedOperationException();
        }
    }
}
