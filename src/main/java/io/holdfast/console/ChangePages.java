package io.holdfast.console;

import io.holdfast.learn.Change;
import io.holdfast.learn.Changes;
import io.holdfast.learn.Replay;
import io.holdfast.playbook.FileChange;
import io.holdfast.playbook.FileDifference;
import io.holdfast.playbook.PlaybookStore;
import io.holdfast.playbook.TableAnalysis;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changes of the playbook: what somebody wants, what it would have done, and who says yes. */
@Controller
class ChangePages {
    private static final int LISTED = 50;

    private final Changes changes;
    private final PlaybookStore store;
    private final Callers callers;
    private final House house;

    ChangePages(Changes changes, PlaybookStore store, Callers callers, House house) {
        this.changes = changes;
        this.store = store;
        this.callers = callers;
        this.house = house;
    }

    /** A change in the list. */
    record Row(Change change, String shape, String words, String by, String files) {}

    /**
     * A case of the replay as people read it, with its shape.
     *
     * @param moved {@code 17 min earlier}; empty where no time is compared
     */
    record Seen(
            Replay.Case of,
            String shape,
            String why,
            List<String> before,
            List<String> after,
            String moved,
            ReplayCourse course) {}

    /** Something of a changed table that was not analysed. */
    record Note(String file, @Nullable String place, String what) {}

    /** How many cases have this verdict. */
    record Count(String verdict, String shape, long n) {}

    /** A word that was said about it: who, what, and why. */
    record Said(String what, String by, Change.Word word) {}

    @GetMapping("/changes")
    String list(@RequestParam(required = false) @Nullable Long before, Model model) {
        List<Change> waiting = changes.waiting();
        List<Change> page = changes.list(before, LISTED);
        model.addAttribute(
                "waiting", before == null ? waiting.stream().map(this::row).toList() : List.of());
        model.addAttribute(
                "rest",
                page.stream()
                        .filter(c -> before != null || waiting.stream().noneMatch(w -> w.id().equals(c.id())))
                        .map(this::row)
                        .toList());
        model.addAttribute(
                "older",
                page.size() < LISTED ? null : page.get(page.size() - 1).id().replaceFirst("^CHG-", ""));
        return "changes";
    }

    private Row row(Change change) {
        List<String> files =
                change.files().stream().map(f -> PlaybookGroup.nameOf(f.path())).toList();
        return new Row(
                change,
                ChangeWords.shape(change),
                ChangeWords.words(change),
                author(change),
                files.size() > 3
                        ? Scopes.list(List.of(files.get(0), files.get(1), files.size() - 2 + " more"))
                        : Scopes.list(files));
    }

    private String author(Change change) {
        return change.by().equals("files") ? "the team’s folder" : house.person(change.by());
    }

    @GetMapping("/changes/{id}")
    String one(@PathVariable String id, Model model) {
        Change change = change(id);
        Caller caller = callers.current();
        boolean may = caller.inAny(Changes.APPROVERS);
        boolean own = change.by().equals(caller.name());
        boolean asked = change.state() == Change.State.AWAITING_APPROVAL;
        Replay replay = change.replay();
        model.addAttribute("row", row(change));
        model.addAttribute("change", change);
        model.addAttribute("differences", differences(change));
        model.addAttribute(
                "there",
                change.files().stream()
                        .map(FileChange::path)
                        .filter(path -> store.content(path, null).isPresent())
                        .toList());
        model.addAttribute("notes", notAnalysed(change));
        model.addAttribute("cases", replay == null ? List.of() : seen(replay));
        model.addAttribute("counts", replay == null ? List.of() : counts(replay));
        model.addAttribute("wordsSaid", said(change));
        model.addAttribute("mayApprove", may && !own && asked);
        model.addAttribute("mayReject", may && (asked || change.state() == Change.State.REPLAYING));
        model.addAttribute("mayJudge", may && !own && change.wantsJudgement());
        model.addAttribute("mayRollBack", may && change.state() == Change.State.IN_FORCE);
        model.addAttribute("own", own && (asked || change.wantsJudgement()));
        model.addAttribute("others", !may && !own && (asked || change.wantsJudgement()));
        return "change";
    }

