package io.holdfast.console;

import io.holdfast.guard.JudgedDecisions;
import io.holdfast.guard.JudgedDecisions.Judged;
import io.holdfast.security.Callers;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What was decided by itself, and was it right? */
@Controller
class DecisionPages {
    private static final int SHOWN = 50;
    private static final Duration FIGURES = Duration.ofDays(28);
    private static final Set<String> VERDICTS = Set.of("right", "wrong", "open");

    private final JudgedDecisions decisions;
    private final House house;
    private final Callers callers;

    DecisionPages(JudgedDecisions decisions, House house, Callers callers) {
        this.decisions = decisions;
        this.house = house;
        this.callers = callers;
    }

    /**
     * A decision in words.
     *
     * @param what what was asked, {@code May a mode be switched?}
     * @param did what followed
     * @param mark which shape stands before the verdict
     */
    record Row(
            Judged decision,
            String what,
            String did,
            String verdict,
            String mark,
            String by,
            @Nullable String incident) {}

    @GetMapping("/decisions")
    String list(
            @RequestParam(defaultValue = "") String incident,
            @RequestParam(defaultValue = "") String asked,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String before,
            Model model) {
        Instant now = house.now();
        String judged = VERDICTS.contains(verdict) ? verdict : "";
        List<Judged> found = decisions.list(
                World.LIVE,
                new JudgedDecisions.Search(orNone(incident), orNone(asked), orNone(judged), time(before)),
                SHOWN + 1);
        List<JudgedDecisions.Figure> figures = decisions.figures(World.LIVE, now.minus(FIGURES), now.plusSeconds(1));
        model.addAttribute("rows", found.stream().limit(SHOWN).map(this::row).toList());
        model.addAttribute("older", found.size() > SHOWN ? found.get(SHOWN - 1).at() : null);
        model.addAttribute("figures", figures);
        model.addAttribute("words", WORDS);
        model.addAttribute("incident", incident.strip());
        model.addAttribute("asked", asked);
        model.addAttribute("verdict", judged);
        model.addAttribute("filtered", !(incident + asked + judged).isBlank());
        return "decisions";
    }

    private static @Nullable String orNone(String text) {
        return text.isBlank() ? null : text.strip();
    }

    private static @Nullable Instant time(String text) {
        try {
            return text.isBlank() ? null : Instant.parse(text);
        } catch (DateTimeParseException no) {
            return null;
        }
    }

    @GetMapping("/decisions/{id}")
    String one(@PathVariable String id, Model model) {
        Judged decision = find(id);
        model.addAttribute("row", row(decision));
        List<Map.Entry<String, String>> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        decisions.facts(decision).forEach((name, value) -> {
            if (value.equals("not known")) {
                unknown.add(name);
            } else {
                known.add(Map.entry(name, value));
            }
        });
        model.addAttribute("facts", known);
        model.addAttribute("unknown", unknown);
        model.addAttribute("hand", judges());
        return "decision";
    }

    @PostMapping("/decisions/{id}/verdict")
    String judge(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String verdict,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes said) {
        if (!judges()) {
            throw new AccessDeniedException("Who only looks on does not judge.");
        }
        if (because.isBlank() || !(verdict.equals("right") || verdict.equals("wrong"))) {
            said.addFlashAttribute("problem", "Say whether it was right, and why; nothing was kept.");
            return "redirect:/decisions/{id}";
        }
        decisions.judge(id, verdict.equals("right"), because, callers.current().actor());
        said.addFlashAttribute("said", "Kept: it was " + verdict + ".");
        return "redirect:/decisions/{id}";
    }

    private boolean judges() {
        return callers.current().groups().stream().anyMatch(g -> !g.equals("viewer"));
    }

    private Judged find(String id) {
        return decisions.find(id).orElseThrow(() -> new NoSuchElementException("There is no decision " + id + "."));
    }

    /** What is asked, in words, by action or table. */
    private static final Map<String, String> WORDS = Map.of(
            "mode.switch", "May a fallback be switched on?",
            "mode.undo", "May a fallback be put back?",
            "customer.update", "May customers be told?",
            "holding-text", "May the promised word go out?",
            "all-clear", "May the all-clear be given?",
            "agent-level", "How much may a bot do?",
            "severity", "How grave is it?",
            "ownership", "Whose is it?",
            "triage", "Is it an incident?",
            "fallback-rules", "Which fallback?");

    private Row row(Judged d) {
        String key = d.action() == null ? d.asked() : d.action();
        JudgedDecisions.Verdict v = d.verdict();
        return new Row(
                d,
                WORDS.getOrDefault(key, key.replace('-', ' ')),
                did(d),
                v == null ? "not judged yet" : v.right() ? "right" : "wrong",
                v == null ? "unknown" : v.right() ? "good" : "bad",
                v == null ? "" : v.source().equals("outcome") ? "by what came of it" : "by " + house.person(v.by()),
                d.chain().equals("house") ? null : d.chain());
    }

    private static String did(Judged d) {
        return switch (d.did() == null ? "" : d.did()) {
            case "act" -> "It acted by itself.";
            case "ask" -> "It asked a person.";
            case "suggest" -> "It only suggested it.";
            case "person" -> "A person did it.";
            default -> "It went on with that.";
        };
    }
}
