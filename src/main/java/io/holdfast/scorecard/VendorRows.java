package io.holdfast.scorecard;

import io.holdfast.scorecard.VendorScorecards.Notice;
import io.holdfast.scorecard.VendorScorecards.Published;
import io.holdfast.time.SqlTime;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What vendors told us, published and answered, as rows. */
@Component
class VendorRows {
    private final JdbcClient db;

    VendorRows(JdbcClient db) {
        this.db = db;
    }

    List<Notice> notices(String incident) {
        return db.sql("""
                        SELECT id, source, state, title, at, received_at, dependency, body FROM signal
                         WHERE incident = :incident AND kind = 'notice' ORDER BY id LIMIT 200
                        """)
                .param("incident", incident)
                .query((r, i) -> new Notice(
                        r.getLong("id"),
                        r.getString("source"),
                        r.getString("state"),
                        r.getString("title"),
                        SqlTime.get(r, "at"),
                        SqlTime.get(r, "received_at"),
                        r.getString("body")))
                .list();
    }

    /** When a case was opened, by the incident's key: when the task of it was answered. */
    Map<String, Instant> cases(Collection<String> keys) {
        Map<String, Instant> cases = new HashMap<>();
        if (!keys.isEmpty()) {
            db.sql("""
                    SELECT incident_key, MIN(answered_at) AS at FROM answer
                     WHERE incident_key IN (:keys) AND task_key = 'openVendorCase' GROUP BY incident_key
                    """).param("keys", keys).query(r -> {
                cases.put(r.getString("incident_key"), SqlTime.get(r, "at"));
            });
        }
        return cases;
    }

    List<Published> history(String vendor, Instant from, Instant to) {
        return db.sql("""
                        SELECT source_id, name, impact, began_at, published_at, resolved_at, components, link FROM vendor_history
                         WHERE vendor = :vendor AND began_at >= :from AND began_at < :to ORDER BY began_at DESC
                        """)
                .param("vendor", vendor)
                .param("from", SqlTime.of(from))
                .param("to", SqlTime.of(to))
                .query((r, i) -> new Published(
                        r.getString("source_id"),
                        r.getString("name"),
                        r.getString("impact"),
                        SqlTime.get(r, "began_at"),
                        SqlTime.get(r, "published_at"),
                        SqlTime.orNull(r, "resolved_at"),
                        r.getString("components"),
                        r.getString("link"),
                        null))
                .list();
    }

    /** Returns whether it was new. */
    boolean keep(String vendor, StatusPageHistory.Item item, String by, Instant at) {
        int known = bound(vendor, item, by, at, """
                UPDATE vendor_history SET name = :name, impact = :impact, began_at = :began, published_at = :published,
                       resolved_at = :resolved, components = :components, link = :link, body = :body, imported_at = :at,
                       imported_by = :by
                 WHERE vendor = :vendor AND source_id = :id
                """).update();
        if (known > 0) {
            return false;
        }
        bound(vendor, item, by, at, """
                INSERT INTO vendor_history (vendor, source_id, name, impact, began_at, published_at, resolved_at, components, link,
                  body, imported_at, imported_by)
                VALUES (:vendor, :id, :name, :impact, :began, :published, :resolved, :components, :link, :body, :at, :by)
                """).update();
        return true;
    }

    private JdbcClient.StatementSpec bound(
            String vendor, StatusPageHistory.Item item, String by, Instant at, String sql) {
        return db.sql(sql)
                .param("vendor", vendor)
                .param("id", item.id())
                .param("name", item.name())
                .param("impact", item.impact())
                .param("began", SqlTime.of(item.began()))
                .param("published", SqlTime.of(item.published()))
                .param("resolved", SqlTime.of(item.resolved()))
                .param("components", item.components())
                .param("link", item.link())
                .param("body", item.body())
                .param("at", SqlTime.of(at))
                .param("by", by);
    }

    void answered(String vendor, String incident, Instant answered, String by, Instant now) {
        db.sql("DELETE FROM vendor_answer WHERE incident_key = :incident")
                .param("incident", incident)
                .update();
        db.sql("""
                INSERT INTO vendor_answer (incident_key, vendor, answered_at, noted_by, noted_at)
                VALUES (:incident, :vendor, :answered, :by, :now)
                """)
                .param("incident", incident)
                .param("vendor", vendor)
                .param("answered", SqlTime.of(answered))
                .param("by", by)
                .param("now", SqlTime.of(now))
                .update();
    }
}
