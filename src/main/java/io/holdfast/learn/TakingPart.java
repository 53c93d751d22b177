package io.holdfast.learn;

import io.holdfast.evidence.Deeds;
import io.holdfast.learn.Participants.Participant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who took part, out of what people did. Whoever only pressed 'Got it' on what agents are told, or reported what he saw, was told and
 * told us, and took no part: there may be hundreds of them. Pure.
 */
final class TakingPart {
    private static final List<String> LOOKING_ON = List.of("guidance.", "signal", "review.", "action.", "decision.");

    private TakingPart() {}

    private static final class Tally {
        private boolean commanded;
        private boolean owned;
        private boolean acknowledged;
        private int answers;
        private int notes;
        private int acts;
    }

    /**
     * In the order in which they came.
     *
     * @param deeds oldest first
     * @param commander who is in command at the end, a token's person included
     * @param owner who owns it at the end
     */
    static List<Participant> of(List<Deeds.Deed> deeds, Optional<String> commander, Optional<String> owner) {
        Map<String, Tally> people = new LinkedHashMap<>();
        boolean acknowledged = false;
        for (Deeds.Deed deed : deeds) {
            if (LOOKING_ON.stream().anyMatch(deed.kind()::startsWith)) {
                continue;
            }
            Tally tally = people.computeIfAbsent(deed.username(), u -> new Tally());
            switch (deed.kind()) {
                case "incident.commander", "incident.owner" -> {
                    tally.acknowledged |= !acknowledged;
                    acknowledged = true;
                    tally.commanded |= deed.kind().equals("incident.commander");
                    tally.owned |= deed.kind().equals("incident.owner");
                }
                case "task.completed" -> tally.answers++;
                case "note" -> tally.notes++;
                case "task.claimed", "note.corrected", "note.withdrawn" -> {} // a part of what is counted
                default -> tally.acts++;
            }
        }
        commander.ifPresent(c -> people.computeIfAbsent(c, u -> new Tally()).commanded = true);
        owner.ifPresent(o -> people.computeIfAbsent(o, u -> new Tally()).owned = true);
        List<Participant> participants = new ArrayList<>();
        people.forEach((username, tally) -> participants.add(new Participant(
                username,
                tally.commanded,
                tally.owned,
                tally.acknowledged,
                tally.answers,
                tally.notes,
                tally.acts,
                false)));
        return participants;
    }
}
