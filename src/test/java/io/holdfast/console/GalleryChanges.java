package io.holdfast.console;

import io.holdfast.learn.Change;
import io.holdfast.learn.Changes;
import io.holdfast.learn.Replay;
import io.holdfast.playbook.Fault;
import io.holdfast.playbook.FileChange;
import io.holdfast.playbook.TableAnalysis;
import io.holdfast.playbook.TableEdit;
import io.holdfast.security.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A change in each state; what is proposed is checked as a table is, and kept to be looked at. */
final class GalleryChanges implements Changes {
    private static final Instant THEN = Instant.parse("2026-11-23T08:10:00Z");
    private static final String WHY =
            "Three questions come as soon as a grave incident strains sign-in: INC-5 waited for it.";

    private final Gallery gallery;
    private final GalleryPlaybook store;
    final List<List<FileChange>> proposed = new ArrayList<>();

    GalleryChanges(Gallery gallery, GalleryPlaybook store) {
        this.gallery = gallery;
        this.store = store;
    }

    private List<Change> all() {
        Change.Word yes = new Change.Word("dana", "It would have helped twice.", THEN.plusSeconds(600));
        return List.of(
                change(7, Change.State.REPLAYING, "kai", calculated(), false, null),
                change(6, Change.State.IN_FORCE, "dana", rules(), true, yes),
                change(5, Change.State.REFUSED, "kai", rules(), false, null),
                change(4, Change.State.AWAITING_APPROVAL, "kai", rules(), false, null),
                change(3, Change.State.IN_FORCE, "kai", texts(), false, yes),
                change(2, Change.State.ROLLED_BACK, "files", texts(), false, yes),
                change(1, Change.State.REJECTED, "kai", texts(), false, yes));
    }

    private List<FileChange> rules() {
        byte[] now = store.content(GalleryPlaybook.RULES, null).orElseThrow();
        byte[] added = TableEdit.add(
                        TableEdit.cells(now, "r2", Map.of("i6", "\"SEV1\"")),
                        3,
                        Map.of("i1", "\"sign-in\"", "i3", "\"strained\"", "o1", "\"security-questions\""),
                        "A grave incident <b>strains</b> sign-in.",
                        Set.of())
                .table();
        return List.of(new FileChange(GalleryPlaybook.RULES, new String(added, StandardCharsets.UTF_8)));
    }

    /** A rule with a cell that can't be analysed, and its sample. */
    private List<FileChange> calculated() {
        byte[] now = store.content(GalleryPlaybook.RULES, null).orElseThrow();
        byte[] added = TableEdit.add(
                        now,
                        3,
                        Map.of("i1", "if true then \"sign-in\" else \"pay\"", "o1", "\"security-questions\""),
                        "Worked out. Sample: {journey: \"sign-in\"}",
                        Set.of())
                .table();
        return List.of(new FileChange(GalleryPlaybook.RULES, new String(added, StandardCharsets.UTF_8)));
    }

    private List<FileChange> texts() {
        String path = "templates/sms/first.en.txt";
        String now = new String(store.content(path, null).orElseThrow(), StandardCharsets.UTF_8);
        return List.of(new FileChange(path, now + "One more line.\n"), new FileChange("processes/new.yaml", "a: 1\n"));
    }

    private static Change change(
            int number,
            Change.State state,
            String by,
            List<FileChange> files,
            boolean emergency,
            Change.@Nullable Word decided) {
        boolean refused = state == Change.State.REFUSED;
        boolean back = state == Change.State.ROLLED_BACK;
        return new Change(
                "CHG-" + number,
                state,
                WHY,
                number % 2 == 0 ? "INC-7" : null,
                12,
                refused ? null : 13L,
                emergency,
                by,
                THEN,
                files,
                refused
                        ? List.of(new Fault(
                                GalleryPlaybook.RULES,
                                "rule r4, input 'Journey'",
                                "'sing-in' is no journey.",
                                "Did you mean 'sign-in'?"))
                        : List.of(),
                refused || state == Change.State.REPLAYING ? null : replay(),
                decided,
                state == Change.State.IN_FORCE ? THEN.plusSeconds(604_800) : null,
                null,
                null,
                back ? new Change.Word("dana", "It came too early twice", THEN.plusSeconds(7_200)) : null,
                back ? 14L : null);
    }

