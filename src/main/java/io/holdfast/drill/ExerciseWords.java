package io.holdfast.drill;

import io.holdfast.audience.Staff;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Queue;
import io.holdfast.catalog.Scenario;
import io.holdfast.catalog.Team;
import io.holdfast.delivery.Audience;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.delivery.Outbox;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is told of a live exercise, to staff and to nobody else: the teams that answer for it, and the agents whom the mode touches. */
@Component
class ExerciseWords {
    private final Playbooks playbooks;
    private final Words words;
    private final Staff staff;
    private final Outbox outbox;

    ExerciseWords(Playbooks playbooks, Words words, Staff staff, Outbox outbox) {
        this.playbooks = playbooks;
        this.words = words;
        this.staff = staff;
        this.outbox = outbox;
    }

    void begins(DrillRow row, Scenario.Live live, Instant until) {
        put(row, live, "begins", until, "");
    }

    /** @param why what broke it off; null where it came to its end */
    void over(DrillRow row, Scenario.Live live, @Nullable String why) {
        put(row, live, why == null ? "over" : "broken-off", null, why == null ? "" : why);
    }

    private void put(DrillRow row, Scenario.Live live, String what, @Nullable Instant until, String because) {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        Mode mode = catalog.mode(live.journey(), live.modeId()).orElseThrow();
        List<Audience.Address> readers = Stream.concat(
                        catalog.teams().stream()
                                .filter(t -> answers(t, row, live, catalog))
                                .map(Team::channel),
                        catalog.queues().stream()
                                .filter(q -> touched(q, live))
                                .map(Queue::slackChannel)
                                .filter(Objects::nonNull))
                .distinct()
                .map(channel -> staff.channel(channel, locale(catalog, channel)))
                .toList();
        List<NewMessage.Text> texts = catalog.locales().stream()
                .map(locale -> new NewMessage.Text(
                        Channel.SLACK,
                        locale,
                        words.render("slack/exercise", locale, fields(row, live, mode, locale, what, until, because))))
                .toList();
        outbox.put(new NewMessage(
                World.LIVE,
                null,
                "exercise/" + row.id().toLowerCase(Locale.ROOT),
                NewMessage.Kind.GUIDANCE,
                3,
                new Audience.Addresses(readers),
                texts,
                true,
                false,
                null,
                null,
                true,
                "a live exercise " + (what.equals("begins") ? "begins" : "is over"),
                words.version(),
                0));
    }

    /** Whose journey it is, and who asked for it and said yes to it. */
    private static boolean answers(Team team, DrillRow row, Scenario.Live live, Catalog catalog) {
        return team.members().contains(row.by())
                || row.approvedBy() != null && team.members().contains(row.approvedBy())
                || catalog.journey(live.journey())
                        .filter(j -> j.owner().equals(team.id()))
                        .isPresent();
    }

    private static boolean touched(Queue queue, Scenario.Live live) {
        return queue.journeys().contains(live.journey())
                && (queue.regions().isEmpty() || queue.regions().stream().anyMatch(live.regions()::contains));
    }

    private static String locale(Catalog catalog, String channel) {
        return catalog.queues().stream()
                .filter(q -> channel.equals(q.slackChannel()))
                .map(Queue::locale)
                .findFirst()
                .orElse(catalog.locales().get(0));
    }

    private static Map<String, Object> fields(
            DrillRow row,
            Scenario.Live live,
            Mode mode,
            String locale,
            String what,
            @Nullable Instant until,
            String because) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("what", what);
        fields.put("id", row.id());
        fields.put("mode", mode.name());
        fields.put("regions", String.join(", ", live.regions()));
        fields.put("untilAt", until == null ? 0L : until.getEpochSecond());
        fields.put("agentDo", mode.agentDo().getOrDefault(locale, ""));
        fields.put("agentSay", mode.agentSay().getOrDefault(locale, ""));
        fields.put("agentDont", mode.agentDont().getOrDefault(locale, ""));
        fields.put("because", because);
        return fields;
    }
}
