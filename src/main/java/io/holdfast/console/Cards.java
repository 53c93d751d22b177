package io.holdfast.console;

import io.holdfast.catalog.Mode;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Suspect;
import io.holdfast.resolve.ModeSteps;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.resolve.Modes;
import io.holdfast.security.Caller;
import io.holdfast.tasks.Field;
import io.holdfast.tasks.Option;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.TaskRefused;
import io.holdfast.tasks.Tasks;
import io.holdfast.updates.Segments;
import io.holdfast.updates.WordsWithout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers an incident's open proposals into one card, and turns the card's answers back into answers of its tasks. */
@Component
class Cards {

    /** A card is read in a minute: of what happens if nobody acts, the first few things. */
    private static final int STEPS = 3;

    private final Tasks tasks;
    private final Modes modes;
    private final ModeSteps steps;
    private final WordsWithout without;
    private final House house;

    Cards(Tasks tasks, Modes modes, ModeSteps steps, WordsWithout without, House house) {
        this.steps = steps;
        this.without = without;
        this.tasks = tasks;
        this.modes = modes;
        this.house = house;
    }

    /** What a card sent, to be shown again after a refusal. */
    record Sent(Map<String, String> values, @Nullable TaskRefused refused) {
        boolean ticked(Task task) {
            return values.containsKey("tick." + task.id());
        }
    }

    Card of(Incident incident, Caller caller, @Nullable Sent sent) {
        List<Task> open = open(incident, caller);
        Task command = open.stream()
                .filter(t -> t.key().equals("takeCommand"))
                .findFirst()
                .orElse(null);
        List<Card.Proposal> proposals = open.stream()
                .filter(t -> !t.key().equals("takeCommand"))
                .map(t -> proposal(incident, t, sent))
                .toList();
        List<Card.Step> nothing = new ArrayList<>();
        for (Task task : tasks.open(incident.key())) {
            if (task.dueAt() != null && task.onDue() != null) {
                nothing.add(new Card.Step(task.dueAt(), FirstPage.sentence(task.onDue())));
            }
        }
        nothing.sort(Comparator.comparing(Card.Step::at));
        return new Card(
                command,
                proposals,
                nothing.stream().distinct().limit(STEPS).toList(),
                command != null
                        ? command.dueAt()
                        : open.stream()
                                .map(Task::dueAt)
                                .filter(at -> at != null)
                                .findFirst()
                                .orElse(null));
    }

    private List<Task> open(Incident incident, Caller caller) {
        return tasks.open(incident.key()).stream()
                .filter(t -> Card.ORDER.contains(t.key()) && MyTasks.mine(t, caller))
                .sorted(Comparator.comparing(t -> Card.ORDER.indexOf(t.key())))
                .toList();
    }

    private Card.Proposal proposal(Incident incident, Task task, @Nullable Sent sent) {
        TaskRefused refused = sent == null ? null : sent.refused();
        List<Forms.Input> inputs =
                Forms.inputs(task, task.id() + ".", sent == null ? null : withVerdict(task, sent.values()), refused)
                        .stream()
                        .filter(i -> !i.field().id().equals("verdict"))
                        .toList();
        List<Forms.Input> texts = inputs.stream().filter(i -> i.lang() != null).toList();
        boolean ticked = sent == null || sent.ticked(task);
        String error = inputs.stream()
                .map(Forms.Input::error)
                .filter(e -> e != null)
                .findFirst()
                .orElse(null);
        return switch (task.key()) {
            case "confirmDiagnosis" -> {
                Optional<Suspect> suspect = incident.suspect();
                List<String> why = new ArrayList<>();
                suspect.ifPresent(s -> why.add(FirstPage.sentence(s.because())));
                suspect.filter(s -> !s.ruledOutIf().isBlank())
                        .ifPresent(s -> why.add("Ruled out if " + Room.Cause.half(s.ruledOutIf()) + "."));
                why.add(incident.severity() + ": " + FirstPage.sentence(incident.severityBecause()));
                yield new Card.Proposal(
                        task,
                        task.key(),
                        "Cause and severity",
                        suspect.map(Suspect::name).orElse("Not known yet"),
                        label(incident),
                        why,
                        "Left open: the search goes on, and " + incident.severity() + " holds until you choose.",
                        inputs,
                        null,
                        texts,
                        List.of(),
                        ticked,
                        error);
            }
            case "approveMode" -> {
                ModeSwitch mode = modes.of(incident.key()).stream()
                        .filter(m -> m.id().equals(task.ref()))
                        .findFirst()
                        .orElse(null);
                yield new Card.Proposal(
                        task,
                        task.key(),
                        "Fallback" + (mode == null ? "" : " for " + house.journey(mode.journey())),
                        mode == null ? task.name() : mode.name(),
                        mode == null ? "" : Scopes.words(mode.scope()),
                        mode == null ? List.of(task.about()) : why(mode),
                        "Left off: people work as before." + then(task),
                        inputs,
                        mode == null ? null : mode(mode).orElse(null),
                        texts,
                        List.of(),
                        ticked,
                        error);
            }
            default ->
                new Card.Proposal(
                        task,
                        task.key(),
                        "Words for customers",
                        "",
                        "",
                        List.of(task.about()),
                        "Not sent." + then(task),
                        inputs.stream().filter(i -> i.lang() == null).toList(),
                        null,
                        texts,
                        without(task, texts),
                        ticked,
                        error);
        };
    }

