package io.holdfast.audience;

import io.holdfast.delivery.Audience.Address;
import io.holdfast.delivery.Channel;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How our own people are reached: Slack first, a text message where somebody has no Slack. */
@Component
public class Staff {
    private final People people;

    Staff(People people) {
        this.people = people;
    }

    /** One address per person who has any; a name that nobody has is left out. */
    public List<Address> people(Collection<String> usernames, String locale) {
        List<Address> addresses = new ArrayList<>();
        for (String username : usernames) {
            people.find(username).flatMap(m -> address(m, locale)).ifPresent(addresses::add);
        }
        return addresses;
    }

    /** Everybody in this group, a role or {@code team:<id>}. */
    public List<Address> group(String group, String locale) {
        List<Address> addresses = new ArrayList<>();
        for (Member member : people.inGroup(group)) {
            address(member, locale).ifPresent(addresses::add);
        }
        return addresses;
    }

    /** A Slack channel, {@code #team-identity}. */
    public Address channel(String name, String locale) {
        return new Address("channel:" + name, Channel.SLACK, name, locale);
    }

    private static Optional<Address> address(Member member, String locale) {
        if (member.slack() != null) {
            return Optional.of(new Address("person:" + member.username(), Channel.SLACK, member.slack(), locale));
        }
        if (member.phone() != null) {
            return Optional.of(new Address("person:" + member.username(), Channel.SMS, member.phone(), locale));
        }
        return Optional.empty();
    }
}
