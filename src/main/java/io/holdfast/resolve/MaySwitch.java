package io.holdfast.resolve;

import io.holdfast.catalog.Mode;
import io.holdfast.evidence.Actor;
import io.holdfast.people.People;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who may switch a mode, where the catalog says more than that it is a commander's. */
@Component
class MaySwitch {
    private final People people;

    MaySwitch(People people) {
        this.people = people;
    }

    /**
     * @throws ModeRefused where it is not his to switch
     */
    void check(Mode mode, Actor by) {
        List<String> roles = mode.maySwitch();
        if (roles.isEmpty() || !(by instanceof Actor.Person person)) {
            return;
        }
        Set<String> his = people.find(person.username()).map(m -> m.groups()).orElse(Set.of());
        if (!his.contains("administrator") && roles.stream().noneMatch(his::contains)) {
            throw new ModeRefused("'" + mode.name() + "' may be switched by: " + String.join(", ", roles));
        }
    }
}
