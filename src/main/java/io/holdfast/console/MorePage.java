package io.holdfast.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** On a narrow screen, the way to everything that the bar has no room for. */
@Controller
class MorePage {

    @GetMapping("/more")
    String more() {
        return "more";
    }
}
