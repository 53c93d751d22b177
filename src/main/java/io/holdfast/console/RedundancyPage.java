package io.holdfast.console;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.redundancy.Domain;
import io.holdfast.redundancy.Finding;
import io.holdfast.redundancy.Judged;
import io.holdfast.redundancy.Redundancy;
import io.holdfast.redundancy.WhatIf;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is doubled, what only looks so, and what is left without something. */
@Controller
class RedundancyPage {

    private final House house;

    RedundancyPage(House house) {
        this.house = house;
    }

    /** One dependency of the table. */
    record Row(Dependency dependency, String doubled, List<String> on, List<String> journeys, boolean single) {}

    @GetMapping("/redundancy")
    String page(
            @RequestParam(required = false) @Nullable List<String> without, Model model, HttpServletResponse response) {
        Catalog catalog = house.catalog();
        Redundancy report = Redundancy.of(catalog, house.local().today());
        List<Domain> gone = new ArrayList<>();
        try {
            for (String key : without == null ? List.<String>of() : without) {
                if (!key.isBlank()) {
                    gone.add(Domain.find(key.strip(), catalog));
                }
            }
        } catch (IllegalArgumentException unknown) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("problem", "Nothing here is called so. Choose one of the list.");
            gone.clear();
        }
        WhatIf whatIf = gone.isEmpty() ? null : WhatIf.without(gone, catalog);
        model.addAttribute("report", report);
        model.addAttribute("sentence", sentence(report));
        model.addAttribute("whatIf", whatIf);
        model.addAttribute("verdict", whatIf == null ? "" : verdict(whatIf));
        model.addAttribute("chosen", gone.stream().map(Domain::key).toList());
        model.addAttribute(
                "choices",
                Domain.all(catalog).stream()
                        .collect(Collectors.groupingBy(
                                d -> FirstPage.sentence(d.kind().word()).replace(".", ""),
                                java.util.LinkedHashMap::new,
                                Collectors.toList())));
        model.addAttribute("findings", report.byKind());
        model.addAttribute("rows", rows(report));
        model.addAttribute("wide", RedundancyPicture.wide(report, whatIf));
        model.addAttribute("narrow", RedundancyPicture.narrow(report, whatIf));
        return "redundancy";
    }

    private static String sentence(Redundancy report) {
        Map<Finding.Kind, List<Judged>> found = report.byKind();
        int single = found.getOrDefault(Finding.Kind.SINGLE_POINT, List.of()).size();
        long twins = report.groups().stream().filter(g -> !g.shared().isEmpty()).count();
        if (single == 0 && twins == 0) {
            return "Nothing breaks a journey by itself, and no spares fail together.";
        }
        String first = switch (single) {
            case 0 -> "Nothing breaks a journey by itself";
            case 1 -> "One thing breaks a journey by itself";
            default -> single + " things break a journey by themselves";
        };
        return first
                + (twins == 0
                        ? "."
                        : ", and " + (twins == 1 ? "one set of spares fails" : twins + " sets of spares fail")
                                + " together.");
    }

    private static String verdict(WhatIf then) {
        String gone = then.without().stream().map(Domain::words).collect(Collectors.joining(" and "));
        int broken = then.broken().size();
        long dead =
                then.broken().stream().filter(WhatIf.JourneyFate::nothingLeft).count();
        String journeys;
        if (broken == 0) {
            journeys = "no journey breaks";
        } else if (broken == 1) {
            journeys = "one journey breaks" + (dead == 0 ? ", and has a mode left" : ", and has no mode left");
        } else {
            String left = dead == 0
                    ? "each has a mode left"
                    : dead == broken ? "none has a mode left" : dead + " of them have no mode left";
            journeys = broken + " journeys break, and " + left;
        }
        return "Without " + gone + " " + journeys + ".";
    }

    private static List<Row> rows(Redundancy report) {
        Catalog catalog = report.catalog();
        return catalog.dependencies().stream()
                .map(d -> new Row(
                        d,
                        d.redundancy().replace('-', ' ') + (d.group() == null ? "" : "; spare: " + mates(d, catalog)),
                        on(d, catalog),
                        catalog.journeys().stream()
                                .filter(j -> report.crossed(j).contains(d))
                                .map(io.holdfast.catalog.Journey::name)
                                .toList(),
                        report.judged().stream()
                                .anyMatch(j -> j.finding().kind() == Finding.Kind.SINGLE_POINT
                                        && j.finding().about().equals(d.id()))))
                .toList();
    }

    private static String mates(Dependency dependency, Catalog catalog) {
        return catalog.dependencies().stream()
                .filter(d -> !d.equals(dependency) && java.util.Objects.equals(d.group(), dependency.group()))
                .map(Dependency::name)
                .collect(Collectors.joining(", "));
    }

    private static List<String> on(Dependency dependency, Catalog catalog) {
        return Domain.under(dependency, catalog).stream()
                .map(d -> d.kind().word() + " " + d.name())
                .toList();
    }
}
