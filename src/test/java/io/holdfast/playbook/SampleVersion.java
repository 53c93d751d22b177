package io.holdfast.playbook;

import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The packaged sample as version 1, in memory, for tests of other packages; with changed files, these make version 2. */
public final class SampleVersion implements Playbooks {
    private final LoadedPlaybook playbook;
    private final LoadedPlaybook changed;
    private final Decisions decisions;
    private final Words words;

    public SampleVersion(JdbcClient db) {
        this(db, Map.of());
    }

    /** @param changed contents of version 2 by path, where they differ from version 1 */
    public SampleVersion(JdbcClient db, Map<String, String> changed) {
        PlaybookFiles files = new PlaybookSource("").read();
        Map<String, byte[]> other = new TreeMap<>();
        changed.forEach((path, content) -> other.put(path, content.getBytes(StandardCharsets.UTF_8)));
        this.playbook = loaded(1, files);
        this.changed = loaded(2, files.overlaidBy(new PlaybookFiles(other)));
        decisions = new DmnDecisions(
                this,
                new CompiledTables(),
                new DecisionFacts(db),
                entry -> {},
                new DefaultListableBeanFactory().getBeanProvider(DecisionSeen.class),
                new NumberedIds(),
                new SettableClock(false));
        words = new TemplateWords(this, new TextEngine());
    }

    private static LoadedPlaybook loaded(long number, PlaybookFiles files) {
        Map<String, Playbook.FileEntry> entries = new TreeMap<>();
        for (String path : files.paths()) {
            entries.put(path, new Playbook.FileEntry(path, (int) number, files.hash(path)));
        }
        return new LoadedPlaybook(
                number,
                CatalogReader.read(files, new ArrayList<>()),
                ScenarioReader.read(files, new ArrayList<>()),
                entries,
                files);
    }

    public Decisions decisions() {
        return decisions;
    }

    public Words words() {
        return words;
    }

    @Override
    public long inForce(World world) {
        return 1;
    }

    @Override
    public void putInForce(World world, long number) {
        throw new UnsupportedOperationException("Nothing is put in force here");
    }

    @Override
    public Playbook number(long number) {
        return number == 2 ? changed : playbook;
    }

    @Override
    public String definitionId(long number, String processKey) {
        throw new UnsupportedOperationException("No engine here");
    }
}
