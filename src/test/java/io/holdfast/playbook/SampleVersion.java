package io.holdfast.playbook;

import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The packaged sample as version 1, in memory, for tests of other packages. */
public final class SampleVersion implements Playbooks {
    private final LoadedPlaybook playbook;
    private final Decisions decisions;
    private final Words words;

    public SampleVersion(JdbcClient db) {
        PlaybookFiles files = new PlaybookSource("").read();
        Map<String, Playbook.FileEntry> entries = new TreeMap<>();
        for (String path : files.paths()) {
            entries.put(path, new Playbook.FileEntry(path, 1, files.hash(path)));
        }
        playbook = new LoadedPlaybook(
                1,
                CatalogReader.read(files, new ArrayList<>()),
                ScenarioReader.read(files, new ArrayList<>()),
                entries,
                files);
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
        return playbook;
    }

    @Override
    public String definitionId(long number, String processKey) {
        throw new UnsupportedOperationException("No engine here");
    }
}