    /** What nobody can work out from the changed tables alone: whoever says yes reads it. */
    private List<Note> notAnalysed(Change change) {
        List<Note> notes = new ArrayList<>();
        for (FileChange file : change.files()) {
            byte[] content = after(file);
            if (content != null && file.path().endsWith(".dmn")) {
                try {
                    TableAnalysis.of(file.path(), content, house.catalog())
                            .notAnalysed()
                            .forEach(n -> notes.add(new Note(PlaybookGroup.nameOf(file.path()), n.place(), n.what())));
                } catch (IllegalArgumentException noTable) {
                    continue; // that it is none stands among its problems
                }
            }
        }
        return notes;
    }

    private List<Seen> seen(Replay replay) {
        ReplayLines lines = new ReplayLines(house.catalog(), house.local());
        return replay.cases().stream()
                .map(c -> new Seen(
                        c,
                        ChangeWords.verdict(c.verdict()),
                        lines.of(c.why()),
                        lines.of(c.before()),
                        lines.of(c.after()),
                        ChangeWords.moved(c.minutes()),
                        ReplayCourse.of(c.timeline(), house.local(), lines)))
                .toList();
    }

    private static List<Count> counts(Replay replay) {
        return Stream.of("worse", "better", "different")
                .map(v -> new Count(v, ChangeWords.verdict(v), replay.count(v)))
                .filter(count -> count.n() > 0)
                .toList();
    }

    private List<Said> said(Change change) {
        List<Said> said = new ArrayList<>();
        if (change.decided() != null && !change.emergency()) {
            said.add(said(change.state() == Change.State.REJECTED ? "Rejected" : "Approved", change.decided()));
        }
        if (change.judged() != null) {
            said.add(said("Judged", change.judged()));
        }
        if (change.back() != null) {
            said.add(said("Rolled back", change.back()));
        }
        return said;
    }

    private Said said(String what, Change.Word word) {
        return new Said(what, house.person(word.by()), word);
    }

    private List<FileDifference> differences(Change change) {
        return change.files().stream()
                .map(f -> FileDifference.of(f.path(), before(change, f), after(f)))
                .toList();
    }

    private byte @Nullable [] before(Change change, FileChange file) {
        return store.entry(file.path(), change.base())
                .flatMap(entry -> store.content(file.path(), entry.version()))
                .orElse(null);
    }

    private static byte @Nullable [] after(FileChange file) {
        return file.content() == null ? null : file.content().getBytes(StandardCharsets.UTF_8);
    }

    @GetMapping("/changes/{id}/change.patch")
    ResponseEntity<byte[]> patch(@PathVariable String id) {
        Change change = change(id);
        StringBuilder patch = new StringBuilder();
        change.files().forEach(f -> patch.append(FileDifference.patch(f.path(), before(change, f), after(f))));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "x-diff", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + change.id() + ".patch\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(patch.toString().getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/changes/{id}/decide")
    String decide(
            @PathVariable String id,
            @RequestParam String verdict,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes said) {
        return done(
                id,
                said,
                by -> verdict.equals("approve")
                        ? changes.approve(id, because.strip(), by)
                        : changes.reject(id, because.strip(), by));
    }

    @PostMapping("/changes/{id}/judge")
    String judge(
            @PathVariable String id,
            @RequestParam String verdict,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes said) {
        return done(id, said, by -> changes.judge(id, verdict.equals("keep"), because.strip(), by));
    }

    @PostMapping("/changes/{id}/roll-back")
    String rollBack(@PathVariable String id, @RequestParam(defaultValue = "") String because, RedirectAttributes said) {
        return done(id, said, by -> changes.rollBack(id, because.strip(), by));
    }

    private String done(String id, RedirectAttributes said, Function<Caller, Change> act) {
        change(id);
        try {
            Change change = act.apply(callers.current());
            said.addFlashAttribute("said", change.id() + ": " + ChangeWords.words(change) + ".");
        } catch (IllegalStateException | IllegalArgumentException | AccessDeniedException e) {
            String why = e.getMessage();
            said.addFlashAttribute("problem", why == null ? "That did not work." : why);
        }
        return "redirect:/changes/" + id;
    }

    private Change change(String id) {
        return changes.find(id).orElseThrow(() -> new NoSuchElementException("There is no change " + id + "."));
    }
}
