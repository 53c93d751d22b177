package io.holdfast.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.delivery.MessageLog;
import io.holdfast.delivery.NewMessage;
import io.holdfast.evidence.Timeline;
import io.holdfast.incident.Scope;
import io.holdfast.tasks.Task;
import io.holdfast.tasks.TaskRefused;
import io.holdfast.updates.Segments;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageWordsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:14:12Z");
    private static final LocalTimes TIMES = new LocalTimes(ZoneId.of("Europe/Madrid"), NOW);

    @Test
    void timesAreLocalAndDueTimesAreSeenFromNow() {
        assertThat(TIMES.time(NOW)).isEqualTo("10:14");
        assertThat(TIMES.time(NOW.minus(Duration.ofDays(1)))).isEqualTo("Sun 22 Nov, 10:14");
        assertThat(TIMES.due(NOW.plusSeconds(40))).isEqualTo("in 40 s");
        assertThat(TIMES.due(NOW.plusSeconds(299))).isEqualTo("in 4 min");
        assertThat(TIMES.due(NOW.minusSeconds(200))).isEqualTo("late by 3 min");
        assertThat(TIMES.due(NOW.plus(Duration.ofHours(20)))).isEqualTo("tomorrow 06:14");
        assertThat(TIMES.zoneName()).isEqualTo("Madrid time");
        LocalTimes spanish = new LocalTimes(ZoneId.of("Europe/Madrid"), NOW, Locale.forLanguageTag("es"));
        assertThat(spanish.zoneName()).isEqualTo("hora de Europa central");
    }

    @Test
    void segmentsAreCountedAsTheNetworksCountThem() {
        assertThat(Segments.of("a".repeat(160)).count()).isEqualTo(1);
        assertThat(Segments.of("a".repeat(161)).count()).isEqualTo(2);
        assertThat(Segments.of("€".repeat(81)).words()).isEqualTo("162 characters, 2 segments (GSM-7)");
        assertThat(Segments.of("ñ, ü, à, ¿ and ¡ are free").encoding()).isEqualTo("GSM-7");
        assertThat(Segments.of("á" + "a".repeat(70)).words()).isEqualTo("71 characters, 2 segments (UCS-2)");
        assertThat(Segments.of("").count()).isEqualTo(1);
    }

    @Test
    void slackMarksBecomeRunsAndEscapedWordsBecomeThemselves() {
        assertThat(Mrkdwn.lines("*Do* ask &lt;b&gt; &amp;amp;\n<https://a.b|the room>"))
                .containsExactly(
                        List.of(new Mrkdwn.Run("Do", true), new Mrkdwn.Run(" ask <b> &amp;", false)),
                        List.of(new Mrkdwn.Run("the room", false)));
        assertThat(Mrkdwn.lines("~Mitigate~ Done: a~b"))
                .containsExactly(
                        List.of(new Mrkdwn.Run("Mitigate", false, true, false), new Mrkdwn.Run(" Done: a~b", false)));
        assertThat(Mrkdwn.plain("*a*\nb")).isEqualTo("a\nb");
    }

    @Test
    void marksWithinMarksReadAsSlackShowsThem() {
        assertThat(Mrkdwn.lines("_Changed at <!date^1795703396^{time}|14:29>, as a *whole*:_"))
                .containsExactly(List.of(
                        new Mrkdwn.Run("Changed at ", false, false, true),
                        new Mrkdwn.Run("14:29", false, false, true),
                        new Mrkdwn.Run(", as a ", false, false, true),
                        new Mrkdwn.Run("whole", true, false, true),
                        new Mrkdwn.Run(":", false, false, true)));
        assertThat(Mrkdwn.plain("<!here> see `INC-7`, <#C1|incidents>, *<https://a.b/c_d|the room>*"))
                .isEqualTo("@here see INC-7, incidents, the room");
        assertThat(Mrkdwn.plain("3 * 4 * 5 &lt;i&gt; a_b_c")).isEqualTo("3 * 4 * 5 <i> a_b_c");
    }

    @Test
    void theTimelineTellsWordsAsTheirReadersHaveThem() {
        Timeline.Line put = new Timeline.Line(
                1,
                NOW,
                "message.put",
                "Page to Dana",
                "Holdfast",
                true,
                Map.of("message", 9L, "text.slack.en", "digest"),
                "*INC-7* &lt;i&gt; since <!date^1795703396^{time}|14:29>");
        Timeline.Line text = new Timeline.Line(
                2,
                NOW,
                "message.put",
                "b",
                "Holdfast",
                true,
                Map.of("message", 8L, "text.sms.en", "digest"),
                "2 * 3 &lt;");
        RoomTimeline timeline = new RoomTimeline(List.of(put, text), Map.of());
        assertThat(timeline.lines("all"))
                .extracting(Room.Line::note)
                .containsExactly("2 * 3 &lt;", "INC-7 <i> since 14:29");
    }

    @Test
    void theStatusPageSpeaksTheReadersLanguageOrTheHousesOwn() {
        List<String> ours = List.of("en", "es");
        assertThat(StatusPage.locale(ours, null, "es-MX,es;q=0.9,en;q=0.8")).isEqualTo("es");
        assertThat(StatusPage.locale(ours, "en", "es")).isEqualTo("en");
        assertThat(StatusPage.locale(ours, "xx", null)).isEqualTo("en");
        assertThat(StatusPage.locale(ours, null, "de, ;;q=a")).isEqualTo("en");
    }

    @Test
    void answersHaveTheTypesThatTheirFieldsAskFor() {
        Task task = new Task(
                "t",
                "k",
                "n",
                "INC-1",
                null,
                null,
                List.of(),
                "",
                NOW,
                null,
                null,
                false,
                List.of(
                        Scene.field("n", "N", "long", true),
                        Scene.field("b", "B", "boolean", false),
                        Scene.field("d", "D", "date", false),
                        Scene.field("t", "T", "text", false)));
        assertThat(Forms.answers(task, "p.", Map.of("p.n", " 12 ", "p.b", "true", "p.t", " a\r\nb ")))
                .isEqualTo(Map.of("n", 12L, "b", true, "t", "a\nb"));
        assertThat(Forms.answers(task, "", Map.of())).isEqualTo(Map.of("b", false));
        assertThatThrownBy(() -> Forms.answers(task, "", Map.of("d", "tomorrow")))
                .isInstanceOfSatisfying(
                        TaskRefused.class, e -> assertThat(e.field()).isEqualTo("d"));
    }

    @Test
    void scopesAndSentencesReadAsWords() {
        assertThat(Scopes.words(Scope.ALL)).isEqualTo("everywhere");
        assertThat(Scopes.words(new Scope(List.of("eu"), List.of("voice", "app", "chat"), List.of())))
                .isEqualTo("eu · app, chat and voice");
        assertThat(FirstPage.sentence("omar is paged")).isEqualTo("Omar is paged.");
        assertThat(FirstPage.sentence("Really?")).isEqualTo("Really?");
    }

    @Test
    void theTimelineTellsPeopleFromRulesAndDecisionsFromNotes() {
        List<Timeline.Line> lines = List.of(
                new Timeline.Line(1, NOW, "incident.opened", "a", "detect", true, Map.of(), null),
                new Timeline.Line(2, NOW, "note", "b", "Noor", false, Map.of(), "words"),
                new Timeline.Line(3, NOW, "task.completed", "c", "Dana", false, Map.of(), null));
        RoomTimeline timeline = new RoomTimeline(lines, Map.of());
        assertThat(timeline.lines("all")).extracting(Room.Line::how).containsExactly("decision", "person", "auto");
        assertThat(timeline.lines("people")).hasSize(2);
        assertThat(timeline.lines("automatic")).extracting(l -> l.line().seq()).containsExactly(1L);
    }

    @Test
    void theTimelineFoldsDeliveriesIntoTheirMessageAndRepeatsIntoOneLine() {
        List<Timeline.Line> lines = List.of(
                line(1, "message.put", "Guidance to #floor-cards: first guidance", Map.of("message", 7L)),
                line(2, "message.batch", "Guidance to #floor-cards: 1 sent", Map.of("message", 7L)),
                line(3, "decision", "Fallback rules: no rule fits", Map.of()),
                line(4, "decision", "Fallback rules: no rule fits", Map.of()),
                line(5, "message.batch", "Guidance to #floor-cards: 2 sent", Map.of("message", 7L)),
                line(6, "message.batch", "Of somebody else's: 1 sent", Map.of("message", 8L)));
        MessageLog.Sent sent = new MessageLog.Sent(
                7,
                "INC-1",
                "INC-1/guidance/cards",
                1,
                NewMessage.Kind.GUIDANCE,
                "sending",
                "Cards (#floor-cards)",
                List.of(),
                1,
                "first guidance",
                NOW,
                Map.of("sent", 3L, "waiting", 1L),
                1,
                0,
                null);
        RoomTimeline timeline = new RoomTimeline(lines, Map.of(7L, sent));
        assertThat(timeline.lines("all"))
                .extracting(Room.Line::text, Room.Line::outcome, Room.Line::times)
                .containsExactly(
                        tuple("Of somebody else's: 1 sent", "", 1),
                        tuple("Fallback rules: no rule fits", "", 2),
                        tuple("Guidance to Cards (#floor-cards): first guidance", "3 sent, 1 not out yet", 1));
        assertThat(timeline.lines("deliveries")).extracting(l -> l.line().seq()).containsExactly(6L, 5L, 2L);
    }

    private static Timeline.Line line(long seq, String kind, String text, Map<String, Object> body) {
        return new Timeline.Line(seq, NOW, kind, text, "Holdfast", true, body, null);
    }
}
