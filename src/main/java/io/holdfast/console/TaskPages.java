package io.holdfast.console;

import io.holdfast.detect.SignalLog;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.learn.Changes;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.TaskRefused;
import io.holdfast.tasks.Tasks;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The tasklist, and one task with its form. */
@Controller
class TaskPages {
    private static final String TRIAGE = "isThisReal";

    private final Tasks tasks;
    private final MyTasks mine;
    private final Incidents incidents;
    private final SignalLog signals;
    private final Callers callers;
    private final House house;
    private final Changes changes;

    TaskPages(
            Tasks tasks,
            MyTasks mine,
            Incidents incidents,
            SignalLog signals,
            Callers callers,
            House house,
            Changes changes) {
        this.signals = signals;
        this.changes = changes;
        this.tasks = tasks;
        this.mine = mine;
        this.incidents = incidents;
        this.callers = callers;
        this.house = house;
    }

    /** A task in the list. */
    record Row(Task task, String link, @Nullable String has, String groups, boolean mine) {}

    @GetMapping("/tasks")
    String list(Model model) {
        Caller caller = callers.current();
        List<Row> rows = tasks.open(null).stream().map(t -> row(t, caller)).toList();
        model.addAttribute("mine", rows.stream().filter(Row::mine).toList());
        model.addAttribute("others", rows.stream().filter(r -> !r.mine()).toList());
        model.addAttribute("waitingChanges", changes.waiting());
        return "tasks";
    }

    private Row row(Task task, Caller caller) {
        String has = task.assignee() == null ? null : house.person(task.assignee());
        return new Row(task, link(task), has, groups(task.groups()), MyTasks.mine(task, caller));
    }

    private static String link(Task task) {
        return task.key().equals("takeCommand") ? "/incidents/" + task.incident() + "/command" : "/tasks/" + task.id();
    }

    private String groups(List<String> groups) {
        return Scopes.list(groups.stream()
                .map(g -> g.startsWith("team:") ? house.team(g.substring(5)) : g.replace('-', ' '))
                .toList());
    }

    @GetMapping("/tasks/{id}")
    String one(@PathVariable String id, Model model, HttpServletResponse response) {
        Task task = tasks.find(id).orElse(null);
        if (task == null) {
            return over(model, response, "This task is done, or was taken back. Nothing is left to do here.");
        }
        return form(task, Forms.inputs(task, "", null, null), null, model);
    }

    private String form(Task task, List<Forms.Input> inputs, @Nullable String problem, Model model) {
        Caller caller = callers.current();
        Incident incident = incidents.find(task.incident()).orElse(null);
        model.addAttribute("row", row(task, caller));
        model.addAttribute("task", task);
        model.addAttribute("incident", incident);
        model.addAttribute(
                "heard", TRIAGE.equals(task.key()) ? Heard.of(signals.of(task.incident(), Heard.READ)) : List.of());
        model.addAttribute("inputs", inputs);
        model.addAttribute("problem", problem);
        model.addAttribute("mayDo", MyTasks.mine(task, caller));
        return "task";
    }

    private static String over(Model model, HttpServletResponse response, String sentence) {
        return over(model, response, "Done already", sentence);
    }

    private static String over(Model model, HttpServletResponse response, String heading, String sentence) {
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("heading", heading);
        model.addAttribute("sentence", sentence);
        return "over";
    }

    @PostMapping("/tasks/{id}/claim")
    String claim(@PathVariable String id, Model model, HttpServletResponse response, RedirectAttributes said) {
        try {
            tasks.claim(id, callers.current());
        } catch (TaskRefused refused) {
            String heading = switch (refused.why()) {
                case DONE -> tasks.find(id).isPresent() ? "Somebody has it already" : "Done already";
                case NOT_ALLOWED, WRONG_ANSWER -> "Not yours to take";
            };
            return over(model, response, heading, FirstPage.sentence(String.valueOf(refused.getMessage())));
        }
        said.addFlashAttribute("said", "It is yours now.");
        return "redirect:/tasks/{id}";
    }

    @PostMapping("/tasks/{id}")
    String complete(
            @PathVariable String id,
            @RequestParam Map<String, String> sent,
            Model model,
            HttpServletResponse response,
            RedirectAttributes said) {
        Task task = tasks.find(id).orElse(null);
        if (task == null) {
            return over(
                    model, response, "Somebody else has done this meanwhile. Your answer changes nothing any more.");
        }
        try {
            tasks.complete(id, Forms.answers(task, "", sent), callers.current());
        } catch (TaskRefused refused) {
            if (refused.why() == TaskRefused.Why.DONE) {
                return over(model, response, String.valueOf(refused.getMessage()));
            }
            response.setStatus(
                    refused.why() == TaskRefused.Why.NOT_ALLOWED
                            ? HttpStatus.FORBIDDEN.value()
                            : HttpStatus.BAD_REQUEST.value());
            return form(task, Forms.inputs(task, "", sent, refused), refused.getMessage(), model);
        }
        said.addFlashAttribute(
                "said",
                task.fields().isEmpty() ? task.name() + ": done." : task.name() + ": your answer is on record.");
        return "redirect:/incidents/" + task.incident();
    }
}
