package io.holdfast.resolve;

import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.playbook.Playbooks;
import io.holdfast.tasks.Option;
import io.holdfast.tasks.TaskFacts;
import io.holdfast.tasks.TaskSubject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is known about the tasks of a fallback mode. */
@Component
class FallbackFacts implements TaskFacts {
    private final ModeRows rows;
    private final ModeChanges changes;
    private final Playbooks playbooks;
    private final ActionPlan plan;

    FallbackFacts(ModeRows rows, ModeChanges changes, Playbooks playbooks, ActionPlan plan) {
        this.plan = plan;
        this.rows = rows;
        this.changes = changes;
        this.playbooks = playbooks;
    }

    @Override
    public Set<String> tasks() {
        return Set.of("approveMode", "switchByHand", "undoByHand");
    }

    @Override
    public Optional<String> about(TaskSubject subject) {
        return row(subject).map(row -> {
            Mode mode = changes.mode(row);
            return switch (subject.key()) {
                case "switchByHand" -> mode.name() + ", step by step: " + steps(row, false, mode.byHand());
                case "undoByHand" ->
                    "Put " + mode.name() + " back, step by step: " + steps(row, true, mode.byHandUndo());
                default ->
                    mode.name() + ". Stays: " + mode.stays() + ". Simpler: " + mode.simpler() + ". Off: " + mode.off()
                            + ".";
            };
        });
    }

    // The step that is next; what began before modes had actions has all of them at once.
    private String steps(SwitchRow row, boolean undo, List<String> listed) {
        return plan.next(row.id(), undo)
                .map(step -> {
                    String vendor = step.action().vendor();
                    return ModeWords.steps(
                            step,
                            vendor == null
                                    ? Optional.empty()
                                    : playbooks.current(row.world()).catalog().vendor(vendor));
                })
                .orElseGet(() -> ModeWords.numbered(listed));
    }

    @Override
    public Map<String, Object> proposals(TaskSubject subject) {
        return subject.key().equals("approveMode")
                ? row(subject)
                        .map(r -> Map.<String, Object>of("verdict", "switch", "mode", r.mode()))
                        .orElse(Map.of())
                : Map.of();
    }

    @Override
    public Map<String, String> hints(TaskSubject subject) {
        return subject.key().equals("approveMode")
                ? row(subject).map(r -> Map.of("mode", r.because())).orElse(Map.of())
                : Map.of();
    }

    @Override
    public List<Option> options(TaskSubject subject, String source) {
        if (!source.equals("modes")) {
            return List.of();
        }
        return row(subject)
                .flatMap(r -> playbooks.current(r.world()).catalog().journey(r.journey()))
                .map(Journey::modes)
                .orElse(List.of())
                .stream()
                .filter(m -> m.undoes() == null
                        || row(subject).filter(r -> r.mode().equals(m.id())).isPresent())
                .map(m -> new Option(m.id(), m.name()))
                .toList();
    }

    private Optional<SwitchRow> row(TaskSubject subject) {
        return Optional.ofNullable(subject.ref()).map(rows::get);
    }
}
