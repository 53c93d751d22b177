package io.holdfast.console;

import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Does Slack work? Asked by a button, answered on the page and in Slack. */
@Controller
class SlackCheckPage {

    private final Administration administration;
    private final Callers callers;

    SlackCheckPage(Administration administration, Callers callers) {
        this.administration = administration;
        this.callers = callers;
    }

    @PostMapping("/people/slack-check")
    String check(RedirectAttributes said) {
        Caller caller = callers.current();
        if (!caller.inAny(List.of("administrator"))) {
            throw new AccessDeniedException("Only an administrator checks how Slack is set up.");
        }
        said.addFlashAttribute("slackCheck", administration.checkSlack(caller));
        return "redirect:/people";
    }
}
