package io.holdfast.guidance;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Queue;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.facts.FactWords;
import io.holdfast.facts.ModesOn;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Publish guidance: one standing text per queue that the incident touches; nothing goes out where no word differs. */
@Component("publishGuidance")
class PublishGuidance implements JavaDelegate {
    private final Incidents incidents;
    private final FactSheets facts;
    private final ModesOn modesOn;
    private final Playbooks playbooks;
    private final Lines lines;
    private final GuidanceRows rows;
    private final Posts posts;
    private final Times times;

    PublishGuidance(
            Incidents incidents,
            FactSheets facts,
            ModesOn modesOn,
            Playbooks playbooks,
            Lines lines,
            GuidanceRows rows,
            Posts posts,
            Times times) {
        this.incidents = incidents;
        this.facts = facts;
        this.modesOn = modesOn;
        this.playbooks = playbooks;
        this.lines = lines;
        this.rows = rows;
        this.posts = posts;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        if (!incident.goingOn()) {
            execution.setVariable("verdict", "over");
            return;
        }
        execution.setVariable("verdict", "goes-on");
        FactSheet sheet = facts.refresh(incident.key());
        Catalog catalog = playbooks.current(incident.world()).catalog();
        List<Mode> modes = modesOn.on(incident.key());
        Instant now = times.in(incident.world());
        Set<String> before = new HashSet<>(rows.queues(incident.key()));
        boolean told = false;
        for (Queue queue : catalog.queues()) {
            Optional<Guidance.Block> block = lines.of(incident, queue, catalog, modes, sheet, now);
            if (block.isEmpty()) {
                continue;
            }
            boolean first = !before.remove(queue.id());
            Optional<Guidance.Block> stands = first ? Optional.empty() : rows.block(incident.key(), queue.id());
            if (stands.isPresent() && same(stands.get(), block.get())) {
                continue;
            }
            Long message = posts.put(
                    incident,
                    queue,
                    block.get(),
                    first ? "first guidance" : "the facts have changed",
                    catalog,
                    Posts.Readers.NONE);
            rows.write(incident.world(), queue.id(), block.get(), message);
            told = true;
        }
        for (String queue : before) {
            posts.over(incident, queue, catalog, now, "this queue is not touched any more");
            rows.withdraw(incident.key(), queue, now);
        }
        if (told) {
            incident.told("agents");
            incidents.save(incident);
        }
    }

    private static boolean same(Guidance.Block a, Guidance.Block b) {
        return a.severity().equals(b.severity())
                && a.broken().equals(b.broken())
                && a.todo().equals(b.todo())
                && a.say().equals(b.say())
                && a.dont().equals(b.dont())
                && a.works().equals(b.works())
                && a.decides().equals(b.decides())
                && java.util.Objects.equals(a.nextWordAt(), b.nextWordAt());
    }

    static String time(Instant at, Instant now, Catalog catalog, String locale) {
        return FactWords.time(at, now, catalog.zone(), locale);
    }
}
