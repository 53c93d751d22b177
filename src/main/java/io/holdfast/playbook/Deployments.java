package io.holdfast.playbook;

import io.holdfast.engine.AfterCommit;
import io.holdfast.time.Times;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What of the playbook the engine holds: all diagrams of a version in one deployment, once per distinct content, so that a learned
 * table makes no new processes and a call activity finds its own version. Tables are deployed apart, for Cockpit's eyes only.
 */
@Component
class Deployments {

    // Asked for late: parts of the engine may themselves need the playbook.
    private final ObjectProvider<RepositoryService> engine;
    private final PlaybookRows rows;
    private final Times times;
    private final TransactionTemplate transaction;
    private final Map<String, String> definitions = new ConcurrentHashMap<>();

    Deployments(
            ObjectProvider<RepositoryService> engine, PlaybookRows rows, Times times, TransactionTemplate transaction) {
        this.engine = engine;
        this.rows = rows;
        this.times = times;
        this.transaction = transaction;
    }

    /** Deploys what of these the engine does not hold yet, with the current transaction; safe when two nodes do it together. */
    void deploy(long number, PlaybookFiles files) {
        if (engine.getIfAvailable() == null) {
            return;
        }
        transaction.executeWithoutResult(tx -> {
            ensure(files.diagrams(), "Playbook " + number);
            ensure(files.tables(), "Decision tables of playbook " + number);
        });
    }

    /** The id of the definition of that process in the deployment of these diagrams. */
    String definitionId(long number, PlaybookFiles files, String processKey) {
        PlaybookFiles diagrams = files.diagrams();
        String cacheKey = diagrams.digest() + "/" + processKey;
        String known = definitions.get(cacheKey);
        if (known != null) {
            return known;
        }
        String id = transaction.execute(tx -> find(number, diagrams, processKey));
        if (id == null) {
            throw new NoSuchElementException("Playbook " + number + " has no process '" + processKey + "'");
        }
        // Not before the commit: a deployment that is rolled back leaves no definition.
        AfterCommit.run(() -> definitions.put(cacheKey, id));
        return id;
    }

    private String find(long number, PlaybookFiles diagrams, String processKey) {
        String deployment = ensure(diagrams, "Playbook " + number)
                .orElseThrow(() -> new NoSuchElementException("Playbook " + number + " has no process at all"));
        ProcessDefinition definition = engine.getObject()
                .createProcessDefinitionQuery()
                .deploymentId(deployment)
                .processDefinitionKey(processKey)
                .singleResult();
        if (definition == null) {
            throw new NoSuchElementException("Playbook " + number + " has no process '" + processKey + "'");
        }
        return definition.getId();
    }

    private Optional<String> ensure(PlaybookFiles files, String name) {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        String digest = files.digest();
        Optional<String> there = rows.deployment(digest);
        if (there.isPresent()) {
            return there;
        }
        rows.lock();
        there = rows.deployment(digest);
        if (there.isPresent()) {
            return there;
        }
        DeploymentBuilder deployment = engine.getObject()
                .createDeployment()
                .name(name)
                .source("playbook")
                .enableDuplicateFiltering(false);
        for (String path : files.paths()) {
            deployment.addInputStream(path, new ByteArrayInputStream(files.bytes(path)));
        }
        String id = deployment.deploy().getId();
        rows.deployed(digest, id, times.real());
        return Optional.of(id);
    }
}
