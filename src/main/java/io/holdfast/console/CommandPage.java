package io.holdfast.console;

import io.holdfast.guidance.Guidance;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.JourneyLights;
import io.holdfast.security.Callers;
import io.holdfast.tasks.PeoplesWorlds;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.TaskRefused;
import io.holdfast.tasks.Tasks;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Is this right? Then send it. */
@Controller
class CommandPage {

    private final Incidents incidents;
    private final Tasks tasks;
    private final Cards cards;
    private final Lamps lamps;
    private final Guidance guidance;
    private final Callers callers;
    private final House house;
    private final PeoplesWorlds worlds;

    CommandPage(
            Incidents incidents,
            Tasks tasks,
            Cards cards,
            Lamps lamps,
            Guidance guidance,
            Callers callers,
            House house,
            PeoplesWorlds worlds) {
        this.incidents = incidents;
        this.tasks = tasks;
        this.cards = cards;
        this.lamps = lamps;
        this.guidance = guidance;
        this.callers = callers;
        this.house = house;
        this.worlds = worlds;
    }

    @GetMapping("/incidents/{key}/command")
    String card(@PathVariable String key, Model model) {
        return show(incident(key), null, null, model);
    }

    /** What agents are told of this incident: the first board that speaks of it. */
    private Guidance.@Nullable Block agents(Incident incident) {
        List<String> hit =
                incident.journeys().stream().map(JourneyLights::journey).toList();
        return house.catalog().queues().stream()
                .filter(q -> q.journeys().stream().anyMatch(hit::contains))
                .flatMap(q -> guidance.board(q.id()).blocks().stream())
                .filter(b -> b.incident().equals(incident.key()))
                .findFirst()
                .orElse(null);
    }

    private String show(Incident incident, Cards.@Nullable Sent sent, @Nullable String problem, Model model) {
        List<Task> open = tasks.open(incident.key());
        model.addAttribute("incident", incident);
        model.addAttribute("scope", Scopes.words(incident.scope()));
        model.addAttribute("card", cards.of(incident, callers.current(), sent));
        model.addAttribute("agents", agents(incident));
        model.addAttribute("problem", problem);
        model.addAttribute("lights", lamps.of(incident.journeys()));
        model.addAttribute(
                "isThisReal",
                open.stream()
                        .filter(t -> t.key().equals("isThisReal"))
                        .findFirst()
                        .orElse(null));
        model.addAttribute("commander", incident.commander().map(house::person).orElse(null));
        return "command";
    }

    @PostMapping("/incidents/{key}/command")
    String send(
            @PathVariable String key,
            @RequestParam Map<String, String> sent,
            Model model,
            HttpServletResponse response,
            RedirectAttributes said) {
        Incident incident = incident(key);
        try {
            Map<String, Map<String, ?>> answers = cards.answers(incident, callers.current(), sent);
            Map<String, String> keys =
                    tasks.open(key).stream().collect(Collectors.toMap(Task::id, Task::key, (a, b) -> a));
            List<String> done = answers.isEmpty() ? List.of() : tasks.completeAll(key, answers, callers.current());
            if (done.isEmpty()) {
                response.setStatus(HttpStatus.CONFLICT.value());
                return show(
                        incident,
                        null,
                        answers.isEmpty()
                                ? "Nothing had a tick, or somebody else was faster. Nothing was sent."
                                : "Somebody else has decided this meanwhile. Nothing was sent twice.",
                        model);
            }
            said.addFlashAttribute("said", saidAfter(keys, answers.size(), done));
            return "redirect:/incidents/{key}";
        } catch (TaskRefused refused) {
            response.setStatus(
                    switch (refused.why()) {
                        case DONE -> HttpStatus.CONFLICT.value();
                        case NOT_ALLOWED -> HttpStatus.FORBIDDEN.value();
                        case WRONG_ANSWER -> HttpStatus.BAD_REQUEST.value();
                    });
            return show(incident, new Cards.Sent(sent, refused), refused.getMessage(), model);
        }
    }

    /** Only what was really done: whoever took away a tick must not read that it was sent. */
    static String saidAfter(Map<String, String> keys, int asked, List<String> done) {
        Set<String> what = new LinkedHashSet<>();
        for (String id : done) {
            what.add(
                    switch (keys.getOrDefault(id, "")) {
                        case "takeCommand" -> "command";
                        case "confirmDiagnosis" -> "cause and severity";
                        case "approveMode" -> "fallback";
                        default -> "words for customers";
                    });
        }
        boolean only = what.equals(Set.of("command"));
        String said = only
                ? "Done: you are in command. Nothing else was agreed to, and nothing was sent."
                : "Done, in this order: " + String.join(", ", what) + ". What has been sent appears below.";
        int others = asked - done.size();
        return others == 0
                ? said
                : said + " " + others + " of " + asked + " had been decided by somebody else meanwhile.";
    }

    private Incident incident(String key) {
        return incidents
                .find(key)
                .filter(i -> worlds.has(i.world()))
                .orElseThrow(() -> new NoSuchElementException("There is no incident " + key + "."));
    }
}
