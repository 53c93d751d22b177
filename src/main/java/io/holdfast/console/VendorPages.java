package io.holdfast.console;

import io.holdfast.catalog.UnderneathQuestion;
import io.holdfast.catalog.Vendor;
import io.holdfast.drill.Proofs;
import io.holdfast.scorecard.FigureKind;
import io.holdfast.scorecard.VendorScorecards;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Do our vendors keep what they promise? */
@Controller
class VendorPages {
    private static final List<String> IMPORTERS = List.of("resilience-lead", "commander");
    private static final int LARGEST = 8 << 20;

    private final VendorScorecards vendors;
    private final VendorFallbacks fallbacks;
    private final Periodical periods;
    private final Callers callers;
    private final House house;

    VendorPages(VendorScorecards vendors, VendorFallbacks fallbacks, Periodical periods, Callers callers, House house) {
        this.vendors = vendors;
        this.fallbacks = fallbacks;
        this.periods = periods;
        this.callers = callers;
        this.house = house;
    }

    /** A vendor in the list. */
    record Row(String id, String name, long incidents, String minutes, String notice, String answer, long gaps) {}

    /** One of his incidents. */
    record Line(VendorScorecards.Line line, String notice, boolean late, String answer, String minutes) {}

    /** A question and what he said; null: not answered. */
    record Asked(String question, @Nullable String answer) {}

    @GetMapping("/vendors")
    String list(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Model model) {
        Periodical.Asked asked = periods.read(from, to, null);
        model.addAttribute("problem", asked.problem());
        model.addAttribute("asked", asked);
        model.addAttribute(
                "rows",
                vendors.all(asked.question()).stream().map(VendorPages::row).toList());
        return "vendors";
    }

    private static Row row(VendorScorecards.Summary s) {
        return new Row(
                s.vendor().id(),
                s.vendor().name(),
                s.figures().incidents(),
                FigureWords.length(s.minutes() * 60),
                s.figures()
                        .figure(FigureKind.VENDOR_NOTICE)
                        .map(f -> f.median() == null ? "told us nothing" : notice(Math.round(f.median())))
                        .orElse(""),
                s.figures()
                        .figure(FigureKind.ANSWERED_IN_TIME)
                        .map(f -> f.count() == 0 ? "no answer noted" : f.yes() + " of " + f.count() + " in time")
                        .orElse(""),
                s.gaps());
    }

    /** {@code 12 min after us}, {@code 3 min before us}. */
    private static String notice(long seconds) {
        return LocalTimes.length(Duration.ofSeconds(Math.abs(seconds))) + (seconds < 0 ? " before us" : " after us");
    }

    @GetMapping("/vendors/{id}")
    String one(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Model model) {
        Periodical.Asked asked = periods.read(from, to, null);
        VendorScorecards.Card card = vendors.of(id, asked.question());
        Vendor vendor = card.vendor();
        Caller caller = callers.current();
        model.addAttribute("asked", asked);
        model.addAttribute("card", card);
        model.addAttribute("vendor", vendor);
        model.addAttribute("sentence", sentence(card));
        model.addAttribute(
                "rows",
                card.figures().figures().stream()
                        .filter(f -> f.kind() == FigureKind.VENDOR_NOTICE
                                || f.kind() == FigureKind.VENDOR_ANSWER
                                || f.kind() == FigureKind.ANSWERED_IN_TIME
                                || f.kind() == FigureKind.TIME_TO_RESTORE
                                || f.kind() == FigureKind.CUSTOMER_IMPACT_MINUTES
                                || f.kind() == FigureKind.REPEATED_IN_90_DAYS)
                        .map(ScorecardPages::row)
                        .toList());
        model.addAttribute("impact", ScorecardPages.impact(card.figures()));
        model.addAttribute("clause", vendor.answerIn() == null ? null : words(vendor.answerIn()));
        model.addAttribute("noticeClause", vendor.noticeIn() == null ? null : words(vendor.noticeIn()));
        model.addAttribute(
                "lines", card.incidents().stream().map(l -> line(l, vendor)).toList());
        model.addAttribute("asks", asks(vendor));
        List<Proofs.Proof> proofs = fallbacks.of(id);
        model.addAttribute("proofs", proofs);
        model.addAttribute("mayImport", caller.inAny(IMPORTERS));
        model.addAttribute("mayNote", caller.groups().stream().anyMatch(g -> !g.equals("viewer")));
        return "vendor";
    }

