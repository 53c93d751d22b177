package io.holdfast.detect;

import io.holdfast.playbook.Decision;
import io.holdfast.playbook.Decisions;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which rule of {@code thresholds.dmn} applies to an indicator. The table never sees a value, so its answers are kept per playbook. */
@Component
class Thresholds {
    private static final int KEPT = 5_000;

    private final Decisions decisions;
    private final Map<Object, Optional<Judged.Rule>> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Optional<Judged.Rule>> eldest) {
            return size() > KEPT;
        }
    };

    private record Asked(
            long playbook,
            @Nullable String metric,
            @Nullable String journey,
            @Nullable String dependency,
            String region,
            String channel,
            String segment) {}

    Thresholds(Decisions decisions) {
        this.decisions = decisions;
    }

    /** Empty where no rule speaks of it. */
    synchronized Optional<Judged.Rule> rule(long playbook, Condition c) {
        Asked asked = new Asked(playbook, c.metric, c.journey, c.dependency, c.region, c.channel, c.segment);
        Optional<Judged.Rule> rule = known.get(asked);
        if (rule == null) {
            rule = ask(playbook, c);
            known.put(asked, rule);
        }
        return rule;
    }

    private Optional<Judged.Rule> ask(long playbook, Condition c) {
        Map<String, Object> facts = new HashMap<>();
        put(facts, "metric", c.metric);
        put(facts, "journey", c.journey);
        put(facts, "dependency", c.dependency);
        put(facts, "region", c.region.isEmpty() ? null : c.region);
        put(facts, "channel", c.channel.isEmpty() ? null : c.channel);
        put(facts, "segment", c.segment.isEmpty() ? null : c.segment);
        Decision d = decisions.evaluate(playbook, "thresholds", facts);
        if (d.isEmpty()) {
            return Optional.empty();
        }
        Object minCount = d.first("minCount");
        return Optional.of(new Judged.Rule(
                !"above".equals(d.first("direction")),
                number(d.first("strained")),
                number(d.first("bad")),
                number(d.first("good")),
                d.duration("badFor", Duration.ZERO),
                d.duration("goodFor", Duration.ZERO),
                minCount instanceof Number n ? n.longValue() : 0,
                d.rule()));
    }

    private static @Nullable Double number(@Nullable Object value) {
        return value instanceof Number n ? n.doubleValue() : null;
    }

    @SuppressWarnings("NullAway") // a fact that is not known is null, not absent
    static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        facts.put(name, value);
    }
}
