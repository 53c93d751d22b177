package io.holdfast.console;

import io.holdfast.api.PublicStatus;
import io.holdfast.facts.FactSheet;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Can I do what I need, and when do I hear more? Public, plain, in the reader's language. */
@Controller
class StatusPage {

    private static final String PAGE = "status";

    private final PublicStatus status;

    StatusPage(PublicStatus status) {
        this.status = status;
    }

    /** A service and how it does. */
    record Service(String name, String verdict, String word, String note) {}

    /**
     * Something that is wrong, or was.
     *
     * @param watched whether it looks fixed, and {@code unknown} says so
     */
    record Problem(
            String title,
            boolean watched,
            String wrong,
            String works,
            String doNow,
            String unknown,
            String where,
            Instant since,
            @Nullable Instant resolvedAt,
            @Nullable Instant nextWordAt,
            List<Said> said) {}

    /** What was said, and when, and whether it was taken back. */
    record Said(Instant at, String text, boolean takenBack) {}

    /** Another language of this page. */
    record Language(String locale, String name) {}

    @GetMapping("/status")
    String status(
            @RequestParam(required = false) @Nullable String lang,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String accepts,
            Model model,
            HttpServletResponse response) {
        PublicStatus.View view = status.now();
        String locale = locale(view.locales(), lang, accepts);
        PageWords words = PageWords.of(PAGE, locale);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=15");
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale);
        model.addAttribute("view", view);
        model.addAttribute("lang", locale);
        model.addAttribute("w", words);
        model.addAttribute("local", new LocalTimes(view.zone(), view.at(), Locale.forLanguageTag(locale)));
        model.addAttribute(
                "languages",
                view.locales().stream()
                        .filter(l -> !l.equals(locale))
                        .map(l -> new Language(l, ownName(l)))
                        .toList());
        model.addAttribute(
                "services",
                view.services().stream().map(s -> service(s, locale, words)).toList());
        model.addAttribute(
                "problems",
                view.problems().stream().map(p -> problem(p, locale)).toList());
        model.addAttribute(
                "past", view.past().stream().map(p -> problem(p, locale)).toList());
        return "status";
    }

    private static String ownName(String locale) {
        Locale of = Locale.forLanguageTag(locale);
        String name = of.getDisplayLanguage(of);
        return name.substring(0, 1).toUpperCase(of) + name.substring(1);
    }

    static String locale(List<String> ours, @Nullable String asked, @Nullable String accepts) {
        if (asked != null && ours.contains(asked)) {
            return asked;
        }
        if (accepts != null) {
            try {
                Locale best = Locale.lookup(
                        Locale.LanguageRange.parse(accepts),
                        ours.stream().map(Locale::forLanguageTag).toList());
                if (best != null) {
                    return best.toLanguageTag();
                }
            } catch (IllegalArgumentException malformed) {
                return ours.get(0); // a header that no browser sends: the house's own language serves everybody
            }
        }
        return ours.get(0);
    }

    private static Service service(PublicStatus.Service service, String locale, PageWords words) {
        String verdict = switch (service.state()) {
            case "works" -> "good";
            case "fails" -> "bad";
            case "checking" -> "unknown";
            default -> "strained";
        };
        return new Service(
                service.names().getOrDefault(locale, service.id()),
                verdict,
                words.get("state." + service.state()),
                service.notes().getOrDefault(locale, ""));
    }

    static Problem problem(PublicStatus.Problem problem, String locale) {
        FactSheet.Words words = problem.words().get(locale);
        List<Said> said = new ArrayList<>();
        for (PublicStatus.Word word : problem.said()) {
            // The last word says that it is over: what was wrong then is so no more.
            String text = word.status().equals("resolved")
                    ? PageWords.of(PAGE, locale).get("said.over")
                    : word.text(locale);
            if (!text.isEmpty()) {
                said.add(new Said(word.at(), text, word.takenBack()));
            }
        }
        return new Problem(
                problem.title(),
                words != null && problem.status().equals("monitoring"),
                words == null ? problem.title() : words.wrong(),
                words == null ? "" : words.works(),
                words == null ? "" : words.doNow(),
                words == null ? "" : words.unknown(),
                Scopes.list(problem.regions()),
                problem.since(),
                problem.resolvedAt(),
                problem.nextWordAt(),
                said);
    }
}