    private static String words(Duration length) {
        return LocalTimes.length(length);
    }

    private static String sentence(VendorScorecards.Card card) {
        long incidents = card.told().incidents();
        String name = card.vendor().name();
        if (incidents == 0) {
            return name + " caused no incident in this time.";
        }
        String many = incidents == 1 ? "One incident" : FigureWords.number(incidents) + " incidents";
        long never = incidents - card.told().ever();
        String told = never == 0
                ? "told us of " + (incidents == 1 ? "it" : "all of them")
                : never == incidents
                        ? "told us of none"
                        : "told us of " + FigureWords.number(card.told().ever());
        return many + " came from " + name + "; they " + told + ".";
    }

    private static Line line(VendorScorecards.Line l, Vendor vendor) {
        boolean late = vendor.answerIn() != null
                && l.answerSeconds() != null
                && l.answerSeconds() > vendor.answerIn().toSeconds();
        return new Line(
                l,
                l.noticeSeconds() == null ? "told us nothing" : notice(l.noticeSeconds()),
                late,
                l.answerSeconds() != null
                        ? "answered after " + LocalTimes.length(Duration.ofSeconds(l.answerSeconds()))
                        : l.caseOpened() == null ? "no case" : "no answer noted",
                FigureWords.length(l.minutes() * 60));
    }

    private static List<Asked> asks(Vendor vendor) {
        List<Asked> asks = new ArrayList<>();
        Arrays.stream(UnderneathQuestion.values())
                .forEach(q -> asks.add(new Asked(q.words(), vendor.underneath().get(q.id()))));
        return asks;
    }

    @GetMapping("/vendors/{id}/notices")
    String notices(@PathVariable String id, @RequestParam String incident, Model model) {
        VendorScorecards.Notices notices = vendors.notices(id, incident);
        model.addAttribute("vendor", notices.vendor());
        model.addAttribute("incident", incident);
        model.addAttribute("notices", notices.items());
        return "vendor-notices";
    }

    @PostMapping("/vendors/{id}/history")
    String history(@PathVariable String id, @RequestParam MultipartFile file, RedirectAttributes said)
            throws IOException {
        if (file.isEmpty() || file.getSize() > LARGEST) {
            said.addFlashAttribute(
                    "problem", "Choose the saved incidents.json, of at most 8 MiB; nothing was taken in.");
            return "redirect:/vendors/{id}";
        }
        try {
            VendorScorecards.Imported done = vendors.importHistory(
                    id,
                    new String(file.getBytes(), StandardCharsets.UTF_8),
                    callers.current().actor());
            said.addFlashAttribute(
                    "said",
                    done.added() + (done.added() == 1 ? " is" : " are") + " new, " + done.replaced()
                            + " were known and are replaced.");
        } catch (IllegalArgumentException refused) {
            said.addFlashAttribute("problem", refused.getMessage() + " Nothing was taken in.");
        }
        return "redirect:/vendors/{id}";
    }

    @PostMapping("/vendors/{id}/answers")
    String answered(
            @PathVariable String id,
            @RequestParam String incident,
            @RequestParam(defaultValue = "") String at,
            RedirectAttributes said) {
        try {
            Instant when = at.isBlank()
                    ? house.now()
                    : LocalDateTime.parse(at).atZone(house.catalog().zone()).toInstant();
            vendors.answered(id, incident.strip(), when, callers.current().actor());
            said.addFlashAttribute("said", "Noted.");
        } catch (DateTimeException no) {
            said.addFlashAttribute("problem", "Write the time as 2026-11-23T09:40; nothing was noted.");
        } catch (IllegalArgumentException | NoSuchElementException refused) {
            said.addFlashAttribute("problem", String.valueOf(refused.getMessage()));
        }
        return "redirect:/vendors/{id}";
    }
}
