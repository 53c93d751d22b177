package io.holdfast.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.scorecard.VendorScorecards.Published;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A status page's history, as it is published. */
class StatusPageHistoryTest {
    private static final String ONE = """
            {"page":{"id":"hrw8q1z0idpg","name":"Harrow ID","url":"https://status.harrow-id.example"},
             "incidents":[
              {"id":"z3lct0r596n4","name":"Tokens are slow","status":"resolved","impact":"Major","created_at":"2026-05-12T08:40:00.507Z",
               "started_at":"2026-05-12T08:31:00.000+00:00","resolved_at":"2026-05-12T10:02:00Z","shortlink":"https://stspg.io/6469",
               "components":[{"id":"c1","name":"Sign-in"},{"id":"c2","name":"Tokens"},{"id":"c3","name":" "}],
               "incident_updates":[{"id":"u2","created_at":"2026-05-12T09:10:00Z","body":"…"},
                                   {"id":"u1","created_at":"2026-05-12T08:39:30Z","body":"…"}]},
              {"id":"p1","name":"New hall","impact":"maintenance","created_at":"2026-05-01T00:00:00Z"},
              {"id":"p2","name":"New hall","impact":"none","scheduled_for":"2026-05-03T00:00:00Z","created_at":"2026-05-01T00:00:00Z"},
              {"id":"open","created_at":"2026-11-20T08:00:00Z","resolved_at":null,"components":null}]}
            """;

    @Test
    void anIncidentIsReadWithItsFirstWordAndPlannedWorkIsNone() {
        List<StatusPageHistory.Item> items = StatusPageHistory.read(ONE);
        assertThat(items).hasSize(2);
        StatusPageHistory.Item slow = items.get(0);
        assertThat(slow.name()).isEqualTo("Tokens are slow");
        assertThat(slow.impact()).isEqualTo("major");
        assertThat(slow.began()).isEqualTo("2026-05-12T08:31:00Z");
        assertThat(slow.published()).isEqualTo("2026-05-12T08:39:30Z");
        assertThat(slow.resolved()).isEqualTo("2026-05-12T10:02:00Z");
        assertThat(slow.components()).isEqualTo("Sign-in, Tokens");
        assertThat(slow.link()).isEqualTo("https://stspg.io/6469");
        assertThat(slow.body()).contains("\"id\":\"u2\"");
        assertThat(items.get(1).name()).isEqualTo("Incident without a name");
        assertThat(items.get(1).resolved()).isNull();
    }

    @Test
    void whatDoesNotReadIsToldWithItsPlaceAndWhatWouldBeRight() {
        String[][] bad = {
            {"<html>", "This is no JSON (line 1); save the answer of the status page's /api/v2/incidents.json as it is"
            },
            {"{}", "There is no list 'incidents' at the top"},
            {
                "{\"incidents\":[{\"name\":\"x\"}]}",
                "incidents[0].id is missing or too long; each incident has one of its own"
            },
            {
                "{\"incidents\":[{\"id\":\"a\"}]}",
                "incidents[0].created_at is missing; write when it was published, as 2026-"
            },
            {
                "{\"incidents\":[{\"id\":\"a\",\"created_at\":\"12.5.26\"}]}",
                "incidents[0].created_at is '12.5.26', no time; write it as"
            },
            {
                "{\"incidents\":[{\"id\":\"a\",\"created_at\":\"2026-05-12T08:40:00Z\",\"resolved_at\":\"2026-05-11T08:40:00Z\"}]}",
                "incidents[0].resolved_at lies before it began; one of the two is wrong"
            },
            {
                "{\"incidents\":[{\"id\":\"a\",\"created_at\":\"2026-05-12T08:40:00Z\",\"incident_updates\":[{\"created_at\":\"x\"}]}]}",
                "incidents[0].incident_updates[0].created_at is 'x'"
            },
        };
        for (String[] row : bad) {
            assertThatThrownBy(() -> StatusPageHistory.read(row[0]))
                    .as(row[0])
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(row[1]);
        }
    }

    @Test
    void aCharacterThatNoDatabaseKeepsIsRefused() {
        for (String field : new String[] {"id", "name"}) {
            String json = "{\"incidents\":[{\"id\":\"a\",\"name\":\"A\",\"created_at\":\"2026-05-12T09:00:00Z\"}]}"
                    .replaceFirst("\"" + field + "\":\"", "\"" + field + "\":\"x\\\\u0000");
            assertThatThrownBy(() -> StatusPageHistory.read(json))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + field + "' has a character of value 0");
        }
    }

    @Test
    void whatTouchesWithinAnHourIsTheSame() {
        Published p = new Published(
                "a",
                "A",
                "major",
                Instant.parse("2026-05-12T09:00:00Z"),
                Instant.parse("2026-05-12T09:00:00Z"),
                Instant.parse("2026-05-12T10:00:00Z"),
                "",
                null,
                null);
        assertThat(alike(p, "2026-05-12T07:00:00Z", "2026-05-12T07:59:00Z")).isFalse();
        assertThat(alike(p, "2026-05-12T07:00:00Z", "2026-05-12T08:00:00Z")).isTrue();
        assertThat(alike(p, "2026-05-12T09:30:00Z", "2026-05-12T09:40:00Z")).isTrue();
        assertThat(alike(p, "2026-05-12T11:00:00Z", "2026-05-12T12:00:00Z")).isTrue();
        assertThat(alike(p, "2026-05-12T11:01:00Z", "2026-05-12T12:00:00Z")).isFalse();
    }

    private static boolean alike(Published p, String onset, String over) {
        return PublishedAlike.same(p, Instant.parse(onset), Instant.parse(over));
    }
}
