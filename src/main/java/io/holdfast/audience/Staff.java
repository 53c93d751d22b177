package io.holdfast.audience;

import io.holdfast.delivery.Audience.Address;
import io.holdfast.delivery.Channel;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How our own people are reached: Slack first, then a text message, then a call, then a mail. */
@Component
public class Staff {
    private final People people;

    Staff(People people) {
        this.people = people;
    }

    /** Every address of each of them, in the order in which they are tried; a name that nobody has is left out. */
    public List<Address> people(Collection<String> usernames, String locale) {
        return usernames.stream()
                .flatMap(name -> people.find(name).stream())
                .flatMap(m -> addresses(m, locale))
                .toList();
    }

    /** The same for everybody in this group, a role or {@code team:<id>}. */
    public List<Address> group(String group, String locale) {
        return people.inGroup(group).stream().flatMap(m -> addresses(m, locale)).toList();
    }

    /** A Slack channel, {@code #team-identity}. */
    public Address channel(String name, String locale) {
        return new Address("channel:" + name, Channel.SLACK, name, locale);
    }

    private static Stream<Address> addresses(Member member, String locale) {
        return Stream.of(
                        address(member, Channel.SLACK, member.slack(), locale),
                        address(member, Channel.SMS, member.phone(), locale),
                        address(member, Channel.VOICE, member.phone(), locale),
                        address(member, Channel.EMAIL, member.email(), locale))
                .flatMap(Optional::stream);
    }

    private static Optional<Address> address(Member member, Channel channel, @Nullable String address, String locale) {
        return Optional.ofNullable(address).map(a -> new Address("person:" + member.username(), channel, a, locale));
    }
}
