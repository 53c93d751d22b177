package io.holdfast.resolve;

import io.holdfast.catalog.ModeAction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class StepsInRows implements ModeSteps {
    private final ActionRows rows;
    private final WatchRows watches;
    private final ModeRows switches;
    private final LiveAgents agents;

    StepsInRows(ActionRows rows, WatchRows watches, ModeRows switches, LiveAgents agents) {
        this.switches = switches;
        this.agents = agents;
        this.rows = rows;
        this.watches = watches;
    }

    @Override
    public List<Step> of(String incident) {
        return rows.ofIncident(incident).stream().map(StepsInRows::step).toList();
    }

    private static Step step(ActionRow row) {
        ModeAction.Verify verify = row.action().verify();
        return new Step(
                row.switchId(),
                row.name(),
                row.undo(),
                row.state(),
                row.settledAt(),
                row.outcome(),
                row.attempt(),
                verify == null ? null : verify.metric());
    }

    @Override
    public @Nullable String told(String switchId) {
        return watches.of(switchId)
                .map(w -> w.held() != null ? w.held() : w.words())
                .filter(words -> !words.isEmpty())
                .orElse(null);
    }

    @Override
    public @Nullable String conflict(String switchId) {
        return agents.conflict(switches.get(switchId)).orElse(null);
    }
}
