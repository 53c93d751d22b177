package io.holdfast.updates;

import io.holdfast.catalog.Catalog;
import io.holdfast.facts.FactWords;
import io.holdfast.playbook.Playbooks;
import io.holdfast.tasks.Option;
import io.holdfast.tasks.TaskFacts;
import io.holdfast.tasks.TaskSubject;
import io.holdfast.time.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is known about 'Tell the rest another way?': who knows and who does not, as last counted. */
@Component
class OtherWayFacts implements TaskFacts {
    private static final String STAFF = "en";

    private final FailedChannelRows rows;
    private final Playbooks playbooks;
    private final Times times;

    OtherWayFacts(FailedChannelRows rows, Playbooks playbooks, Times times) {
        this.rows = rows;
        this.playbooks = playbooks;
        this.times = times;
    }

    @Override
    public Set<String> tasks() {
        return Set.of("tellByNextChannel");
    }

    @Override
    public Optional<String> about(TaskSubject subject) {
        return row(subject)
                .map(row -> FactWords.sentence(ChannelWords.many(row.channel())) + " stopped at "
                        + time(row, row.stoppedAt()) + ". " + ChannelWords.figure(row.knows()) + " know, "
                        + ChannelWords.figure(row.untold()) + " do not, " + ChannelWords.figure(row.unclear())
                        + " unclear. " + ChannelWords.elsewhere(row.elsewhere(), row.untold()));
    }

    @Override
    public List<Option> options(TaskSubject subject, String source) {
        if (!source.equals("tellOrWait")) {
            return List.of();
        }
        String until = row(subject)
                .map(row -> {
                    Instant at = row.until();
                    return at == null ? "Wait" : "Wait until " + time(row, at);
                })
                .orElse("Wait");
        return List.of(new Option("do-it", "Do it"), new Option("wait", until));
    }

    private String time(FailedChannel row, Instant at) {
        Catalog catalog = playbooks.current(row.world()).catalog();
        return FactWords.time(at, times.in(row.world()), catalog.zone(), STAFF);
    }

    private Optional<FailedChannel> row(TaskSubject subject) {
        return Optional.ofNullable(subject.ref()).map(rows::get);
    }
}
