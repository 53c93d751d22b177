package io.holdfast.console;

import io.holdfast.delivery.Channel;
import io.holdfast.delivery.MessageLog;
import io.holdfast.delivery.NewMessage;
import io.holdfast.facts.FactSheet;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Phase;
import io.holdfast.resolve.ModeSteps;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.resolve.Modes;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Answers;
import io.holdfast.tasks.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what an incident's room shows. */
@Component
class Rooms {

    private static final Set<String> ON = Set.of("on", "verified");
    private static final int NAMED = 3;

    private final MessageLog messages;
    private final Modes modes;
    private final ModeSteps steps;
    private final Answers answers;
    private final House house;

    Rooms(MessageLog messages, Modes modes, ModeSteps steps, Answers answers, House house) {
        this.steps = steps;
        this.messages = messages;
        this.modes = modes;
        this.answers = answers;
        this.house = house;
    }

    /** What comes next: a promised word, else what is due first; null where nothing is. */
    Room.@Nullable Next next(Incident incident, @Nullable FactSheet facts, List<Task> open, boolean commander) {
        boolean wanted = commander && open.stream().anyMatch(t -> t.key().equals("takeCommand"));
        String card = "/incidents/" + incident.key() + "/command";
        if (facts != null && facts.nextWordAt() != null && incident.goingOn()) {
            return new Room.Next(
                    facts.nextWordAt(),
                    "The next word to customers.",
                    "If nobody acts, the approved holding text goes out.",
                    wanted ? card : "#messages",
                    wanted ? "Take command" : "What they were told so far");
        }
        Task due = open.stream().filter(t -> t.dueAt() != null).findFirst().orElse(null);
        if (due == null) {
            return null;
        }
        return new Room.Next(
                due.dueAt(),
                FirstPage.sentence(due.name()),
                due.onDue() == null ? "" : "If nobody acts: " + FirstPage.sentence(due.onDue()),
                due.key().equals("takeCommand") ? card : "/tasks/" + due.id(),
                due.key().equals("takeCommand") ? "Take command" : "Open the task");
    }

