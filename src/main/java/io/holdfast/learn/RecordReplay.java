package io.holdfast.learn;

import io.holdfast.catalog.Catalog;
import io.holdfast.playbook.Decisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tries changed tables on the past: what the record says they were asked is asked again. */
@Component
class RecordReplay {
    private final PastRows past;
    private final Decisions decisions;

    RecordReplay(PastRows past, Decisions decisions) {
        this.past = past;
        this.decisions = decisions;
    }

    /**
     * @param catalog the candidate's
     * @param tables the changed ones, of {@link DecisionReplay#RECORDED}
     * @param goesOn called now and then
     */
    Replay of(long base, long candidate, Catalog catalog, Set<String> tables, Runnable goesOn) {
        DecisionReplay replay = new DecisionReplay(decisions, base, candidate, catalog, tables);
        List<Replay.Case> cases = new ArrayList<>();
        int[] looked = {0};
        past.each(replay.tables(), each -> {
            looked[0]++;
            replay.of(each).ifPresent(cases::add);
            goesOn.run();
        });
        return ReplaySentence.of(
                cases, looked[0], looked[0] == 1 ? "past incident or drill" : "past incidents and drills", false);
    }
}
