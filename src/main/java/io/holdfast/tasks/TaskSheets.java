package io.holdfast.tasks;

import io.holdfast.catalog.Catalog;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Playbooks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Fills a user task of the engine into what people read: its form from the diagram, what the phase knows about it, its choices. */
@Component
class TaskSheets {
    private final ObjectProvider<RepositoryService> repository;
    private final ObjectProvider<TaskFacts> facts;
    private final ObjectProvider<Incidents> incidents;
    private final ObjectProvider<Playbooks> playbooks;
    private final Map<String, TaskForm> forms = new ConcurrentHashMap<>();

    TaskSheets(
            ObjectProvider<RepositoryService> repository,
            ObjectProvider<TaskFacts> facts,
            ObjectProvider<Incidents> incidents,
            ObjectProvider<Playbooks> playbooks) {
        this.repository = repository;
        this.facts = facts;
        this.incidents = incidents;
        this.playbooks = playbooks;
    }

    /** A task as the engine holds it. */
    record Raw(
            String id,
            String key,
            String definition,
            String incident,
            @Nullable String ref,
            int rung,
            @Nullable String assignee,
            Collection<String> groups,
            @Nullable Date created,
            @Nullable Date due) {}

    Task sheet(Raw raw) {
        Incident incident = incidents
                .getObject()
                .find(raw.incident())
                .orElseThrow(() -> new NoSuchElementException("There is no incident " + raw.incident()));
        TaskForm form = form(raw.definition(), raw.key());
        TaskSubject subject = new TaskSubject(incident, raw.key(), raw.ref(), raw.rung());
        List<TaskFacts> known =
                facts.stream().filter(f -> f.tasks().contains(raw.key())).toList();
        Catalog catalog = playbooks.getObject().number(incident.playbook()).catalog();
        Instant due = raw.due() == null ? null : raw.due().toInstant();
        return new Task(
                raw.id(),
                raw.key(),
                form.name(),
                raw.incident(),
                raw.ref(),
                raw.assignee(),
                List.copyOf(raw.groups()),
                first(known, f -> f.about(subject)).orElse(form.about()),
                raw.created() == null ? incident.detectedAt() : raw.created().toInstant(),
                due,
                due == null ? null : first(known, f -> f.onDue(subject)).orElse(form.onDue()),
                form.approves(),
                fields(form, subject, known, catalog));
    }

    /**
     * Holds answers against the form, and against what the phase knows beyond it.
     *
     * @return as {@link FormCheck} has them
     */
    Map<String, Object> checked(Task task, Map<String, ?> given) {
        Map<String, Object> values = FormCheck.check(task.fields(), given);
        Incident incident = incidents
                .getObject()
                .find(task.incident())
                .orElseThrow(() -> new NoSuchElementException("There is no incident " + task.incident()));
        TaskSubject subject = new TaskSubject(incident, task.key(), task.ref(), 0);
        facts.stream().filter(f -> f.tasks().contains(task.key())).forEach(f -> f.check(subject, values));
        return values;
    }

    private TaskForm form(String definition, String key) {
        return forms.computeIfAbsent(
                definition + "/" + key,
                k -> TaskForm.read(repository.getObject().getBpmnModelInstance(definition), key));
    }

    private static <T> Optional<T> first(
            List<TaskFacts> known, java.util.function.Function<TaskFacts, Optional<T>> ask) {
        return known.stream().flatMap(f -> ask.apply(f).stream()).findFirst();
    }

    private static List<Field> fields(TaskForm form, TaskSubject subject, List<TaskFacts> known, Catalog catalog) {
        Map<String, Object> proposals = new HashMap<>();
        Map<String, String> hints = new HashMap<>();
        for (TaskFacts f : known) {
            proposals.putAll(f.proposals(subject));
            hints.putAll(f.hints(subject));
        }
        List<Field> fields = new ArrayList<>();
        for (TaskForm.Line line : form.lines()) {
            List<Option> options = new ArrayList<>(line.options());
            String source = line.source();
            if (source != null) {
                known.forEach(f -> options.addAll(f.options(subject, source)));
            }
            if (line.perLocale()) {
                for (String locale : catalog.locales()) {
                    String id = line.id() + "." + locale;
                    fields.add(new Field(
                            id,
                            line.label() + " (" + locale + ")",
                            line.type(),
                            line.required(),
                            options,
                            proposals.get(id),
                            hints.get(id)));
                }
            } else {
                fields.add(new Field(
                        line.id(),
                        line.label(),
                        line.type(),
                        line.required(),
                        options,
                        proposals.get(line.id()),
                        hints.get(line.id())));
            }
        }
        return fields;
    }
}
