package io.holdfast.api;

import io.holdfast.learn.Change;
import io.holdfast.learn.Changes;
import io.holdfast.learn.Replay;
import io.holdfast.playbook.FileChange;
import io.holdfast.playbook.PlaybookStore;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The playbook: what is in force, and changes of it. */
@RestController
@RequestMapping("/api/playbook")
class PlaybookController {
    private static final int MOST = 100;

    private final PlaybookStore store;
    private final Changes changes;
    private final Callers callers;

    PlaybookController(PlaybookStore store, Changes changes, Callers callers) {
        this.store = store;
        this.changes = changes;
        this.callers = callers;
    }

    // ---- files

    /** Every file in force: its version, since when, and by which change. */
    @GetMapping("/files")
    Page<PlaybookStore.Held> files() {
        return Page.whole(store.files());
    }

    /** A file, as it is in force or as its version was. */
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/xml", schema = @Schema(type = "string")),
                @Content(mediaType = "text/plain", schema = @Schema(type = "string"))
            })
    @GetMapping("/files/{*path}")
    ResponseEntity<byte[]> file(@PathVariable String path, @RequestParam(required = false) @Nullable Integer version) {
        String relative = path.substring(1);
        byte[] content = store.content(relative, version)
                .orElseThrow(() -> new NoSuchElementException(
                        "There is no " + relative + (version == null ? " in force" : " in version " + version)));
        MediaType type = MediaType.TEXT_PLAIN;
        if (relative.endsWith(".dmn") || relative.endsWith(".bpmn")) {
            type = MediaType.APPLICATION_XML;
        } else if (relative.endsWith(".json")) {
            type = MediaType.APPLICATION_JSON;
        }
        return ResponseEntity.ok()
                .contentType(new MediaType(type, java.nio.charset.StandardCharsets.UTF_8))
                .header("X-Content-Type-Options", "nosniff")
                .body(content);
    }

    // ---- changes

    /** One file of a proposed change; without content it is taken away. */
    record Written(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String path,

            @Nullable String content) {}

    /**
     * @param path with {@code content}: the one file; or else {@code files}
     * @param base number of the playbook from which it was written; absent for what is in force now
     * @param because why
     * @param incident from which it was learned; absent for none
     * @param emergency whether it is put in force at once, and judged afterwards
     */
    record Proposed(
            @Nullable String path,
            @Nullable String content,
            @Nullable List<Written> files,
            @Nullable Long base,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String because,

            @Nullable String incident,
            @Nullable Boolean emergency) {}

    /** Why, as whoever decides says it. */
    record Word(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String because) {
        String words() {
            return because == null ? "" : because.strip();
        }
    }

    /** @param keep whether it stays */
    record Judgement(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Boolean keep,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String because) {}

    /** @param where {@code processes/decisions/severity.dmn, rule r4} */
    record Problem(String where, String what, String remedy) {}

    /** A change, as the contract has it, and what is known of it besides. */
    record Shown(
            String id,
            String state,
            List<Problem> problems,
            @Nullable Replay replay,
            String because,
            @Nullable String incident,
            List<String> files,
            long base,
            @Nullable Long playbook,
            boolean emergency,
            String by,
            Instant proposedAt,
            Change.@Nullable Word decided,
            Change.@Nullable Word judged,
            Change.@Nullable Word rolledBack,
            @Nullable Long rolledBackBy,
            @Nullable Instant watchedUntil,
            @Nullable Instant keptAt) {}

    @PostMapping("/changes")
    @ResponseStatus(HttpStatus.CREATED)
    Shown propose(@RequestBody Proposed body) {
        Caller caller = callers.current();
        boolean emergency = Boolean.TRUE.equals(body.emergency());
        return shown(changes.propose(
                files(body),
                body.base(),
                body.because() == null ? "" : body.because(),
                body.incident() == null || body.incident().isBlank() ? null : body.incident(),
                emergency,
                caller));
    }

    private static List<FileChange> files(Proposed body) {
        List<FileChange> files = new ArrayList<>();
        if (body.path() != null) {
            if (body.content() == null) {
                throw new IllegalArgumentException(
                        "'content' is missing; to take a file away, name it in 'files' without content");
            }
            files.add(new FileChange(body.path(), body.content()));
        }
        int place = 0;
        for (Written file : body.files() == null ? List.<Written>of() : body.files()) {
            if (file.path() == null || file.path().isBlank()) {
                throw new IllegalArgumentException("'files[" + place + "].path' is missing");
            }
            files.add(new FileChange(file.path(), file.content()));
            place++;
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("'path' and 'content', or 'files', say what is changed");
        }
        return files;
    }

    @GetMapping("/changes")
    Page<Shown> list(@RequestParam(required = false) @Nullable String after) {
        Long before = after == null ? null : number(after);
        List<Shown> items = changes.list(before, MOST + 1).stream()
                .map(PlaybookController::shown)
                .toList();
        return items.size() <= MOST
                ? Page.whole(items)
                : new Page<>(items.subList(0, MOST), items.get(MOST - 1).id());
    }

    private static Long number(String id) {
        try {
            return Long.valueOf(id.replaceFirst("^CHG-", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'after' is the 'next' of the page before, not '" + id + "'", e);
        }
    }

    @GetMapping("/changes/{id}")
    Shown one(@PathVariable String id) {
        return shown(changes.find(id).orElseThrow(() -> new NoSuchElementException("There is no change " + id)));
    }

    @PostMapping("/changes/{id}/approve")
    Shown approve(@PathVariable String id, @RequestBody Word word) {
        Caller caller = callers.current();
        return shown(changes.approve(id, word.words(), caller));
    }

    @PostMapping("/changes/{id}/reject")
    Shown reject(@PathVariable String id, @RequestBody Word word) {
        Caller caller = callers.current();
        return shown(changes.reject(id, word.words(), caller));
    }

    @PostMapping("/changes/{id}/roll-back")
    Shown rollBack(@PathVariable String id, @RequestBody Word word) {
        Caller caller = callers.current();
        return shown(changes.rollBack(id, word.words(), caller));
    }

    /** Another person's word on an emergency change. */
    @PostMapping("/changes/{id}/judgement")
    Shown judge(@PathVariable String id, @RequestBody Judgement word) {
        Caller caller = callers.current();
        if (word.keep() == null) {
            throw new IllegalArgumentException("'keep' is true, or false to roll it back");
        }
        return shown(changes.judge(
                id, word.keep(), word.because() == null ? "" : word.because().strip(), caller));
    }

    private static Shown shown(Change c) {
        return new Shown(
                c.id(),
                c.state().id(),
                c.problems().stream()
                        .map(f -> new Problem(
                                f.place() == null ? f.path() : f.path() + ", " + f.place(), f.what(), f.remedy()))
                        .toList(),
                c.replay(),
                c.because(),
                c.incident(),
                c.files().stream().map(FileChange::path).toList(),
                c.base(),
                c.candidate(),
                c.emergency(),
                c.by(),
                c.proposedAt(),
                c.decided(),
                c.judged(),
                c.back(),
                c.backVersion(),
                c.watchUntil(),
                c.keptAt());
    }
}
