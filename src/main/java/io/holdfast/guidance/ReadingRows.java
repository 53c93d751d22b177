package io.holdfast.guidance;

import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.time.SqlTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who answered which guidance message. */
@Component
class ReadingRows implements Readings {
    private static final Set<String> AGENTS = Set.of("agent", "agent-lead");

    private final JdbcClient db;
    private final People people;

    ReadingRows(JdbcClient db, People people) {
        this.db = db;
        this.people = people;
    }

    /** A queue's standing guidance and the message that carried it. */
    record Standing(String incident, String queue, long message) {}

    private record Answer(String person, String answer, Instant at) {}

    /** What stands in Slack now. */
    List<Standing> standing() {
        return db.sql("""
                SELECT incident_key, queue, message FROM guidance_block
                 WHERE world = 'live' AND withdrawn_at IS NULL AND message IS NOT NULL
                 ORDER BY queue, changed_at DESC, incident_key DESC
                """)
                .query((row, i) ->
                        new Standing(row.getString("incident_key"), row.getString("queue"), row.getLong("message")))
                .list();
    }

    /** The message that carries what this queue reads of the incident; 0 where none does. */
    long message(String incident, String queue) {
        return db.sql(
                        "SELECT COALESCE(message, 0) FROM guidance_block WHERE incident_key = :incident AND queue = :queue")
                .param("incident", incident)
                .param("queue", queue)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Notes an answer; whether that is new. */
    boolean answered(Standing to, String person, String answer, Instant at) {
        boolean known = answers(to).stream()
                .anyMatch(a -> a.person().equals(person) && a.answer().equals(answer));
        if (!known) {
            db.sql("""
                    INSERT INTO guidance_reading (incident_key, queue, message, person, answer, answered_at)
                    VALUES (:incident, :queue, :message, :person, :answer, :at)
                    """)
                    .param("incident", to.incident())
                    .param("queue", to.queue())
                    .param("message", to.message())
                    .param("person", person)
                    .param("answer", answer)
                    .param("at", SqlTime.of(at))
                    .update();
        }
        return !known;
    }

    /** How many have answered it. */
    int readers(Standing of) {
        return (int) answers(of).stream().map(Answer::person).distinct().count();
    }

    /** How many the standing post tells of. */
    int told(Standing of) {
        return db.sql(
                        "SELECT told FROM guidance_count WHERE incident_key = :incident AND queue = :queue AND message = :message")
                .param("incident", of.incident())
                .param("queue", of.queue())
                .param("message", of.message())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    void told(Standing of, int readers) {
        db.sql("DELETE FROM guidance_count WHERE incident_key = :incident AND queue = :queue")
                .param("incident", of.incident())
                .param("queue", of.queue())
                .update();
        db.sql(
                        "INSERT INTO guidance_count (incident_key, queue, message, told) VALUES (:incident, :queue, :message, :told)")
                .param("incident", of.incident())
                .param("queue", of.queue())
                .param("message", of.message())
                .param("told", readers)
                .update();
    }

    /** Those who work in this queue. */
    List<Member> agents(String queue) {
        return people.all().stream()
                .filter(m -> m.queues().contains(queue))
                .filter(m -> m.groups().stream().anyMatch(AGENTS::contains))
                .toList();
    }

    @Override
    public List<Reading> of(String queue) {
        List<Reading> readings = new ArrayList<>();
        for (Standing standing : standing()) {
            if (!standing.queue().equals(queue)) {
                continue;
            }
            Map<String, Reader> read = new LinkedHashMap<>();
            for (Answer answer : answers(standing)) {
                String sees = switch (answer.answer()) {
                    case "see-it-too" -> "seen";
                    case "not-here" -> "not-here";
                    default -> "";
                };
                Reader before = read.get(answer.person());
                read.put(
                        answer.person(),
                        new Reader(
                                people.nameOf(answer.person()),
                                before == null || !sees.isEmpty() ? sees : before.sees(),
                                before == null ? answer.at() : before.at()));
            }
            List<String> unread = agents(queue).stream()
                    .filter(m -> !read.containsKey(m.username()))
                    .map(Member::name)
                    .toList();
            readings.add(new Reading(standing.incident(), List.copyOf(read.values()), unread));
        }
        return readings;
    }

    private List<Answer> answers(Standing to) {
        return db.sql("""
                SELECT person, answer, answered_at FROM guidance_reading
                 WHERE incident_key = :incident AND queue = :queue AND message = :message
                 ORDER BY answered_at, person, answer
                """)
                .param("incident", to.incident())
                .param("queue", to.queue())
                .param("message", to.message())
                .query((row, i) ->
                        new Answer(row.getString("person"), row.getString("answer"), SqlTime.get(row, "answered_at")))
                .list();
    }
}