    private static Replay.Point point(String time, String what, String course) {
        return new Replay.Point(java.time.Instant.parse("2026-10-12T" + time + ":00Z"), what, course);
    }

    private static Replay replay() {
        return new Replay(
                "In 2 of 41 past incidents and drills the mode would have come 6–14 min earlier; in 1 it would have been"
                        + " worse: INC-22.",
                41,
                List.of(
                        new Replay.Case(
                                "INC-22",
                                "Sign-ins are slow in eu-west",
                                "worse",
                                List.of(),
                                List.of("09:02 security-questions is proposed"),
                                "A mode would have come that nobody wanted.",
                                null),
                        new Replay.Case(
                                "INC-5",
                                "Customers may not be able to prove who they are",
                                "better",
                                List.of("08:59 no rule fits", "09:13 a person chose security-questions"),
                                List.of("08:59 security-questions is proposed"),
                                "The same mode would have come 14 min earlier.",
                                14L,
                                List.of(
                                        point("08:52", "It begins", "both"),
                                        point("08:57", "It is noticed", "both"),
                                        point("08:58", "Severity SEV2", "both"),
                                        point("08:59", "Mode sign-in/security-questions", "would-have"),
                                        point("09:13", "Mode sign-in/security-questions", "happened"),
                                        point("09:40", "It is over", "both"))),
                        new Replay.Case(
                                "crm-slow-at-peak",
                                "The CRM slows down at peak",
                                "different",
                                List.of("first rule r2"),
                                List.of("first rule r4"),
                                "Another rule, the same answer.",
                                null)),
                "Times are estimates: people are taken to have decided as fast as they did.");
    }

    @Override
    public Change propose(
            List<FileChange> files,
            @Nullable Long base,
            String because,
            @Nullable String incident,
            boolean emergency,
            Caller by) {
        List<Fault> faults = new ArrayList<>();
        for (FileChange file : files) {
            if (file.path().endsWith(".dmn") && file.content() != null) {
                byte[] bytes = file.content().getBytes(StandardCharsets.UTF_8);
                faults.addAll(TableAnalysis.of(file.path(), bytes, Northbank.catalog())
                        .faults());
            }
        }
        gallery.said.add("propose " + because + " " + incident + " " + emergency + " by " + by.name());
        proposed.add(files);
        Change like = change(8, Change.State.REFUSED, by.name(), files, emergency, null);
        return faults.isEmpty()
                ? all().get(0)
                : new Change(
                        like.id(),
                        like.state(),
                        because,
                        incident,
                        12,
                        null,
                        emergency,
                        by.name(),
                        THEN,
                        files,
                        faults,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
    }

    private Change did(String what, String id, String because, Caller by) {
        gallery.said.add(what + " " + id + " " + because + " by " + by.name());
        return find(id).orElseThrow();
    }

    @Override
    public Change approve(String id, String because, Caller by) {
        return did("approve", id, because, by);
    }

    @Override
    public Change reject(String id, String because, Caller by) {
        if (because.isBlank()) {
            throw new IllegalArgumentException("Say why not: whoever proposed it reads it");
        }
        return did("reject", id, because, by);
    }

    @Override
    public Change rollBack(String id, String because, Caller by) {
        return did("roll back", id, because, by);
    }

    @Override
    public Change judge(String id, boolean keep, String because, Caller by) {
        return did(keep ? "keep" : "take back", id, because, by);
    }

    @Override
    public Optional<Change> find(String id) {
        return all().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    @Override
    public List<Change> list(@Nullable Long before, int limit) {
        return gallery.scene.incidents.isEmpty() ? List.of() : all();
    }

    @Override
    public List<Change> of(String incident) {
        return all().stream().filter(c -> incident.equals(c.incident())).toList();
    }

    @Override
    public List<Change> waiting() {
        return list(null, 9).stream()
                .filter(c -> c.state() == Change.State.AWAITING_APPROVAL || c.wantsJudgement())
                .toList();
    }
}
