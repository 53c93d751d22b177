package io.holdfast.console;

import io.holdfast.api.PublicStatus;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.learn.Participants;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import io.holdfast.tasks.PeoplesWorlds;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.Tasks;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.HtmlUtils;

/** The review of an incident: to read, to print, to take along; and what of it customers may read. */
@Controller
class ReviewPages {
    private static final String CUSTOMERS = "customers";
    private static final List<String> WRITERS = List.of("commander", "resilience-lead");
    private static final Set<String> TO_DO = Set.of("writeReview", "agreeOnActions");

    private final Incidents incidents;
    private final ReviewFile reviews;
    private final Participants participants;
    private final People people;
    private final Tasks tasks;
    private final Callers callers;
    private final PublicStatus status;
    private final PeoplesWorlds worlds;
    private final House house;

    ReviewPages(
            Incidents incidents,
            ReviewFile reviews,
            Participants participants,
            People people,
            Tasks tasks,
            Callers callers,
            PublicStatus status,
            PeoplesWorlds worlds,
            House house) {
        this.participants = participants;
        this.people = people;
        this.tasks = tasks;
        this.callers = callers;
        this.incidents = incidents;
        this.reviews = reviews;
        this.status = status;
        this.worlds = worlds;
        this.house = house;
    }

    @GetMapping("/incidents/{key}/review")
    String review(
            @PathVariable String key,
            @RequestParam(name = "for", defaultValue = "") String reader,
            @RequestParam(defaultValue = "") String lang,
            Model model) {
        Incident incident = incident(key);
        model.addAttribute("incident", incident);
        if (reader.equals(CUSTOMERS)) {
            String locale = locale(lang);
            model.addAttribute("lang", locale);
            Map<String, String> languages = new LinkedHashMap<>();
            house.catalog().locales().stream()
                    .filter(l -> !l.equals(locale))
                    .forEach(l -> languages.put(l, House.language(l)));
            model.addAttribute("languages", languages);
            model.addAttribute("html", status.of(key).isEmpty() ? "" : Markdown.html(customers(key, locale)));
            return "review-customers";
        }
        ReviewFile.Contents file = reviews.of(incident);
        model.addAttribute("file", file);
        model.addAttribute("public", status.of(key).isPresent());
        boolean writes = file.review().isPresent() && callers.current().inAny(WRITERS);
        model.addAttribute("writes", writes);
        model.addAttribute("others", writes ? others(file) : List.of());
        model.addAttribute("todo", todo(key));
        return "review";
    }

    // What the reader can do for it now: write it, or agree on what follows.
    private @Nullable Task todo(String key) {
        Caller caller = callers.current();
        return tasks.open(key).stream()
                .filter(t -> TO_DO.contains(t.key()) && MyTasks.mine(t, caller))
                .findFirst()
                .orElse(null);
    }

    private List<Member> others(ReviewFile.Contents file) {
        Set<String> named = file.took().stream().map(ReviewFile.Part::username).collect(Collectors.toSet());
        return people.all().stream()
                .filter(m -> !named.contains(m.username()))
                .filter(m -> !m.groups().stream().allMatch(g -> g.equals("agent") || g.equals("viewer")))
                .toList();
    }

    @PostMapping("/incidents/{key}/review/participants")
    String participants(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String away,
            RedirectAttributes said) {
        incident(key);
        Caller caller = callers.current();
        try {
            if (!away.isBlank()) {
                participants.takeAway(key, away.strip(), caller.actor());
                said.addFlashAttribute("said", house.person(away.strip()) + " is not named any more.");
            } else if (!add.isBlank()) {
                participants.add(key, add.strip(), caller.actor());
                said.addFlashAttribute("said", house.person(add.strip()) + " is named.");
            } else {
                said.addFlashAttribute("problem", "Choose who else took part. Nothing was changed.");
            }
        } catch (IllegalArgumentException refused) {
            said.addFlashAttribute("problem", refused.getMessage() + ". Nothing was changed.");
        }
        return "redirect:/incidents/{key}/review#took-part";
    }

    @GetMapping("/incidents/{key}/review.md")
    ResponseEntity<byte[]> markdown(
            @PathVariable String key,
            @RequestParam(name = "for", defaultValue = "") String reader,
            @RequestParam(defaultValue = "") String lang) {
        return download(
                text(key, reader, lang),
                name(key, reader) + ".md",
                new MediaType("text", "markdown", StandardCharsets.UTF_8));
    }

    @GetMapping("/incidents/{key}/review.html")
    ResponseEntity<byte[]> html(
            @PathVariable String key,
            @RequestParam(name = "for", defaultValue = "") String reader,
            @RequestParam(defaultValue = "") String lang) {
        String title = reader.equals(CUSTOMERS) ? house.catalog().house() : key;
        String page = """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title><style>
                body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 400 1rem/1.5 system-ui, sans-serif; color: #16191c; background: #fff; overflow-wrap: anywhere; }
                h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.1rem; margin-top: 2rem; break-after: avoid; } li { break-inside: avoid; }
                @page { margin: 14mm; } @media print { body { margin: 0; max-width: none; font-size: 10.5pt; } }
                </style></head><body>
                %s</body></html>
                """.formatted(
                        reader.equals(CUSTOMERS) ? locale(lang) : "en",
                        HtmlUtils.htmlEscape(title),
                        Markdown.html(text(key, reader, lang)));
        return download(page, name(key, reader) + ".html", new MediaType("text", "html", StandardCharsets.UTF_8));
    }

    private String text(String key, String reader, String lang) {
        Incident incident = incident(key);
        return reader.equals(CUSTOMERS)
                ? customers(key, locale(lang))
                : ReviewText.own(reviews.of(incident), house.local());
    }

    private String customers(String key, String locale) {
        PublicStatus.Problem problem = status.of(key)
                .orElseThrow(() -> new NoSuchElementException("Customers were told nothing about " + key + "."));
        LocalTimes local = new LocalTimes(house.catalog().zone(), house.now(), Locale.forLanguageTag(locale));
        return ReviewText.forCustomers(
                house.catalog().house(), StatusPage.problem(problem, locale), PageWords.of("status", locale), local);
    }

    private String locale(String asked) {
        List<String> ours = house.catalog().locales();
        return ours.contains(asked) ? asked : house.locale();
    }

    private static String name(String key, String reader) {
        return key + (reader.equals(CUSTOMERS) ? "-for-customers" : "-review");
    }

    private static ResponseEntity<byte[]> download(String text, String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    private Incident incident(String key) {
        return incidents
                .find(key)
                .filter(i -> worlds.has(i.world()))
                .orElseThrow(() -> new NoSuchElementException("There is no incident " + key + "."));
    }
}
