package io.holdfast.console;

import io.holdfast.delivery.MailStops;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.World;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where a customer ends our mails. Only a POST ends them, since scanners of mail follow every link; mail programs post by themselves
 * when their reader presses their own button (RFC 8058).
 */
@Controller
class MailStopPage {
    private final MailStops stops;
    private final Playbooks playbooks;
    private final Words words;

    MailStopPage(MailStops stops, Playbooks playbooks, Words words) {
        this.stops = stops;
        this.playbooks = playbooks;
        this.words = words;
    }

    @GetMapping("/mail/stop/{token}")
    String ask(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            Model model,
            HttpServletResponse response) {
        return say(stops.genuine(token) ? "stop-ask" : "stop-unknown", lang, model, response);
    }

    @PostMapping("/mail/stop/{token}")
    String stop(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            Model model,
            HttpServletResponse response) {
        return say(stops.stop(token) ? "stop-done" : "stop-unknown", lang, model, response);
    }

    // In the template: the headline, what there is to say, and what the button says where there is one.
    private String say(String what, @Nullable String lang, Model model, HttpServletResponse response) {
        var catalog = playbooks.current(World.LIVE).catalog();
        String locale = lang != null && catalog.locales().contains(lang)
                ? lang
                : catalog.locales().get(0);
        List<String> lines = words.render("email/" + what, locale, Map.of("house", catalog.house()))
                .lines()
                .toList();
        model.addAttribute("lang", locale);
        model.addAttribute("headline", lines.get(0));
        model.addAttribute("sentence", lines.get(1));
        model.addAttribute("button", lines.size() > 2 ? lines.get(2) : null);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale);
        response.setHeader("X-Robots-Tag", "noindex");
        if (what.equals("stop-unknown")) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
        }
        return "mail-stop";
    }
}
