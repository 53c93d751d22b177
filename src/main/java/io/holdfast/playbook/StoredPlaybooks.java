package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Scenario;
import io.holdfast.engine.Definitions;
import io.holdfast.playbook.Playbook.FileEntry;
import io.holdfast.time.World;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ParseException;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * The versions in the database. Whoever has this bean injected finds a playbook in force: the first is imported when the bean is
 * made. Changed files become the next version, and diagrams are deployed, once all beans are there and before any worker starts.
 */
@Component
@DependsOnDatabaseInitialization
class StoredPlaybooks implements Playbooks, Definitions, InitializingBean, SmartInitializingSingleton {

    private final PlaybookRows rows;
    private final PlaybookSource source;
    private final PlaybookImport imports;
    private final Deployments deployments;
    private final Map<Long, LoadedPlaybook> loaded = new ConcurrentHashMap<>();
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    StoredPlaybooks(PlaybookRows rows, PlaybookSource source, PlaybookImport imports, Deployments deployments) {
        this.rows = rows;
        this.source = source;
        this.imports = imports;
        this.deployments = deployments;
    }

    @Override
    public void afterPropertiesSet() {
        if (rows.inForce(World.LIVE).isEmpty()) {
            imports.first(source.name(), source.lying());
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            imports.refresh(source.name(), source.lying());
        } catch (BadPlaybook e) {
            imports.refuse(e.faults());
        }
        LoadedPlaybook now = number(inForce(World.LIVE));
        try {
            deployments.deploy(now.number(), now.content());
        } catch (ParseException e) {
            throw new BadPlaybook(PlaybookImport.told(e));
        }
    }

    @Override
    public long inForce(World world) {
        return rows.inForce(world)
                .orElseThrow(() -> new NoSuchElementException("No playbook is in force in the world " + world));
    }

    @Override
    public void putInForce(World world, long number) {
        if (world.isLive()) {
            throw new IllegalArgumentException("What holds in the live world is put in force by a change only");
        }
        rows.putInForce(world, number);
    }

    @Override
    public LoadedPlaybook number(long number) {
        LoadedPlaybook known = loaded.get(number);
        if (known != null) {
            return known;
        }
        Map<String, FileEntry> entries = rows.entries(number);
        if (entries.isEmpty()) {
            throw new NoSuchElementException("There is no playbook " + number);
        }
        Map<String, byte[]> files = new HashMap<>();
        entries.forEach((path, entry) -> files.put(path, blobs.computeIfAbsent(entry.hash(), rows::blob)));
        PlaybookFiles content = new PlaybookFiles(files);
        // What was in force once is not judged again by today's rules.
        Catalog catalog = CatalogReader.read(content, new java.util.ArrayList<>(List.of()));
        Map<String, Scenario> scenarios = ScenarioReader.read(content, new java.util.ArrayList<>(List.of()));
        LoadedPlaybook playbook =
                new LoadedPlaybook(number, catalog, scenarios, Collections.unmodifiableMap(entries), content);
        LoadedPlaybook first = loaded.putIfAbsent(number, playbook);
        return first == null ? playbook : first;
    }

    @Override
    public String definitionId(long number, String processKey) {
        return deployments.definitionId(number, number(number).content(), processKey);
    }
}
