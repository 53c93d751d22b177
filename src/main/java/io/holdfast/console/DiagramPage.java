package io.holdfast.console;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.tasks.PeoplesWorlds;
import jakarta.servlet.http.HttpServletResponse;
import java.util.NoSuchElementException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where an incident's process stands, on its diagram. */
@Controller
class DiagramPage {

    /** The viewer writes style attributes into its own markup; scripts stay our own. Only this page allows it. */
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

    private final Incidents incidents;
    private final ObjectProvider<ProcessView> processes;
    private final PeoplesWorlds worlds;

    DiagramPage(Incidents incidents, ObjectProvider<ProcessView> processes, PeoplesWorlds worlds) {
        this.incidents = incidents;
        this.processes = processes;
        this.worlds = worlds;
    }

    @GetMapping("/incidents/{key}/diagram")
    String diagram(@PathVariable String key, Model model, HttpServletResponse response) {
        Incident incident = incidents
                .find(key)
                .filter(i -> worlds.has(i.world()))
                .orElseThrow(() -> new NoSuchElementException("There is no incident " + key + "."));
        response.setHeader("Content-Security-Policy", POLICY);
        model.addAttribute("incident", incident);
        model.addAttribute(
                "diagram",
                processes.stream().findFirst().flatMap(p -> p.of(key)).orElse(null));
        return "diagram";
    }
}
