package io.holdfast.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.holdfast.playbook.FileChange;
import io.holdfast.security.Caller;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class StoredChanges implements Changes {
    private static final Pattern ID = Pattern.compile("CHG-([1-9][0-9]{0,17})");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final ChangeRows rows;
    private final Proposing proposing;
    private final Deciding deciding;

    StoredChanges(ChangeRows rows, Proposing proposing, Deciding deciding) {
        this.rows = rows;
        this.proposing = proposing;
        this.deciding = deciding;
    }

    @Override
    public Change propose(
            List<FileChange> files,
            @Nullable Long base,
            String because,
            @Nullable String incident,
            boolean emergency,
            Caller by) {
        return find("CHG-" + proposing.propose(files, base, because, incident, emergency, by))
                .orElseThrow();
    }

    @Override
    public Change approve(String id, String because, Caller by) {
        deciding.approve(id, because, by);
        return find(id).orElseThrow();
    }

    @Override
    public Change reject(String id, String because, Caller by) {
        deciding.reject(id, because, by);
        return find(id).orElseThrow();
    }

    @Override
    public Change rollBack(String id, String because, Caller by) {
        deciding.rollBack(id, because, by);
        return find(id).orElseThrow();
    }

    @Override
    public Change judge(String id, boolean keep, String because, Caller by) {
        deciding.judge(id, keep, because, by);
        return find(id).orElseThrow();
    }

    static long known(String id) {
        return number(id).orElseThrow(() -> new NoSuchElementException("There is no change " + id));
    }

    static Optional<Long> number(String id) {
        Matcher matcher = ID.matcher(id);
        return matcher.matches() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }

    @Override
    public Optional<Change> find(String id) {
        return number(id).flatMap(rows::find).map(this::change);
    }

    @Override
    public List<Change> list(@Nullable Long before, int limit) {
        return rows.list(before, limit).stream().map(this::change).toList();
    }

    @Override
    public List<Change> of(String incident) {
        return rows.of(incident).stream().map(this::change).toList();
    }

    @Override
    public List<Change> waiting() {
        return rows.open().stream()
                .filter(row -> row.state() == Change.State.AWAITING_APPROVAL || row.wantsJudgement())
                .map(this::change)
                .toList();
    }

    private Change change(ChangeRow row) {
        return new Change(
                row.id(),
                row.state(),
                row.because(),
                row.incident(),
                row.base(),
                row.candidate(),
                row.emergency(),
                row.by(),
                row.proposedAt(),
                rows.files(row.number()),
                rows.problems(row.number()),
                replay(row.replay()),
                row.decided(),
                row.watchUntil(),
                row.keptAt(),
                row.judged(),
                row.back(),
                row.backVersion());
    }

    private static @Nullable Replay replay(@Nullable String json) {
        try {
            return json == null ? null : JSON.readValue(json, Replay.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A replay that can't be read", e);
        }
    }

    static String json(Replay replay) {
        try {
            return JSON.writeValueAsString(replay);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
