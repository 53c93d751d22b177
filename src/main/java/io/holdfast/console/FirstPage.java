package io.holdfast.console;

import io.holdfast.detect.SignalLog;
import io.holdfast.drill.Proofs;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.learn.Actions;
import io.holdfast.learn.Changes;
import io.holdfast.learn.Reviews;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What is wrong now, and what must I do first? */
@Controller
class FirstPage {

    private static final int UNPLACED_SHOWN = 3;
    private static final int TASKS_SHOWN = 5;
    private static final int OVERDUE_SHOWN = 5;

    private final Incidents incidents;
    private final Lamps lamps;
    private final SignalLog signals;
    private final Tasks tasks;
    private final MyTasks mine;
    private final FactSheets facts;
    private final Reviews reviews;
    private final Actions actions;
    private final ActionPages actionPages;
    private final Callers callers;
    private final House house;

    private final Proofs proofs;
    private final Changes changes;

    FirstPage(
            Incidents incidents,
            Lamps lamps,
            SignalLog signals,
            Tasks tasks,
            MyTasks mine,
            FactSheets facts,
            Reviews reviews,
            Actions actions,
            ActionPages actionPages,
            Callers callers,
            House house,
            Proofs proofs,
            Changes changes) {
        this.proofs = proofs;
        this.changes = changes;
        this.incidents = incidents;
        this.lamps = lamps;
        this.signals = signals;
        this.tasks = tasks;
        this.mine = mine;
        this.facts = facts;
        this.reviews = reviews;
        this.actions = actions;
        this.actionPages = actionPages;
        this.callers = callers;
        this.house = house;
    }

    /**
     * One open incident.
     *
     * @param link where its one thing to do is
     * @param act what the button says
     * @param main whether this is what the reader must do first
     */
    record Strip(
            String key,
            String title,
            String severity,
            String rated,
            boolean serious,
            @Nullable String suspect,
            String scope,
            Instant began,
            Instant noticed,
            String link,
            String act,
            boolean main,
            @Nullable Instant dueAt,
            boolean asked,
            @Nullable String then) {}

    /** A review that should have been written by now, and who answers for it; empty for nobody. */
    record LateReview(Reviews.Late review, String owner) {}

    /** The sentence of state. */
    record State(String verdict, String sentence, String more) {}

    @GetMapping("/")
    String first(Model model) {
        Caller caller = callers.current();
        List<Incident> open = incidents.open(World.LIVE).stream()
                .sorted(Comparator.comparing((Incident i) -> !i.goingOn())
                        .thenComparing(Incident::severity)
                        .thenComparing(Incident::number))
                .toList();
        List<Incident> goingOn = open.stream().filter(Incident::goingOn).toList();
        List<Lamps.Row> journeys = lamps.all();
        List<Task> due = mine.of(caller);
        model.addAttribute("state", state(goingOn, open.size() - goingOn.size(), journeys));
        model.addAttribute(
                "strips", goingOn.stream().map(i -> strip(i, caller, due)).toList());
        model.addAttribute("learning", open.stream().filter(i -> !i.goingOn()).toList());
        model.addAttribute("journeys", journeys);
        model.addAttribute("hit", journeys.stream().filter(Lamps.Row::hit).count());
        model.addAttribute("tasks", due.stream().limit(TASKS_SHOWN).toList());
        model.addAttribute("taskTotal", due.size());
        model.addAttribute("unplaced", signals.unplaced(World.LIVE, UNPLACED_SHOWN));
        model.addAttribute("unproven", proofs.late());
        model.addAttribute(
                "overdue",
                actions.list(new Actions.Search(Actions.Show.OVERDUE, null, null), 0, OVERDUE_SHOWN).stream()
                        .map(actionPages::row)
                        .toList());
        model.addAttribute("overdueTotal", actions.overdue());
        model.addAttribute(
                "lateReviews",
                reviews.late(house.now(), OVERDUE_SHOWN).stream()
                        .map(r -> new LateReview(r, house.person(r.owner())))
                        .toList());
        model.addAttribute("waitingChanges", changes.waiting());
        return "first";
    }

