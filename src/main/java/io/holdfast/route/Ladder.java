package io.holdfast.route;

import io.holdfast.catalog.Team;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who is asked on which rung. The last rung repeats for ever, wider: the whole team, then the commanders too. */
final class Ladder {
    private Ladder() {}

    /**
     * @param rung from 0
     * @param present who has the role now and was not heard from; asked first
     * @param commanders everybody who may be woken when a team does not answer
     */
    static List<String> people(Team team, int rung, Collection<String> present, Collection<String> commanders) {
        Set<String> people = new LinkedHashSet<>();
        List<List<String>> rungs = team.ladder();
        if (rung == 0) {
            people.addAll(present);
        }
        if (rung < rungs.size()) {
            people.addAll(rungs.get(rung));
        } else {
            rungs.stream().skip(Math.max(0, rungs.size() - 1)).forEach(people::addAll);
            people.addAll(team.members());
            if (rung > rungs.size()) {
                people.addAll(commanders);
            }
        }
        if (people.isEmpty()) {
            people.addAll(team.members().isEmpty() ? commanders : team.members());
        }
        return List.copyOf(people);
    }
}
