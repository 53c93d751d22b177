package io.holdfast.console;

import io.holdfast.detect.SignalLog;
import io.holdfast.evidence.Timeline;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Phase;
import io.holdfast.incident.Severity;
import io.holdfast.learn.RunningIncidents;
import io.holdfast.playbook.Playbooks;
import io.holdfast.resolve.Modes;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import io.holdfast.tasks.PeoplesWorlds;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The incidents, and the room of one: where do we stand, and what comes next? */
@Controller
class IncidentPages {

    private static final List<String> COMMAND = List.of("commander", "resilience-lead");
    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::name).toList();
    private static final int LISTED = 50;
    private static final int READ_AT_ONCE = 1000;
    private static final int SHOWN = 500;

    private final Incidents incidents;
    private final Rooms rooms;
    private final Lamps lamps;
    private final Tasks tasks;
    private final FactSheets facts;
    private final Timeline timeline;
    private final Modes modes;
    private final Playbooks playbooks;
    private final RunningIncidents running;
    private final RoomHands hands;
    private final Notes notes;
    private final Callers callers;
    private final House house;
    private final PeoplesWorlds worlds;
    private final SignalLog signals;

    IncidentPages(
            Incidents incidents,
            Rooms rooms,
            Lamps lamps,
            Tasks tasks,
            FactSheets facts,
            Timeline timeline,
            Modes modes,
            Playbooks playbooks,
            RunningIncidents running,
            RoomHands hands,
            Notes notes,
            Callers callers,
            House house,
            PeoplesWorlds worlds,
            SignalLog signals) {
        this.signals = signals;
        this.incidents = incidents;
        this.rooms = rooms;
        this.lamps = lamps;
        this.tasks = tasks;
        this.facts = facts;
        this.timeline = timeline;
        this.modes = modes;
        this.playbooks = playbooks;
        this.running = running;
        this.hands = hands;
        this.notes = notes;
        this.callers = callers;
        this.house = house;
        this.worlds = worlds;
    }

    /** A filter of the timeline, with how many lines it shows. */
    record Filter(String id, String name, long count, boolean on) {}

    @GetMapping("/incidents")
    String list(
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String severity,
            Model model) {
        boolean openOnly = state.equals("open");
        Severity chosen = SEVERITIES.contains(severity) ? Severity.valueOf(severity) : null;
        List<Incident> found = incidents.list(
                World.LIVE, new Incidents.Search(q.isBlank() ? null : q, openOnly, chosen), before, LISTED + 1);
        List<Incident> page = found.stream().limit(LISTED).toList();
        model.addAttribute("incidents", page);
        model.addAttribute(
                "older", found.size() <= LISTED ? null : page.get(LISTED - 1).number());
        model.addAttribute("q", q.strip());
        model.addAttribute("state", openOnly ? "open" : "");
        model.addAttribute("severity", chosen == null ? "" : chosen.name());
        model.addAttribute("severities", SEVERITIES);
        model.addAttribute("filtered", !q.isBlank() || openOnly || chosen != null);
        model.addAttribute("before", before);
        return "incidents";
    }

    @GetMapping("/incidents/{key}")
    String room(@PathVariable String key, @RequestParam(defaultValue = "all") String show, Model model) {
        Incident incident = incident(key);
        Caller caller = callers.current();
        List<Task> open = tasks.open(key);
        FactSheet sheet = facts.current(key).orElse(null);
        RoomTimeline record = new RoomTimeline(record(incident), rooms.sent(incident));
        List<Room.Fallback> fallbacks = rooms.fallbacks(incident);
        List<Room.Tally> tallies = rooms.tallies(incident);
        boolean commander = caller.inAny(COMMAND);
        String filter = RoomTimeline.FILTERS.contains(show) ? show : "all";

        model.addAttribute("incident", incident);
        model.addAttribute("scope", Scopes.words(incident.scope()));
        model.addAttribute("say", rooms.say(incident, fallbacks));
        model.addAttribute("next", rooms.next(incident, sheet, open, commander));
        model.addAttribute("loop", rooms.loop(incident));
        model.addAttribute("journeys", lamps.of(incident.journeys()));
        model.addAttribute("sheet", sheet);
        model.addAttribute("words", words(sheet));
        model.addAttribute("tallies", tallies);
        model.addAttribute("fallbacks", fallbacks);
        model.addAttribute("causes", rooms.causes(incident));
        model.addAttribute("people", rooms.people(incident));
        model.addAttribute(
                "tasks", open.stream().filter(t -> MyTasks.mine(t, caller)).toList());
        model.addAttribute(
                "waiting", open.stream().filter(t -> !MyTasks.mine(t, caller)).toList());
        List<Room.Line> lines = record.lines(filter);
        model.addAttribute("lines", lines.size() > SHOWN ? lines.subList(0, SHOWN) : lines);
        model.addAttribute("older", Math.max(0, lines.size() - SHOWN));
        model.addAttribute(
                "filters",
                RoomTimeline.FILTERS.stream()
                        .map(f -> new Filter(
                                f,
                                f.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + f.substring(1),
                                record.lines(f).size(),
                                f.equals(filter)))
                        .toList());
        model.addAttribute("show", filter);
        model.addAttribute("learned", rooms.learned(incident, open));
        model.addAttribute("commander", commander);
        model.addAttribute("newer", newer(incident));
        model.addAttribute("heard", Heard.of(signals.of(key, Heard.READ)));
        model.addAttribute("tally", incidents.tally(key));
        model.addAttribute("hands", hands.of(incident, caller));
        return "room";
    }

    /** The playbook in force, where the incident goes on by another one; else null. */
    private @Nullable Long newer(Incident incident) {
        if (!incident.world().isLive() || incident.phase() == Phase.CLOSED) {
            return null;
        }
        long number = playbooks.inForce(World.LIVE);
        return number == incident.playbook() ? null : number;
    }

    /** The whole chain: what is newest is what people look for. */
    private List<Timeline.Line> record(Incident incident) {
        List<Timeline.Line> all = new ArrayList<>();
        List<Timeline.Line> part;
        do {
            long after = all.isEmpty() ? 0 : all.get(all.size() - 1).seq();
            part = timeline.of(incident.world(), incident.key(), after, READ_AT_ONCE);
            all.addAll(part);
        } while (part.size() == READ_AT_ONCE);
        return all;
    }

    private Map<String, FactSheet.Words> words(@Nullable FactSheet sheet) {
        Map<String, FactSheet.Words> named = new LinkedHashMap<>();
        if (sheet != null) {
            String first = house.locale();
            if (sheet.words().containsKey(first)) {
                named.put(House.language(first), sheet.words().get(first));
            }
            for (String locale : house.catalog().locales()) {
                FactSheet.Words words = sheet.words().get(locale);
                if (!locale.equals(first) && words != null) {
                    named.put(House.language(locale), words);
                }
            }
        }
        return named;
    }

    @PostMapping("/incidents/{key}/notes")
    String note(@PathVariable String key, @RequestParam(defaultValue = "") String note, RedirectAttributes said) {
        incident(key);
        if (note.isBlank()) {
            said.addFlashAttribute("problem", "The note was empty, so nothing was kept.");
        } else {
            notes.keep(key, note.strip(), callers.current().actor());
            said.addFlashAttribute("said", "The note is on record.");
        }
        return "redirect:/incidents/{key}";
    }

    @PostMapping("/incidents/{key}/modes/{journey}/{mode}/undo")
    String undo(
            @PathVariable String key,
            @PathVariable String journey,
            @PathVariable String mode,
            RedirectAttributes said) {
        Incident incident = incident(key);
        Caller caller = callers.current();
        if (!caller.inAny(COMMAND)) {
            throw new AccessDeniedException("Only a commander puts a fallback back.");
        }
        try {
            modes.undo(incident.world(), journey, mode, "Put back by hand from the room of " + key, caller.actor());
            said.addFlashAttribute("said", "The fallback is being put back.");
        } catch (IllegalStateException | NoSuchElementException refused) {
            String why = refused.getMessage();
            said.addFlashAttribute("problem", why == null ? "It could not be put back." : why);
        }
        return "redirect:/incidents/{key}";
    }

    @PostMapping("/incidents/{key}/playbook")
    String move(
            @PathVariable String key,
            @RequestParam long playbook,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes said) {
        try {
            running.move(key, playbook, because, callers.current());
            said.addFlashAttribute("said", "It goes on by playbook " + playbook + ".");
        } catch (IllegalStateException | IllegalArgumentException refused) {
            String why = refused.getMessage();
            said.addFlashAttribute("problem", why == null ? "It could not be moved." : why);
        }
        return "redirect:/incidents/{key}";
    }

    private Incident incident(String key) {
        return incidents
                .find(key)
                .filter(i -> worlds.has(i.world()))
                .orElseThrow(() -> new NoSuchElementException("There is no incident " + key + "."));
    }
}