    /** Words that somebody changed go out as they stand; those that were drawn are drawn anew. */
    private List<Forms.Input> without(Task task, List<Forms.Input> texts) {
        Map<String, String> others = task.ref() == null ? Map.of() : without.modes(task.ref());
        List<Forms.Input> all = new ArrayList<>();
        for (Forms.Input text : texts) {
            String other = others.getOrDefault(text.lang(), text.value());
            if (text.value().equals(text.field().value()) && !other.equals(text.value())) {
                all.add(new Forms.Input(
                        text.input(), text.field(), other, text.lang(), Segments.of(other), text.error()));
            }
        }
        return all;
    }

    private static Map<String, String> withVerdict(Task task, Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.put(task.id() + ".verdict", "");
        return all;
    }

    private static String label(Incident incident) {
        return incident.severityLabel().startsWith(incident.severity().name())
                ? incident.severityLabel()
                : incident.severity() + ": " + incident.severityLabel();
    }

    private List<String> why(ModeSwitch mode) {
        List<String> why = new ArrayList<>(List.of(FirstPage.sentence(mode.because())));
        String conflict = steps.conflict(mode.id());
        if (conflict != null) {
            why.add(FirstPage.sentence(conflict));
        }
        return why;
    }

    private Optional<Mode> mode(ModeSwitch mode) {
        return house.catalog().mode(mode.journey(), mode.mode());
    }

    private String then(Task task) {
        if (task.dueAt() == null || task.onDue() == null) {
            return " It stays among your tasks.";
        }
        return " At " + house.local().time(task.dueAt()) + ": " + FirstPage.sentence(task.onDue());
    }

    /**
     * The answers of the card by task, in their order: taking command, and what has its tick.
     *
     * @throws TaskRefused where an answer does not fit its field
     */
    Map<String, Map<String, ?>> answers(Incident incident, Caller caller, Map<String, String> values) {
        Sent sent = new Sent(values, null);
        Map<String, Map<String, ?>> answers = new LinkedHashMap<>();
        for (Task task : open(incident, caller)) {
            if (task.key().equals("takeCommand")) {
                answers.put(task.id(), Map.of("verdict", "take"));
            } else if (sent.ticked(task)) {
                Forms.noWordsTakenAway(task, task.id() + ".", values);
                Map<String, Object> own = Forms.answers(task, task.id() + ".", values);
                own.put("verdict", verdict(task, own));
                answers.put(task.id(), own);
            }
        }
        return answers;
    }

    private static String verdict(Task task, Map<String, Object> own) {
        return switch (task.key()) {
            case "confirmDiagnosis" -> overruled(task, own) && offers(task, "overrule") ? "overrule" : "confirm";
            case "approveMode" -> "switch";
            default -> "send";
        };
    }

    private static boolean overruled(Task task, Map<String, Object> own) {
        return task.fields().stream()
                .filter(f -> f.id().equals("suspect") && f.value() != null)
                .anyMatch(f ->
                        own.get(f.id()) != null && !String.valueOf(f.value()).equals(own.get(f.id())));
    }

    private static boolean offers(Task task, String verdict) {
        return task.fields().stream()
                .filter(f -> f.id().equals("verdict"))
                .map(Field::options)
                .flatMap(List::stream)
                .map(Option::id)
                .anyMatch(verdict::equals);
    }
}
