package io.holdfast.console;

import io.holdfast.engine.ClockMover;
import io.holdfast.time.Times;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Lets the clock run on to what is due next. */
@Controller
class DemoPages {

    private final ObjectProvider<ClockMover> clock;
    private final Times times;
    private final House house;
    private final io.holdfast.security.Callers callers;
    private final Environment settings;

    DemoPages(
            ObjectProvider<ClockMover> clock,
            Times times,
            House house,
            io.holdfast.security.Callers callers,
            Environment settings) {
        this.clock = clock;
        this.times = times;
        this.house = house;
        this.callers = callers;
        this.settings = settings;
    }

    @PostMapping("/demo/next-due")
    String nextDue(
            @org.springframework.web.bind.annotation.RequestParam(defaultValue = "/") String back,
            RedirectAttributes said) {
        boolean everybody = settings.acceptsProfiles(Profiles.of("demo"));
        if (!everybody && !callers.current().inAny(List.of("administrator"))) {
            throw new AccessDeniedException("Only an administrator moves the clock.");
        }
        ClockMover mover = clock.stream().findFirst().orElse(null);
        if (mover == null || !times.settable()) {
            said.addFlashAttribute("problem", "The clock is the system's here and can't be moved.");
        } else if (mover.nextDue().isEmpty()) {
            said.addFlashAttribute("problem", "Nothing is due, so the clock stays where it is.");
        } else {
            Instant now = mover.toNextDue();
            said.addFlashAttribute("said", "It is " + house.local().seconds(now) + " now.");
        }
        return "redirect:" + within(back);
    }

    /** Only a page of ours: a path, and nothing that a browser could take for another host. */
    private static String within(String back) {
        String path = UriComponentsBuilder.fromUriString(back).build().getPath();
        return path == null || !path.startsWith("/") || path.startsWith("//") || path.contains("\\") ? "/" : path;
    }
}
