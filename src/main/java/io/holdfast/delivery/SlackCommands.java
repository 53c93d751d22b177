package io.holdfast.delivery;

import io.holdfast.delivery.InboundRows.Inbound;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.time.World;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** {@code /holdfast <word> [INC-n] [rest]}: finds who speaks, of which incident, and who answers. */
@Component
class SlackCommands {
    private final ObjectProvider<CommandHandler> handlers;
    private final People people;
    private final Incidents incidents;
    private final RoomRows rooms;
    private final SlackWords words;

    SlackCommands(
            ObjectProvider<CommandHandler> handlers,
            People people,
            Incidents incidents,
            RoomRows rooms,
            SlackWords words) {
        this.handlers = handlers;
        this.people = people;
        this.incidents = incidents;
        this.rooms = rooms;
        this.words = words;
    }

    /** The sub-word; empty for none. */
    static String word(String text) {
        return text.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
    }

    Said ran(Inbound in, String text) {
        String word = word(text);
        Optional<CommandHandler> handler =
                handlers.stream().filter(h -> h.word().equals(word)).findFirst();
        if (handler.isEmpty()) {
            String unknown =
                    word.isEmpty() || word.equals("help") ? "" : word.substring(0, Math.min(30, word.length()));
            return words.said("slack/command-help", Map.of("unknown", unknown));
        }
        Optional<Member> by = people.bySlack(in.slackUser());
        if (by.isEmpty()) {
            return words.stranger(in.slackUser());
        }
        String rest = text.strip().substring(word.length()).strip();
        String named = word(rest).toUpperCase(Locale.ROOT);
        List<Incident> open =
                incidents.open(World.LIVE).stream().filter(Incident::goingOn).toList();
        Incident incident = null;
        if (named.matches("INC-[0-9]{1,9}")) {
            rest = rest.substring(named.length()).strip();
            incident = incidents.find(named).orElse(null);
            if (incident == null) {
                return words.said("slack/command-no-incident", Map.of("incident", named));
            }
        } else {
            incident = meant(in.channel(), open);
        }
        return handler.get().ran(new CommandHandler.Command(by.get(), incident, open, rest, in.receivedAt()));
    }

    private @Nullable Incident meant(String channel, List<Incident> open) {
        Optional<Incident> here = rooms.incident(channel).flatMap(incidents::find);
        return here.orElse(open.size() == 1 ? open.get(0) : null);
    }
}
