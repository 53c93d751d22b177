package io.holdfast.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered 202 is on disk, though the process is killed in the next moment. */
class AcknowledgedSignalsIT {
    private static final int SIGNALS = 1_000;

    @TempDir
    Path folder;

    @Test
    void aThousandSignalsAcknowledgedRightBeforeTheKillAreAllThere() {
        try (RunningJar holdfast = RunningJar.start(folder, "--holdfast.api.token=a-token-for-the-test")) {
            Http http = new Http(holdfast.url(), "a-token-for-the-test");
            long accepted = 0;
            for (int from = 0; from < SIGNALS; from += 50) {
                accepted += post(http, from).path("accepted").asLong();
            }
            holdfast.kill();
            assertThat(accepted).isEqualTo(SIGNALS);

            holdfast.startAgain();
            long duplicates = 0;
            for (int from = 0; from < SIGNALS; from += 50) {
                duplicates += post(http, from).path("duplicates").asLong();
            }
            assertThat(duplicates).isEqualTo(SIGNALS);
        }
    }

    private static JsonNode post(Http http, int from) {
        StringBuilder signals = new StringBuilder("[");
        for (int i = from; i < from + 50; i++) {
            signals.append(i == from ? "" : ",").append("""
                    {"id":"s%d","key":"k%d","source":"probe","kind":"alert","dependency":"crm","status":"firing",
                     "title":"Record %d is slow","labels":{"severity":"info"}}""".formatted(i, i, i));
        }
        Http.Reply reply = http.post("/api/signals", signals.append("]").toString());
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        return reply.json();
    }
}
