package io.holdfast.console;

import io.holdfast.learn.Change;
import io.holdfast.learn.Changes;
import io.holdfast.playbook.FileDifference;
import io.holdfast.playbook.NotAnalysed;
import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.PlaybookStore;
import io.holdfast.playbook.TableAnalysis;
import io.holdfast.playbook.TableView;
import io.holdfast.security.Callers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The playbook: what is in force, one file with its history, and all that ever held. */
@Controller
class PlaybookPages {
    private static final int LISTED = 50;
    private static final int PAST = 20;

    private final PlaybookStore store;
    private final Changes changes;
    private final Callers callers;
    private final House house;

    PlaybookPages(PlaybookStore store, Changes changes, Callers callers, House house) {
        this.callers = callers;
        this.store = store;
        this.changes = changes;
        this.house = house;
    }

    /** A group with its files in force. */
    record Shelf(PlaybookGroup group, List<Entry> files) {}

    /** A file in force, under its short name. */
    record Entry(String name, PlaybookStore.Held held) {}

    /**
     * A version that changed a file.
     *
     * @param file the file's own version; null where it took the file away
     * @param by who wrote it, in words
     * @param yes who approved or judged it, in words; empty where nobody was asked
     */
    record Past(
            @Nullable Integer file,
            PlaybookStore.Version version,
            String by,
            String yes,
            @Nullable FileDifference difference) {}

    @GetMapping("/playbook")
    String all(@RequestParam(defaultValue = "") String incident, Model model) {
        List<PlaybookStore.Held> files = store.files();
        List<Shelf> shelves = new ArrayList<>();
        for (PlaybookGroup group : PlaybookGroup.ALL) {
            List<Entry> own = files.stream()
                    .filter(held -> PlaybookGroup.of(held.path()).equals(group.id()))
                    .map(held -> new Entry(PlaybookGroup.nameOf(held.path()), held))
                    .toList();
            if (!own.isEmpty()) {
                shelves.add(new Shelf(group, own));
            }
        }
        model.addAttribute("shelves", shelves);
        model.addAttribute("number", house.playbook());
        model.addAttribute("waiting", changes.waiting());
        model.addAttribute("incident", incident);
        model.addAttribute("hand", mayPropose());
        return "playbook";
    }

    private boolean mayPropose() {
        return callers.current().groups().stream().anyMatch(group -> !group.equals("viewer"));
    }

    @GetMapping("/playbook/history")
    String history(@RequestParam(required = false) @Nullable Long before, Model model) {
        List<PlaybookStore.Version> versions = store.versions(before, LISTED);
        model.addAttribute(
                "versions", versions.stream().map(v -> past(null, v, null)).toList());
        model.addAttribute("number", house.playbook());
        model.addAttribute(
                "older",
                versions.size() < LISTED
                        ? null
                        : versions.get(versions.size() - 1).number());
        return "playbook-history";
    }

    @GetMapping("/playbook/file")
    String file(
            @RequestParam String path,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(defaultValue = "") String incident,
            Model model) {
        Optional<PlaybookStore.Held> held =
                store.files().stream().filter(h -> h.path().equals(path)).findFirst();
        List<PlaybookStore.Version> versions = store.of(path);
        byte[] bytes = store.content(path, version).orElse(null);
        if (bytes == null && (version != null || versions.isEmpty())) {
            throw new NoSuchElementException(
                    "The playbook has no file " + path + (version == null ? "." : " of version " + version + "."));
        }
        model.addAttribute("hand", mayPropose());
        model.addAttribute("path", path);
        model.addAttribute("name", PlaybookGroup.nameOf(path));
        model.addAttribute("held", held.orElse(null));
        model.addAttribute("version", version);
        model.addAttribute(
                "old",
                held.isPresent() && version != null && version != held.get().version());
        model.addAttribute("text", bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8));
        model.addAttribute("incident", incident);
        model.addAttribute("history", history(path, versions));
        model.addAttribute("more", Math.max(0, versions.size() - PAST));
        table(path, bytes, model);
        return "playbook-file";
    }

    private void table(String path, byte @Nullable [] bytes, Model model) {
        if (bytes == null || !path.endsWith(".dmn")) {
            return;
        }
        try {
            TableView view = TableView.of(path, bytes, house.catalog());
            List<NotAnalysed> notes =
                    TableAnalysis.of(path, bytes, house.catalog()).notAnalysed();
            model.addAttribute("table", view);
            model.addAttribute("rules", ReadableTable.rules(view));
            model.addAttribute("notes", notes);
        } catch (IllegalArgumentException noTable) {
            model.addAttribute("notes", List.of()); // its text is shown all the same
        }
    }

    private List<Past> history(String path, List<PlaybookStore.Version> versions) {
        List<Past> history = new ArrayList<>();
        for (PlaybookStore.Version version : versions.stream().limit(PAST).toList()) {
            Playbook.FileEntry after = store.entry(path, version.number()).orElse(null);
            Long parent = version.parent();
            Playbook.FileEntry before =
                    parent == null ? null : store.entry(path, parent).orElse(null);
            history.add(past(
                    after == null ? null : after.version(),
                    version,
                    parent == null ? null : FileDifference.of(path, bytes(before), bytes(after))));
        }
        return history;
    }

    private byte @Nullable [] bytes(Playbook.@Nullable FileEntry entry) {
        return entry == null
                ? null
                : store.content(entry.path(), entry.version()).orElse(null);
    }

    private Past past(@Nullable Integer file, PlaybookStore.Version version, @Nullable FileDifference difference) {
        PlaybookStore.Origin origin = version.origin();
        String by = origin.author().equals("files") ? "the team’s files" : house.person(origin.author());
        return new Past(file, version, by, yes(version), difference);
    }

    /** An emergency and a roll-back take one person, whose yes to himself is none; who judges the emergency says it afterwards. */
    private String yes(PlaybookStore.Version version) {
        PlaybookStore.Origin origin = version.origin();
        Change change = origin.change() == null
                ? null
                : changes.find(origin.change())
                        .filter(c -> c.emergency() && Objects.equals(c.candidate(), version.number()))
                        .orElse(null);
        if (change != null && version.held()) {
            Change.Word judged = change.judged();
            return judged == null
                    ? "in force at once, and not judged yet"
                    : "in force at once, judged by " + house.person(judged.by());
        }
        String approver = origin.approver();
        return approver == null || approver.equals(origin.author()) ? "" : "approved by " + house.person(approver);
    }
}
