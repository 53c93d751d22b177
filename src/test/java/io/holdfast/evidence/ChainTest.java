package io.holdfast.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class ChainTest {

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void twentyThreadsOverTwoChainsLeaveTwoUnbrokenChains(String database) throws Exception {
        try (Recorder recorder = new Recorder(database)) {
            ExecutorService threads = Executors.newFixedThreadPool(20);
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int thread = i;
                done.add(threads.submit(() -> {
                    for (int n = 0; n < 10; n++) {
                        String text = thread + "." + n;
                        recorder.tx.executeWithoutResult(status -> {
                            // in either order: the heads are locked in chain order all the same
                            recorder.evidence.record(recorder.entry(thread % 2 == 0 ? "INC-1" : "INC-2", text));
                            recorder.evidence.record(recorder.entry(thread % 2 == 0 ? "INC-2" : "INC-1", text));
                        });
                    }
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
            threads.shutdown();
            for (String chain : List.of("INC-1", "INC-2")) {
                List<Map<String, Object>> rows = recorder.db.queryForList(
                        "SELECT seq, body, prev, hash FROM evidence WHERE chain = ? ORDER BY seq", chain);
                assertThat(rows).hasSize(200);
                String prev = Hashes.NOTHING;
                long seq = 0;
                for (Map<String, Object> row : rows) {
                    assertThat(row.get("seq")).isEqualTo(++seq);
                    assertThat(row.get("prev")).isEqualTo(prev);
                    assertThat(row.get("hash")).isEqualTo(Hashes.link(prev, String.valueOf(row.get("body"))));
                    prev = String.valueOf(row.get("hash"));
                }
                assertThat(recorder.db.queryForObject(
                                "SELECT hash FROM evidence_head WHERE chain = ?", String.class, chain))
                        .isEqualTo(prev);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void aRollbackLeavesNothing(String database) {
        try (Recorder recorder = new Recorder(database)) {
            recorder.record(recorder.entry("INC-1", "kept"));
            recorder.tx.executeWithoutResult(status -> {
                recorder.evidence.record(recorder.entry("INC-1", "rolled back"));
                recorder.evidence.record(recorder.entry("INC-2", "rolled back"));
                status.setRollbackOnly();
            });
            recorder.record(recorder.entry("INC-1", "kept too"));
            assertThat(recorder.timeline.of(World.LIVE, "INC-1", 0, 10))
                    .extracting(Timeline.Line::seq, Timeline.Line::text)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(1L, "kept"),
                            org.assertj.core.groups.Tuple.tuple(2L, "kept too"));
            assertThat(recorder.timeline.of(World.LIVE, "INC-2", 0, 10)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void whereTheRecordFailsTheFactIsNotCommittedEither(String database) {
        try (Recorder recorder = new Recorder(database)) {
            recorder.db.execute("CREATE TABLE fact (id INTEGER PRIMARY KEY)");
            recorder.record(recorder.entry("INC-1", "first"));
            // the next place is taken already: chaining fails, as it would on a full disk
            recorder.db.update(
                    "INSERT INTO evidence SELECT world, chain, 2, at, kind, automatic, body, prev, hash FROM evidence");
            assertThatThrownBy(() -> recorder.tx.executeWithoutResult(status -> {
                        recorder.db.update("INSERT INTO fact VALUES (1)");
                        recorder.evidence.record(recorder.entry("INC-1", "second"));
                    }))
                    .isInstanceOf(org.springframework.dao.DuplicateKeyException.class);
            assertThat(recorder.db.queryForObject("SELECT count(*) FROM fact", Integer.class))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void whatIsRecordedWhileCommittingEntersToo(String database) {
        try (Recorder recorder = new Recorder(database)) {
            recorder.tx.executeWithoutResult(status ->
                    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void beforeCommit(boolean readOnly) {
                            recorder.evidence.record(recorder.entry("INC-1", "late"));
                        }
                    }));
            assertThat(recorder.timeline.of(World.LIVE, "INC-1", 0, 10)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void nothingRecordedCanBeChangedOrRemoved(String database) {
        try (Recorder recorder = new Recorder(database)) {
            recorder.record(recorder.entry("INC-1", "said"));
            for (String attempt : List.of(
                    "UPDATE evidence SET body = 'other'",
                    "DELETE FROM evidence",
                    "TRUNCATE TABLE evidence",
                    database.equals("h2") ? "TRUNCATE TABLE evidence RESTART IDENTITY" : "TRUNCATE evidence CASCADE")) {
                assertThatThrownBy(() -> recorder.db.execute(attempt))
                        .as(attempt)
                        .isInstanceOf(Exception.class);
            }
            assertThatThrownBy(() -> recorder.db.execute("DELETE FROM evidence"))
                    .hasStackTraceContaining("append-only");
            assertThat(recorder.timeline.of(World.LIVE, "INC-1", 0, 10)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void peopleAreNamedByTheTimelineAndNeverByTheChain(String database) {
        try (Recorder recorder = new Recorder(database)) {
            recorder.record(new Entry(
                    World.LIVE,
                    "INC-1",
                    recorder.times.real(),
                    "note.added",
                    "A note was added",
                    new Actor.Person("dana"),
                    Map.of("share", 0.71, "big", Long.MAX_VALUE, "lone", "\uD800"),
                    Map.of("note", "Ring Mr Smith".getBytes(StandardCharsets.UTF_8))));
            String body = recorder.db.queryForObject("SELECT body FROM evidence", String.class);
            assertThat(body)
                    .doesNotContain("dana")
                    .doesNotContain("Smith")
                    .contains("\"share\":\"0.71\"")
                    .contains("\"big\":\"9223372036854775807\"");
            Timeline.Line line =
                    recorder.timeline.of(World.LIVE, "INC-1", 0, 10).get(0);
            assertThat(line.by()).isEqualTo("Dana Ortiz");
            assertThat(line.note()).isEqualTo("Ring Mr Smith");

            recorder.tx.executeWithoutResult(
                    status -> recorder.attachments.erase(World.LIVE, "INC-1", 1, "note", new Actor.Person("ada")));
            recorder.pseudonyms.forget("dana");
            line = recorder.timeline.of(World.LIVE, "INC-1", 0, 10).get(0);
            assertThat(line.by()).isEqualTo("somebody whose name was erased");
            assertThat(line.note()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void nothingIsRecordedOutsideATransactionOrInAReadOnlyOne(String database) {
        try (Recorder recorder = new Recorder(database)) {
            Entry entry = recorder.entry("INC-1", "said");
            assertThatThrownBy(() -> recorder.evidence.record(entry))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("outside a transaction");
            recorder.tx.setReadOnly(true);
            assertThatThrownBy(() -> recorder.record(entry)).hasMessageContaining("read-only");
        }
    }
}
