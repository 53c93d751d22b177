package io.holdfast.evidence;

import io.holdfast.time.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Collects what a transaction records, and chains it when the transaction commits. The heads' locks are the last that a transaction
 * takes, and are held for the commit only.
 */
@Component
class ChainedEvidence implements Evidence {

    private static final Logger log = LoggerFactory.getLogger(ChainedEvidence.class);

    private final Chains chains;
    private final Pseudonyms pseudonyms;
    private final Ids ids;

    ChainedEvidence(Chains chains, Pseudonyms pseudonyms, Ids ids) {
        this.chains = chains;
        this.pseudonyms = pseudonyms;
        this.ids = ids;
    }

    @Override
    public void record(Entry entry) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("'" + entry.kind() + "' is recorded outside a transaction");
        }
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new IllegalStateException("'" + entry.kind() + "' is recorded in a read-only transaction");
        }
        Pending pending = pending();
        if (pending == null) {
            pending = new Pending(chains);
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        pending.links.add(link(entry));
    }

    private static @Nullable Pending pending() {
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Pending pending) {
                return pending;
            }
        }
        return null;
    }

    private Link link(Entry entry) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("world", entry.world().id());
        facts.put("chain", entry.chain());
        facts.put("at", Canonical.time(entry.at()));
        facts.put("kind", entry.kind());
        facts.put("text", Canonical.whole(entry.text()));
        facts.put("by", by(entry.by()));
        facts.put("automatic", entry.by().automatic());
        facts.put("body", Canonical.plain(entry.body()));
        List<Link.Attached> attached = new ArrayList<>();
        Map<String, String> commitments = new TreeMap<>();
        new TreeMap<>(entry.attachments()).forEach((name, content) -> {
            String salt = ids.secret();
            attached.add(new Link.Attached(name, salt, content));
            commitments.put(name, Hashes.commitment(salt, content));
        });
        if (!commitments.isEmpty()) {
            facts.put("attachments", commitments);
        }
        return new Link(
                entry.world(),
                entry.chain(),
                entry.at(),
                entry.kind(),
                entry.by().automatic(),
                facts,
                List.copyOf(attached));
    }

    private Map<String, @Nullable Object> by(Actor actor) {
        Map<String, @Nullable Object> by = new LinkedHashMap<>();
        if (actor instanceof Actor.Person person) {
            by.put("person", pseudonyms.of(person.username()));
        } else if (actor instanceof Actor.Token token) {
            by.put("token", token.name());
        } else if (actor instanceof Actor.Outside outside) {
            by.put("outside", outside.who());
        } else if (actor instanceof Actor.Rule rule) {
            by.put("rule", rule.path());
            by.put("version", rule.version());
            by.put("playbook", rule.playbook());
            if (rule.row() != null) {
                by.put("row", rule.row());
            }
        } else if (actor instanceof Actor.Self self) {
            by.put("self", self.part());
        }
        return Canonical.plain(by);
    }

    /** One transaction's entries. */
    private static final class Pending implements TransactionSynchronization {

        private final Chains chains;
        private final List<Link> links = new ArrayList<>();

        Pending(Chains chains) {
            this.chains = chains;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            chain();
        }

        private void chain() {
            if (!links.isEmpty()) {
                List<Link> collected = List.copyOf(links);
                links.clear();
                chains.append(collected);
            }
        }

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED && !links.isEmpty()) {
                log.error(
                        "{} entries were recorded too late to enter the record, the first is '{}'; this is a fault of Holdfast",
                        links.size(),
                        links.get(0).kind());
            }
        }
    }

    /**
     * What other listeners recorded while the transaction was already committing enters with the rest. Apart from the record itself,
     * which needs the transaction manager that this one is given to.
     */
    @Component
    static class LateEntries implements TransactionExecutionListener {
        @Override
        public void beforeCommit(TransactionExecution transaction) {
            if (TransactionSynchronizationManager.isSynchronizationActive()) {
                Pending pending = pending();
                if (pending != null) {
                    pending.chain();
                }
            }
        }
    }
}
