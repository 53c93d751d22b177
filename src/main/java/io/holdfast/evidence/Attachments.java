package io.holdfast.evidence;

import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What lies beside the chains: free text and personal data, which can be erased without breaking them. */
@Component
public class Attachments {

    private final JdbcClient db;
    private final Evidence evidence;
    private final Times times;

    Attachments(JdbcClient db, Evidence evidence, Times times) {
        this.db = db;
        this.evidence = evidence;
        this.times = times;
    }

    /** As it lies there; salt and content are null once it was erased. */
    record Stored(long seq, String name, @Nullable String salt, byte @Nullable [] content) {}

    /**
     * Erases one attachment for good. The chain keeps its commitment and who erased it, so that a bundle shows it as erased and not as
     * broken.
     *
     * @param seq the entry that it came with
     * @throws NoSuchElementException where there is none, or where it was erased before
     */
    @Transactional
    public void erase(World world, String chain, long seq, String name, Actor by) {
        int erased = db.sql("""
                        UPDATE attachment SET salt = NULL, content = NULL, erased_at = :now
                         WHERE world = :world AND chain = :chain AND seq = :seq AND name = :name AND erased_at IS NULL
                        """)
                .param("now", SqlTime.of(times.in(world)))
                .param("world", world.id())
                .param("chain", chain)
                .param("seq", seq)
                .param("name", name)
                .update();
        if (erased == 0) {
            throw new NoSuchElementException(
                    "Entry " + chain + "/" + seq + " has no attachment '" + name + "' to erase");
        }
        evidence.record(new Entry(
                world,
                chain,
                times.in(world),
                ERASED,
                "'" + name + "' of entry " + seq + " was erased",
                by,
                Map.of("seq", seq, "name", name)));
    }

    static final String ERASED = "attachment.erased";

    /** Those of the entries {@code from} to {@code to}, by entry and name. */
    Map<Long, List<Stored>> between(World world, String chain, long from, long to) {
        Map<Long, List<Stored>> found = new TreeMap<>();
        db.sql("""
                SELECT seq, name, salt, content FROM attachment
                 WHERE world = :world AND chain = :chain AND seq BETWEEN :from AND :to ORDER BY seq, name
                """)
                .param("world", world.id())
                .param("chain", chain)
                .param("from", from)
                .param("to", to)
                .query((row, i) -> new Stored(
                        row.getLong("seq"), row.getString("name"), row.getString("salt"), row.getBytes("content")))
                .list()
                .forEach(stored -> found.computeIfAbsent(stored.seq(), seq -> new ArrayList<>())
                        .add(stored));
        return found;
    }
}
