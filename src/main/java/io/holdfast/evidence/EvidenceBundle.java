package io.holdfast.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** One chain with all that belongs to it, as a file that anyone can verify. */
@Component
public class EvidenceBundle {

    private static final int PAGE = 500;

    private final JdbcClient db;
    private final Attachments attachments;
    private final Checkpoints checkpoints;
    private final SigningKey key;
    private final DecidingFiles files;
    private final Times times;
    private final TransactionTemplate reading;

    EvidenceBundle(
            JdbcClient db,
            Attachments attachments,
            Checkpoints checkpoints,
            SigningKey key,
            DecidingFiles files,
            Times times,
            PlatformTransactionManager transactions) {
        this.db = db;
        this.attachments = attachments;
        this.checkpoints = checkpoints;
        this.key = key;
        this.files = files;
        this.times = times;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        // one moment for entries and attachments: what is erased while a bundle is written is in both or in neither
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    private record Row(long seq, String body, String prev, String hash) {}

    private record File(long playbook, String path) implements Comparable<File> {
        String name() {
            return BundleFormat.PLAYBOOK + playbook + "/" + path;
        }

        @Override
        public int compareTo(File other) {
            return name().compareTo(other.name());
        }
    }

    /** Whether there is anything to write. */
    public boolean exists(World world, String chain) {
        return count(world, chain) > 0;
    }

    /**
     * Writes the bundle as it goes; the stream stays open.
     *
     * @throws NoSuchElementException where the chain has no entry
     */
    public void write(World world, String chain, OutputStream out) {
        checkpoints.take(world);
        reading.executeWithoutResult(status -> {
            if (count(world, chain) == 0) {
                throw new NoSuchElementException("There is no evidence of " + chain);
            }
            try {
                inOneMoment(world, chain, new BundleWriter(out));
            } catch (IOException e) {
                throw new UncheckedIOException("The bundle of " + chain + " could not be written to its end", e);
            }
        });
    }

    private void inOneMoment(World world, String chain, BundleWriter zip) throws IOException {
        zip.file(BundleFormat.README, BundleFormat.readme(chain));
        TreeSet<File> deciding = new TreeSet<>();
        Row[] last = new Row[1];
        zip.begin(BundleFormat.ENTRIES);
        pages(world, chain, rows -> {
            for (Row row : rows) {
                zip.line(BundleFormat.line(row.body(), row.prev(), row.hash()));
                JsonNode by = Canonical.parse(row.body()).path("by");
                if (by.has("rule")) {
                    deciding.add(new File(
                            by.path("playbook").asLong(), by.path("rule").asText()));
                }
                last[0] = row;
            }
        });
        zip.end();
        pages(
                world,
                chain,
                rows -> attachments
                        .between(
                                world,
                                chain,
                                rows.get(0).seq(),
                                rows.get(rows.size() - 1).seq())
                        .values()
                        .forEach(stored -> stored.forEach(zip::attachment)));
        for (File file : deciding) {
            byte[] bytes = files.bytes(file.playbook(), file.path()).orElse(null);
            if (bytes != null) {
                zip.file(file.name(), bytes);
            }
        }
        TreeMap<String, Object> statement = new TreeMap<>();
        statement.put("bundle", 1);
        statement.put("world", world.id());
        statement.put("chain", chain);
        statement.put("at", times.in(world));
        statement.put("seq", last[0].seq());
        statement.put("hash", last[0].hash());
        statement.put("files", zip.digests());
        checkpoints.covering(world, chain).ifPresent(c -> {
            statement.put("checkpoint", c.body());
            statement.put("checkpointSignature", c.signature());
        });
        zip.file(BundleFormat.CHECKPOINT, BundleFormat.signed(key.sign(Canonical.text(statement))));
        zip.finish();
    }

    private long count(World world, String chain) {
        return db.sql("SELECT count(*) FROM evidence WHERE world = :world AND chain = :chain")
                .param("world", world.id())
                .param("chain", chain)
                .query(Long.class)
                .single();
    }

    private void pages(World world, String chain, Consumer<List<Row>> each) {
        long after = 0;
        while (true) {
            List<Row> rows = db.sql("""
                            SELECT seq, body, prev, hash FROM evidence
                             WHERE world = :world AND chain = :chain AND seq > :after ORDER BY seq LIMIT :n
                            """)
                    .param("world", world.id())
                    .param("chain", chain)
                    .param("after", after)
                    .param("n", PAGE)
                    .query((row, i) -> new Row(
                            row.getLong("seq"), row.getString("body"), row.getString("prev"), row.getString("hash")))
                    .list();
            if (rows.isEmpty()) {
                return;
            }
            each.accept(rows);
            after = rows.get(rows.size() - 1).seq();
        }
    }
}
