package io.holdfast.console;

import io.holdfast.grabbag.GrabBags;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the grab bag is, and to whom it goes. */
@Controller
class GrabBagPage {

    private static final List<String> MAY_MAIL = List.of("commander", "resilience-lead");

    private final GrabBags bag;
    private final Callers callers;

    GrabBagPage(GrabBags bag, Callers callers) {
        this.bag = bag;
        this.callers = callers;
    }

    @GetMapping("/playbook/grab-bag")
    String page(Model model) {
        Caller caller = callers.current();
        model.addAttribute("playbook", bag.newest());
        model.addAttribute("numbers", caller.inAny(GrabBags.MAY_SEE_NUMBERS));
        model.addAttribute("folder", bag.folder().map(Path::toString).orElse(null));
        model.addAttribute("folderProblem", bag.folderProblem().orElse(null));
        model.addAttribute("standing", bag.mailTo());
        boolean mayMail = caller.inAny(MAY_MAIL);
        model.addAttribute("mayMail", mayMail);
        model.addAttribute("choices", mayMail ? bag.choices() : List.of());
        return "grab-bag-page";
    }

    @GetMapping("/playbook/grab-bag.html")
    ResponseEntity<byte[]> html() {
        boolean numbers = callers.current().inAny(GrabBags.MAY_SEE_NUMBERS);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(bag.html(bag.newest(), numbers).getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/playbook/grab-bag/mail")
    String mail(@RequestParam(required = false) @Nullable List<String> to, RedirectAttributes said) {
        Caller caller = callers.current();
        if (!caller.inAny(MAY_MAIL)) {
            throw new AccessDeniedException("Only a commander or a resilience lead mails the grab bag.");
        }
        int mailed = bag.mail(to == null ? List.of() : to, caller.actor());
        if (mailed == 0) {
            said.addFlashAttribute("problem", "Choose at least one person.");
        } else {
            said.addFlashAttribute(
                    "said",
                    mailed == 1 ? "It is on its way to one person." : "It is on its way to " + mailed + " people.");
        }
        return "redirect:/playbook/grab-bag";
    }
}
