package io.holdfast.console;

import io.holdfast.learn.Change;
import io.holdfast.learn.Changes;
import io.holdfast.playbook.Fault;
import io.holdfast.playbook.FileChange;
import io.holdfast.playbook.FileDifference;
import io.holdfast.playbook.PlaybookStore;
import io.holdfast.playbook.TableAnalysis;
import io.holdfast.playbook.TableView;
import io.holdfast.security.Callers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Proposes a change of one file: a decision table rule by rule, anything else as text. The draft travels in the page until it is
 * proposed.
 */
@Controller
class PlaybookEditPage {
    private final PlaybookStore store;
    private final Changes changes;
    private final Callers callers;
    private final House house;

    PlaybookEditPage(PlaybookStore store, Changes changes, Callers callers, House house) {
        this.store = store;
        this.changes = changes;
        this.callers = callers;
        this.house = house;
    }

    /**
     * What is proposed, as far as it has come.
     *
     * @param now the file in the playbook from which it is written, which may hold no more
     * @param table null where the file is changed as text
     * @param text null where the file is changed by rule
     * @param gone whether the file is taken away
     */
    private record Draft(
            String path,
            byte @Nullable [] now,
            @Nullable TableDraft table,
            @Nullable String text,
            boolean gone) {
        @Nullable
        String content() {
            return gone ? null : text != null ? text : table == null ? "" : utf8(table.table());
        }

        byte @Nullable [] bytes() {
            String content = content();
            return content == null ? null : content.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** @param change a change whose file is taken up again; null for what is in force */
    @GetMapping("/playbook/edit")
    String edit(
            @RequestParam String path,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String change,
            @RequestParam(defaultValue = "") String incident,
            @RequestParam(defaultValue = "false") boolean text,
            Model model) {
        Change old = change == null ? null : changes.find(change).orElse(null);
        long base = old == null ? house.playbook() : old.base();
        byte[] now = at(path, base);
        byte[] start = old == null ? now : again(old, path, now);
        Draft draft = draft(path, now, start == null ? new byte[0] : start, text);
        TableDraft table = draft.table();
        if (table != null && rule != null) {
            draft = new Draft(path, now, table.done("open:" + rule, house.catalog()), null, false);
        }
        model.addAttribute("base", base);
        model.addAttribute("because", old == null ? "" : old.because());
        model.addAttribute("incident", old == null || old.incident() == null ? incident : old.incident());
        model.addAttribute("emergency", false);
        return page(draft, List.of(), model);
    }

    private static byte @Nullable [] again(Change old, String path, byte @Nullable [] now) {
        return old.files().stream()
                .filter(f -> f.path().equals(path))
                .findFirst()
                .map(FileChange::content)
                .map(content -> content.getBytes(StandardCharsets.UTF_8))
                .orElse(now);
    }

    private Draft draft(String path, byte @Nullable [] now, byte[] start, boolean text) {
        if (path.endsWith(".dmn") && !text) {
            try {
                TableView.of(path, start, house.catalog());
                return new Draft(path, now, new TableDraft(path, start, null), null, false);
            } catch (IllegalArgumentException noTable) {
                return new Draft(path, now, null, utf8(start), false); // mended as text
            }
        }
        return new Draft(path, now, null, utf8(start), false);
    }

    @PostMapping("/playbook/edit")
    String edited(@RequestParam MultiValueMap<String, String> sent, Model model, RedirectAttributes said) {
        String path = RuleForm.text(sent, "path");
        String what = RuleForm.text(sent, "do");
        model.addAttribute("because", RuleForm.text(sent, "because"));
        model.addAttribute("incident", RuleForm.text(sent, "incident"));
        model.addAttribute("emergency", sent.containsKey("emergency"));
        String opened = RuleForm.text(sent, "base");
        // "taken over": the draft has what another change brought meanwhile, and goes on from there
        long base = opened.isEmpty() || what.equals("taken-over") ? house.playbook() : number(opened);
        model.addAttribute("base", base);
        byte[] now = at(path, base);
        Draft draft = taken(path, now, sent);
        TableDraft table = draft.table();
        if (table != null && !what.equals("taken-over")) {
            try {
                TableDraft kept = what.equals("close")
                        ? new TableDraft(path, table.table(), null)
                        : table.kept(house.catalog(), what.equals("keep"), ids(path));
                draft = new Draft(path, now, kept.done(what, house.catalog()), null, false);
            } catch (IllegalArgumentException | NoSuchElementException e) {
                model.addAttribute("problem", e.getMessage());
                return page(draft, List.of(), model);
            }
        }
        return what.equals("propose") ? proposed(draft, base, sent, model, said) : page(draft, List.of(), model);
    }

    private static long number(String base) {
        try {
            return Long.parseLong(base);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'base' is the number of a playbook, not '" + base + "'", e);
        }
    }

    private byte @Nullable [] at(String path, long playbook) {
        return store.entry(path, playbook)
                .flatMap(entry -> store.content(path, entry.version()))
                .orElse(null);
    }

    private Draft taken(String path, byte @Nullable [] now, MultiValueMap<String, String> sent) {
        String encoded = sent.getFirst("draft");
        if (encoded == null) {
            String typed = java.util.Objects.requireNonNullElse(sent.getFirst("content"), "");
            boolean windows = now != null && utf8(now).contains("\r\n");
            String text = windows ? typed : typed.replace("\r\n", "\n");
            return new Draft(path, now, null, text, sent.containsKey("gone"));
        }
        byte[] table = Base64.getDecoder().decode(encoded.strip());
        TableView view = TableView.of(path, table, house.catalog());
        String rule = RuleForm.text(sent, "rule");
        RuleForm form = rule.isEmpty()
                ? null
                : RuleForm.typed(view, rule, TableDraft.place(RuleForm.text(sent, "place")), sent);
        return new Draft(path, now, new TableDraft(path, table, form), null, false);
    }

    // The record names rules by their ids, so a new one takes none that a version before it had.
    private Set<String> ids(String path) {
        Set<String> ids = new TreeSet<>();
        for (PlaybookStore.Version version : store.of(path)) {
            store.entry(path, version.number())
                    .flatMap(entry -> store.content(path, entry.version()))
                    .ifPresent(bytes -> {
                        try {
                            TableView.of(path, bytes, house.catalog()).rules().forEach(r -> ids.add(r.id()));
                        } catch (IllegalArgumentException noTable) {
                            return; // what was no table had no rules
                        }
                    });
        }
        return ids;
    }

    private String proposed(
            Draft draft, long base, MultiValueMap<String, String> sent, Model model, RedirectAttributes said) {
        String because = RuleForm.text(sent, "because");
        String incident = RuleForm.text(sent, "incident");
        if (because.isEmpty()) {
            model.addAttribute("problem", "Say why: whoever approves it reads it.");
            return page(draft, List.of(), model);
        }
        Change change;
        try {
            change = changes.propose(
                    List.of(new FileChange(draft.path(), draft.content())),
                    base,
                    because,
                    incident.isEmpty() ? null : incident,
                    sent.containsKey("emergency"),
                    callers.current());
        } catch (IllegalArgumentException | IllegalStateException e) {
            model.addAttribute("problem", e.getMessage());
            return page(draft, List.of(), model);
        }
        if (change.state() == Change.State.REFUSED) {
            model.addAttribute("refused", change.id());
            return page(draft, change.problems(), model);
        }
        said.addFlashAttribute("said", change.id() + " is proposed: " + ChangeWords.words(change) + ".");
        return "redirect:/changes/" + change.id();
    }

    private String page(Draft draft, List<Fault> refusals, Model model) {
        String path = draft.path();
        TableDraft table = draft.table();
        byte[] bytes = draft.bytes();
        model.addAttribute("path", path);
        model.addAttribute("name", PlaybookGroup.nameOf(path));
        model.addAttribute("fresh", draft.now() == null);
        byte[] held = store.content(path, null).orElse(null);
        model.addAttribute(
                "meanwhile", Arrays.equals(draft.now(), held) ? null : FileDifference.of(path, draft.now(), held));
        model.addAttribute(
                "other",
                store.of(path).stream()
                        .findFirst()
                        .map(v -> v.origin().change())
                        .orElse(null));
        model.addAttribute("gone", draft.gone());
        model.addAttribute("text", draft.text());
        boolean changed = !Arrays.equals(draft.now(), bytes);
        model.addAttribute("difference", changed ? FileDifference.of(path, draft.now(), bytes) : null);
        model.addAttribute("mayEmergency", callers.current().inAny(Changes.APPROVERS));
        List<Fault> faults = refusals;
        if (table != null && bytes != null) {
            TableView view = table.view(house.catalog());
            TableAnalysis analysis = TableAnalysis.of(path, bytes, house.catalog());
            model.addAttribute("table", view);
            model.addAttribute("rules", ReadableTable.rules(view));
            model.addAttribute("form", table.form());
            model.addAttribute("draft", Base64.getEncoder().encodeToString(bytes));
            model.addAttribute("notes", analysis.notAnalysed());
            faults = refusals.isEmpty() && changed ? analysis.faults() : refusals;
        }
        model.addAttribute("faults", faults);
        return "playbook-edit";
    }
}
