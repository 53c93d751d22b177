package io.holdfast.console;

import io.holdfast.learn.Actions;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What did we say that we would do, and is it done? */
@Controller
class ActionPages {
    private static final int LISTED = 50;

    private final Actions actions;
    private final People people;
    private final Callers callers;
    private final House house;

    ActionPages(Actions actions, People people, Callers callers, House house) {
        this.actions = actions;
        this.people = people;
        this.callers = callers;
        this.house = house;
    }

    /**
     * One action.
     *
     * @param due in words, {@code overdue since 3 Nov}
     * @param mark which shape stands before it
     */
    record Row(Actions.Action action, String owner, String due, String mark) {}

    @GetMapping("/actions")
    String list(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String incident,
            @RequestParam(defaultValue = "0") int skip,
            Model model) {
        Actions.Show show = show(state);
        int from = Math.max(0, skip);
        List<Actions.Action> found =
                actions.list(new Actions.Search(show, orNone(owner), orNone(incident)), from, LISTED + 1);
        long overdue = actions.overdue();
        model.addAttribute("rows", found.stream().limit(LISTED).map(this::row).toList());
        model.addAttribute("next", found.size() > LISTED ? from + LISTED : null);
        model.addAttribute(
                "sentence",
                overdue == 0
                        ? "No action is overdue."
                        : overdue == 1 ? "One action is overdue." : overdue + " actions are overdue.");
        model.addAttribute("state", show.id());
        model.addAttribute("owner", owner);
        model.addAttribute("incident", incident);
        model.addAttribute("people", owners());
        model.addAttribute("hand", hand());
        return "actions";
    }

    private static Actions.Show show(String state) {
        try {
            return Actions.Show.of(state);
        } catch (IllegalArgumentException unknown) {
            return Actions.Show.OPEN;
        }
    }

    private static @Nullable String orNone(String text) {
        return text.isBlank() ? null : text.strip();
    }

    private List<Member> owners() {
        return people.all().stream()
                .filter(m -> !m.groups().stream().allMatch(g -> g.equals("agent") || g.equals("viewer")))
                .toList();
    }

    private boolean hand() {
        Caller caller = callers.current();
        return caller.groups().stream().anyMatch(g -> !g.equals("viewer"));
    }

    Row row(Actions.Action a) {
        String due = a.doneAt() != null
                ? "done " + house.local().dayAndTime(a.doneAt())
                : a.dueOn() == null ? "no date" : (a.overdue() ? "overdue since " : "due ") + DayWords.of(a.dueOn());
        return new Row(
                a,
                a.owner() == null ? "nobody yet" : house.person(a.owner()),
                due,
                a.doneAt() != null ? "good" : a.overdue() ? "strained" : "later");
    }

    @GetMapping("/actions/{id}")
    String one(@PathVariable String id, Model model) {
        Actions.Action action =
                actions.find(id).orElseThrow(() -> new NoSuchElementException("There is no action " + id + "."));
        model.addAttribute("row", row(action));
        model.addAttribute("people", owners());
        model.addAttribute("hand", hand());
        return "action";
    }

    @PostMapping("/actions")
    String add(
            @RequestParam String incident,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String due,
            @RequestParam(defaultValue = "") String link,
            RedirectAttributes said) {
        return tried(
                said,
                "The action is on the list.",
                "/actions",
                () -> actions.add(
                        incident.strip(),
                        what,
                        orNone(owner),
                        date(due),
                        orNone(link),
                        callers.current().actor()));
    }

    @PostMapping("/actions/{id}")
    String change(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String due,
            @RequestParam(defaultValue = "") String link,
            RedirectAttributes said) {
        return tried(
                said,
                "Changed.",
                "/actions/{id}",
                () -> actions.change(
                        id,
                        orNone(owner),
                        date(due),
                        orNone(link),
                        callers.current().actor()));
    }

    @PostMapping("/actions/{id}/done")
    String done(@PathVariable String id, RedirectAttributes said) {
        return tried(
                said,
                "Done, and on record.",
                "/actions",
                () -> actions.done(id, callers.current().actor()));
    }

    @PostMapping("/actions/{id}/undone")
    String undone(@PathVariable String id, RedirectAttributes said) {
        return tried(
                said,
                "It is open again.",
                "/actions/{id}",
                () -> actions.undone(id, callers.current().actor()));
    }

    private static @Nullable LocalDate date(String text) {
        return text.isBlank() ? null : LocalDate.parse(text.strip());
    }

    private static String tried(RedirectAttributes said, String done, String back, Runnable act) {
        try {
            act.run();
            said.addFlashAttribute("said", done);
        } catch (DateTimeException no) {
            said.addFlashAttribute("problem", "The date is no day; write it as 2026-11-30. Nothing was changed.");
        } catch (IllegalArgumentException | IllegalStateException | NoSuchElementException refused) {
            said.addFlashAttribute("problem", String.valueOf(refused.getMessage()));
        }
        return "redirect:" + back;
    }
}
