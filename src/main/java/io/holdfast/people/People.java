package io.holdfast.people;

import java.util.List;
import java.util.Optional;

/** The people of the house. */
public interface People {
    Optional<Member> find(String username);

    Optional<Member> bySlack(String slackUser);

    /** All, by username. */
    List<Member> all();

    /** Those in this group: a role, or {@code team:<id>}. */
    List<Member> inGroup(String group);

    /** His name, or the username where nobody of that name is known. */
    default String nameOf(String username) {
        return find(username).map(Member::name).orElse(username);
    }
}
