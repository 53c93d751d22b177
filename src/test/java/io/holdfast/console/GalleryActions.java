package io.holdfast.console;

import io.holdfast.evidence.Actor;
import io.holdfast.learn.Actions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Three actions: overdue, due, done. */
final class GalleryActions implements Actions {
    private final Gallery gallery;

    GalleryActions(Gallery gallery) {
        this.gallery = gallery;
    }

    private List<Action> all() {
        String what = gallery.hostile() ? Scene.HOSTILE : "A second provider for sign-in, tried at night";
        Instant agreed = Instant.parse("2026-10-01T09:00:00Z");
        List<Action> all = new ArrayList<>();
        all.add(new Action(
                "a1",
                "INC-5",
                "Sign-ins fail",
                what,
                "priya",
                LocalDate.of(2026, 11, 3),
                agreed,
                null,
                "https://tracker.example/NB-12",
                true));
        all.add(new Action(
                "a2",
                "INC-6",
                "Records load slowly",
                "Ask Brookdesk for their copy's delay",
                null,
                LocalDate.of(2026, 12, 1),
                agreed,
                null,
                null,
                false));
        all.add(new Action(
                "a3",
                "INC-6",
                "Records load slowly",
                "Write the short record's steps down",
                "sam",
                LocalDate.of(2026, 11, 10),
                agreed,
                Instant.parse("2026-11-09T15:00:00Z"),
                null,
                false));
        return all;
    }

    @Override
    public List<Action> list(Search search, int skip, int limit) {
        return all().stream()
                .filter(a -> switch (search.show()) {
                    case OPEN -> a.doneAt() == null;
                    case OVERDUE -> a.overdue();
                    case DONE -> a.doneAt() != null;
                    case ALL -> true;
                })
                .toList();
    }

    @Override
    public long overdue() {
        return 1;
    }

    @Override
    public Optional<Action> find(String id) {
        return all().stream().filter(a -> a.id().equals(id)).findFirst();
    }

    @Override
    public String add(
            String incident,
            String what,
            @Nullable String owner,
            @Nullable LocalDate dueOn,
            @Nullable String link,
            Actor by) {
        if (what.isBlank()) {
            throw new IllegalArgumentException("'what' has 1 to 2000 characters: what is to be done");
        }
        gallery.said.add("add " + incident + " " + what + " " + owner + " " + dueOn);
        return "a4";
    }

    @Override
    public void change(String id, @Nullable String owner, @Nullable LocalDate dueOn, @Nullable String link, Actor by) {
        gallery.said.add("change " + id + " " + owner + " " + dueOn + " " + link);
    }

    @Override
    public void done(String id, Actor by) {
        gallery.said.add("done " + id);
    }

    @Override
    public void undone(String id, Actor by) {
        gallery.said.add("undone " + id);
    }
}