    List<Room.Step> loop(Incident incident) {
        List<Room.Step> steps = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            if (phase != Phase.CLOSED) {
                String name = phase.name().charAt(0) + phase.id().substring(1);
                int where = phase.compareTo(incident.phase());
                steps.add(new Room.Step(name, where < 0 ? "done" : where == 0 ? "now" : "later"));
            }
        }
        return steps;
    }

    /**
     * Who knows: customers by topic, then agents and then staff as one each. Of a topic only the newest message counts.
     */
    List<Room.Tally> tallies(Incident incident) {
        Map<String, MessageLog.Sent> newest = new LinkedHashMap<>();
        for (MessageLog.Sent sent : messages.of(incident.key())) {
            newest.merge(sent.topic(), sent, (a, b) -> a.version() >= b.version() ? a : b);
        }
        List<Room.Tally> tallies = new ArrayList<>();
        for (NewMessage.Kind kind : List.of(
                NewMessage.Kind.UPDATE, NewMessage.Kind.GUIDANCE, NewMessage.Kind.PAGE, NewMessage.Kind.DIGEST)) {
            List<MessageLog.Sent> these = newest.values().stream()
                    .filter(sent -> sent.kind() == kind)
                    .sorted(Comparator.comparing(MessageLog.Sent::at).reversed())
                    .toList();
            if (kind == NewMessage.Kind.UPDATE) {
                these.forEach(sent -> tallies.add(tally(List.of(sent))));
            } else if (!these.isEmpty()) {
                tallies.add(tally(these));
            }
        }
        return tallies;
    }

    private static Room.Tally tally(List<MessageLog.Sent> these) {
        MessageLog.Sent first = these.get(0);
        String asked = first.kind() == NewMessage.Kind.PAGE
                ? "Those who are asked to act, "
                : first.kind() == NewMessage.Kind.DIGEST ? "Notes that can wait, " : null;
        List<String> who = asked != null && these.size() > 1
                ? List.of(asked + these.size() + " messages")
                : these.stream().map(MessageLog.Sent::audience).distinct().toList();
        List<String> named = who.size() <= NAMED ? who : new ArrayList<>(who.subList(0, NAMED));
        if (who.size() > NAMED) {
            named.add(who.size() - NAMED + " more");
        }
        boolean slack = says(these, Channel.SLACK);
        boolean sms = says(these, Channel.SMS);
        long know = 0;
        long not = 0;
        long waiting = 0;
        long unclear = 0;
        for (MessageLog.Sent sent : these) {
            Map<String, Long> n = sent.counts();
            boolean confirmed = says(List.of(sent), Channel.SMS);
            long posted = n.getOrDefault("sent", 0L); // Slack answers at once and confirms nothing later
            long waits = count(n, "waiting", "sending") + (n.isEmpty() ? sent.remaining() : 0);
            know += n.getOrDefault("delivered", 0L) + (confirmed ? 0 : posted);
            not += count(n, "failed", "refused", "untold", "withdrawn");
            waiting += waits;
            unclear += count(n, "unknown", "doubtful") + waits + (confirmed ? posted : 0);
        }
        String text = first.texts().isEmpty() ? "" : first.texts().get(0).body();
        return new Room.Tally(
                Scopes.list(named),
                slack && sms ? "Slack and text" : slack ? "Slack" : "text",
                first.reason(),
                first.at(),
                first.factsVersion(),
                slack && !sms ? Mrkdwn.plain(text) : text,
                know,
                not,
                unclear,
                waiting);
    }

    private static boolean says(List<MessageLog.Sent> these, Channel channel) {
        return these.stream().flatMap(sent -> sent.texts().stream()).anyMatch(t -> t.channel() == channel);
    }

    private static long count(Map<String, Long> counts, String... states) {
        long sum = 0;
        for (String state : states) {
            sum += counts.getOrDefault(state, 0L);
        }
        return sum;
    }

    List<Room.Fallback> fallbacks(Incident incident) {
        List<ModeSteps.Step> all = steps.of(incident.key());
        return modes.of(incident.key()).stream()
                .map(m -> new Room.Fallback(
                        m,
                        house.journey(m.journey()),
                        Scopes.words(m.scope()),
                        word(m),
                        verdict(m),
                        ON.contains(m.state()),
                        StepWords.of(m, all, house.catalog().journey(m.journey()), house.local()),
                        steps.told(m.id())))
                .toList();
    }

    static String word(ModeSwitch mode) {
        return switch (mode.state()) {
            case "proposed" -> "Proposed";
            case "switching" -> "Being switched on";
            case "on" -> "On, not verified yet";
            case "verified" -> "On, verified";
            case "failing-back" -> "Being put back";
            case "rolling-back" -> "Being rolled back";
            case "refused" -> "Left off";
            default -> "Off";
        };
    }

    private static String verdict(ModeSwitch mode) {
        return switch (mode.state()) {
            case "verified" -> "good";
            case "on", "switching", "failing-back", "rolling-back" -> "strained";
            default -> "plain";
        };
    }

    List<Room.Cause> causes(Incident incident) {
        List<Room.Cause> causes = new ArrayList<>();
        for (var suspect : incident.suspects()) {
            boolean worked = incident.suspectChosen()
                    && incident.suspect().filter(suspect::equals).isPresent();
            causes.add(new Room.Cause(causes.size() + 1, suspect, worked));
        }
        return causes;
    }

    List<Room.Part> people(Incident incident) {
        List<Room.Part> people = new ArrayList<>();
        people.add(part(
                incident.commander().map(house::person).orElse(null),
                "commander",
                incident.commanderTeam().map(house::team).orElse("")));
        people.add(part(
                incident.owner().map(house::person).orElse(null),
                "owner",
                incident.ownerTeam().map(house::team).orElse("")));
        incident.vendorCase().ifPresent(c -> people.add(new Room.Part("Case " + c, "at the vendor", "")));
        return people;
    }

    private static Room.Part part(@Nullable String name, String part, String team) {
        return name == null
                ? new Room.Part("Nobody yet", part, team.isEmpty() ? "" : team + " is asked")
                : new Room.Part(name, part, team);
    }

    /** What this incident's messages are now, by their ids. */
    Map<Long, MessageLog.Sent> sent(Incident incident) {
        Map<Long, MessageLog.Sent> sent = new LinkedHashMap<>();
        messages.of(incident.key()).forEach(one -> sent.put(one.id(), one));
        return sent;
    }

    /** What was learned; null before the incident has ended. */
    Room.@Nullable Learned learned(Incident incident, List<Task> open) {
        if (incident.goingOn()) {
            return null;
        }
        Answer review = answers.latest(incident.key(), "writeReview", null).orElse(null);
        List<Room.Action> actions = new ArrayList<>();
        answers.latest(incident.key(), "agreeOnActions", null).ifPresent(a -> {
            for (int n = 1; n <= 3; n++) {
                String what = a.text("action" + n);
                if (what != null) {
                    String owner = a.text("owner" + n);
                    String due = a.text("due" + n);
                    actions.add(new Room.Action(what, house.person(owner), due == null ? "" : due));
                }
            }
        });
        List<Task> here = open.stream()
                .filter(t -> t.key().equals("writeReview") || t.key().equals("agreeOnActions"))
                .toList();
        return review == null && actions.isEmpty() && here.isEmpty() ? null : new Room.Learned(review, actions, here);
    }

    /** One or two sentences on how it stands. */
    String say(Incident incident, List<Room.Fallback> fallbacks) {
        StringBuilder say = new StringBuilder();
        if (!incident.goingOn()) {
            return incident.ending().map(Rooms::over).orElse("It is over.");
        }
        if (incident.watchingSince().isPresent()) {
            say.append("It looks fixed, and is watched until it holds. ");
        } else {
            say.append(
                    incident.suspectChosen()
                            ? incident.suspect()
                                    .map(s -> "Work goes on one cause: " + s.name() + ". ")
                                    .orElse("")
                            : incident.suspect()
                                    .map(s ->
                                            "Most likely it is the " + lower(s.name()) + "; nobody has confirmed it. ")
                                    .orElse("We do not know the cause yet. "));
        }
        long on = fallbacks.stream().filter(Room.Fallback::undo).count();
        say.append(on == 0 ? "No fallback is on. " : on == 1 ? "One fallback is on. " : on + " fallbacks are on. ");
        say.append(
                incident.customersToldAt().isPresent()
                        ? "Customers have been told."
                        : incident.agentsToldAt().isPresent()
                                ? "Agents have been told, customers have not."
                                : "Nobody has been told yet.");
        return say.toString();
    }

    private static String over(Ending ending) {
        return switch (ending) {
            case RESOLVED -> "It is over: it is fixed, and has stayed so.";
            case FALSE_ALARM -> "It is over: it was a false alarm.";
            case DUPLICATE -> "It is over: another incident deals with it.";
            case DECLINED -> "It is over: somebody said that it was not real.";
            case CANCELLED -> "It is over: somebody called it off.";
        };
    }

    private static String lower(String name) {
        boolean word = name.length() > 1 && Character.isLowerCase(name.charAt(1));
        return word ? Character.toLowerCase(name.charAt(0)) + name.substring(1) : name;
    }
}
