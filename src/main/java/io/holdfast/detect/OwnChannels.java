package io.holdfast.detect;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Verdict;
import io.holdfast.delivery.Channel;
import io.holdfast.delivery.ChannelWatch;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Holdfast's own channels, measured like everything else: their health comes in as signals of the dependency that the catalog marks as
 * used by Holdfast and that has the channel's name or alias, {@code sms}, and thresholds.dmn judges it.
 */
@Component
class OwnChannels implements ChannelWatch {
    private static final String SOURCE = "holdfast";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SignalIntake intake;
    private final CatalogInForce catalog;
    private final JdbcClient db;

    OwnChannels(SignalIntake intake, CatalogInForce catalog, JdbcClient db) {
        this.intake = intake;
        this.catalog = catalog;
        this.db = db;
    }

    /** What carries this channel; empty where the catalog names nothing. */
    private Optional<String> carrier(Channel channel) {
        return catalog.atTheEdge().catalog().dependencies().stream()
                .filter(d -> d.usedByHoldfast() && carries(d, channel))
                .map(Dependency::id)
                .findFirst();
    }

    /** Whether this dependency carries one of Holdfast's own channels. */
    static boolean carries(Graph graph, String dependency, Channel channel) {
        return graph.catalog()
                .dependency(dependency)
                .filter(d -> d.usedByHoldfast() && carries(d, channel))
                .isPresent();
    }

    private static boolean carries(Dependency dependency, Channel channel) {
        return dependency.id().equals(channel.id()) || dependency.aliases().contains(channel.id());
    }

    @Override
    public void measured(Measured health) {
        carrier(health.channel()).ifPresent(dependency -> {
            tell(health, dependency, share(health.channel()), health.share(), health.taken());
            if (health.roundTrip() != null) {
                double seconds = health.roundTrip().toMillis() / 1_000.0;
                tell(health, dependency, health.channel().id() + "_round_trip_seconds", seconds, health.delivered());
            }
        });
    }

    private static String share(Channel channel) {
        return channel.id() + "_delivered_share";
    }

    // Every node measures; the id makes one signal of what they say of the same half minute.
    private void tell(Measured health, String dependency, String metric, double value, long count) {
        ObjectNode signal = JSON.createObjectNode()
                .put(
                        "id",
                        String.format(Locale.ROOT, "%s-%d", metric, health.at().getEpochSecond() / 30))
                .put("kind", "measurement")
                .put("dependency", dependency)
                .put("metric", metric)
                .put("value", value)
                .put("count", count)
                .put("at", health.at().toString());
        intake.canonical(SOURCE, signal.toString());
    }

    @Override
    public Optional<Judgement> judgement(Channel channel) {
        return carrier(channel)
                .flatMap(dependency -> db.sql("""
                        SELECT verdict, since FROM indicator
                         WHERE world = :world AND metric = :metric AND dependency = :dependency
                         ORDER BY since DESC LIMIT 1
                        """)
                        .param("world", World.LIVE.id())
                        .param("metric", share(channel))
                        .param("dependency", dependency)
                        .query((row, i) ->
                                new Judgement(Verdict.of(row.getString("verdict")), SqlTime.get(row, "since")))
                        .optional());
    }
}
