package io.holdfast.drill;

import io.holdfast.audience.Staff;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Scenario;
import io.holdfast.catalog.Team;
import io.holdfast.delivery.Audience;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.Outbox;
import io.holdfast.playbook.Words;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is told of a tabletop exercise: to the teams that take part, in Slack, and to nobody else. */
@Component
class TabletopWords {
    private final Words words;
    private final Staff staff;
    private final Outbox outbox;

    TabletopWords(Words words, Staff staff, Outbox outbox) {
        this.words = words;
        this.staff = staff;
        this.outbox = outbox;
    }

    void begins(DrillRow row, Scenario scenario, Catalog catalog) {
        put(row, scenario, catalog, "begins", row.beginsAt().plus(scenario.lasts()), "");
    }

    /** @param why what broke it off; null where it came to its end */
    void over(DrillRow row, Scenario scenario, Catalog catalog, @Nullable String why) {
        put(row, scenario, catalog, why == null ? "over" : "broken-off", row.beginsAt(), why == null ? "" : why);
    }

    private void put(DrillRow row, Scenario scenario, Catalog catalog, String what, Instant until, String because) {
        Map<String, Object> fields = Map.of(
                "what", what,
                "id", row.id(),
                "name", row.name(),
                "by", row.by(),
                "untilAt", until.getEpochSecond(),
                "because", because);
        String first = catalog.locales().get(0);
        List<Audience.Address> readers = catalog.teams().stream()
                .filter(team -> takesPart(team, row, scenario, catalog))
                .map(team -> staff.channel(team.channel(), first))
                .distinct()
                .toList();
        if (readers.isEmpty()) {
            return;
        }
        outbox.put(new NewMessage(
                World.LIVE,
                null,
                "exercise/" + row.id().toLowerCase(Locale.ROOT),
                NewMessage.Kind.GUIDANCE,
                3,
                new Audience.Addresses(readers),
                List.of(new NewMessage.Text(Channel.SLACK, first, words.render("slack/tabletop", first, fields))),
                true,
                false,
                null,
                null,
                true,
                "a tabletop exercise " + (what.equals("begins") ? "begins" : "is over"),
                words.version(),
                0));
    }

    /** Who answers for something that its signals name, and the team of whoever began it. */
    private static boolean takesPart(Team team, DrillRow row, Scenario scenario, Catalog catalog) {
        return team.members().contains(row.by())
                || scenario.signals().stream()
                        .map(Scenario.Stream::signal)
                        .filter(Objects::nonNull)
                        .anyMatch(signal -> named(signal, "journey")
                                        .flatMap(catalog::journey)
                                        .map(Journey::owner)
                                        .filter(team.id()::equals)
                                        .isPresent()
                                || named(signal, "dependency")
                                        .flatMap(catalog::dependency)
                                        .map(Dependency::team)
                                        .filter(team.id()::equals)
                                        .isPresent());
    }

    private static java.util.Optional<String> named(Map<String, Object> signal, String field) {
        return java.util.Optional.ofNullable(signal.get(field)).map(Object::toString);
    }
}