    private State state(List<Incident> open, int learning, List<Lamps.Row> journeys) {
        long blind = journeys.stream()
                .flatMap(j -> j.lamps().stream())
                .filter(l -> l.verdict().equals("unknown"))
                .count();
        String dark = blind == 0
                ? ""
                : blind == 1
                        ? " One light is dark: we do not know how that stands."
                        : " " + blind + " lights are dark: we do not know how those stand.";
        if (open.isEmpty()) {
            boolean hit = journeys.stream().anyMatch(Lamps.Row::hit);
            String more = learning == 0
                    ? "No incident is open."
                    : learning == 1
                            ? "One incident is over and still being learned from."
                            : learning + " incidents are over and still being learned from.";
            boolean silent = !journeys.isEmpty()
                    && journeys.stream()
                            .flatMap(j -> j.lamps().stream())
                            .noneMatch(l -> !l.verdict().equals("unknown"));
            if (silent) {
                return new State(
                        "unknown",
                        "We do not know yet how it stands.",
                        "No signal tells us about any journey right now. " + more);
            }
            return hit
                    ? new State("strained", "Something is not as usual. No incident is open for it.", more + dark)
                    : new State(
                            "good",
                            blind == 0 ? "All is well. Nothing is open." : "All is well, as far as we see.",
                            more + dark);
        }
        Incident worst = open.get(0);
        String verdict = worst.signals() == io.holdfast.catalog.Verdict.GOOD ? "strained" : "bad";
        StringBuilder more = new StringBuilder();
        more.append(open.size() == 1 ? "One incident, " : open.size() + " incidents, the worst ")
                .append(house.local().since(worst.detectedAt()))
                .append(" old. ");
        more.append(
                worst.commander().map(c -> house.person(c) + " is in command.").orElse("Nobody is in command yet."));
        boolean agents = worst.agentsToldAt().isPresent();
        boolean customers = worst.customersToldAt().isPresent();
        more.append(
                agents && customers
                        ? " Agents and customers have been told."
                        : agents
                                ? " Agents have been told, customers have not."
                                : customers
                                        ? " Customers have been told, agents have not."
                                        : " Agents and customers have not been told.");
        return new State(verdict, sentence(worst.title()), more + dark);
    }

    /** Words as a sentence: a capital at its start, a stop at its end. */
    static String sentence(String title) {
        if (title.isEmpty()) {
            return title;
        }
        String capital = Character.toUpperCase(title.charAt(0)) + title.substring(1);
        return capital.endsWith(".") || capital.endsWith("?") || capital.endsWith("!") ? capital : capital + ".";
    }

    private Strip strip(Incident incident, Caller caller, List<Task> due) {
        List<Task> open = tasks.open(incident.key());
        Task command = open.stream()
                .filter(t -> t.key().equals("takeCommand") && MyTasks.mine(t, caller))
                .findFirst()
                .orElse(null);
        Task mineHere = due.stream()
                .filter(t -> t.incident().equals(incident.key()))
                .findFirst()
                .orElse(null);
        Task next = command != null
                ? command
                : mineHere != null ? mineHere : open.stream().findFirst().orElse(null);
        String room = "/incidents/" + incident.key();
        Instant dueAt = next == null ? null : next.dueAt();
        String then = next == null || next.onDue() == null ? null : sentence(next.onDue());
        if (next == null) {
            Instant word =
                    facts.current(incident.key()).map(FactSheet::nextWordAt).orElse(null);
            dueAt = word;
            then = word == null ? null : "The next word to customers is promised for then.";
        }
        return new Strip(
                incident.key(),
                incident.title(),
                incident.severity().name(),
                incident.severityChosen() ? "chosen" : "proposed",
                incident.severity().number() <= 2,
                incident.suspect()
                        .map(s -> "Most likely: " + s.name() + ". " + sentence(s.because()))
                        .orElse("No suspect yet: nothing in the catalog explains these signals."),
                Scopes.words(incident.scope()),
                incident.onsetAt(),
                incident.detectedAt(),
                command != null ? room + "/command" : mineHere != null ? "/tasks/" + mineHere.id() : room,
                command != null ? "Take command" : mineHere != null ? mineHere.name() : "Open the room",
                command != null || mineHere != null,
                dueAt,
                next != null,
                then);
    }
}
