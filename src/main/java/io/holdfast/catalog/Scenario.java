package io.holdfast.catalog;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exercise. An outage that is drilled in a world of its own: what comes in, how our own channels behave, what people do, and what must
 * come of it; times count from its beginning. Or a live one: a real mode is switched for a while, and put back.
 *
 * @param name what people call it, {@code The CRM slows down at peak}
 * @param about what it shows, a sentence or two
 * @param starts the day and time of the house at which it begins, {@code 2026-03-10T10:30}: opening hours and peaks follow from it;
 *     null for a live one
 * @param lasts after this long it is over, whatever is still going on; of a live one, so long the mode stays on
 * @param trouble when the trouble begins: expectations count from here; null from the start
 * @param customers who may be told; nobody real
 * @param signals what comes in
 * @param channels troubles of our own channels
 * @param actions troubles of the ends at which modes are switched
 * @param people what people do about their tasks; a task that nothing is said of is left alone
 * @param expect what must come of it
 * @param live what a live exercise switches; null for a drill in a world of its own
 * @param schedule when a drill is run by itself; null for by hand only
 */
public record Scenario(
        String name,
        String about,
        @Nullable String starts,
        Duration lasts,
        @Nullable Duration trouble,
        List<Customers> customers,
        List<Stream> signals,
        List<Trouble> channels,
        List<EndTrouble> actions,
        List<Hand> people,
        List<Expectation> expect,
        @Nullable Live live,
        @Nullable Schedule schedule) {

    /** A drill in a world of its own. */
    public Scenario(
            String name,
            String about,
            String starts,
            Duration lasts,
            @Nullable Duration trouble,
            List<Customers> customers,
            List<Stream> signals,
            List<Trouble> channels,
            List<EndTrouble> actions,
            List<Hand> people,
            List<Expectation> expect) {
        this(name, about, starts, lasts, trouble, customers, signals, channels, actions, people, expect, null, null);
    }

    /** How days are named in a scenario. */
    public static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** Whether this day is one of those named; each is where none is. */
    public static boolean isOne(List<String> days, DayOfWeek day) {
        return days.isEmpty() || days.contains(DAYS.get(day.getValue() - 1));
    }

    /** When the trouble begins, after the start. */
    public Duration troubleAt() {
        return trouble == null ? Duration.ZERO : trouble;
    }

    /**
     * Customers of one kind, made up for the drill.
     *
     * @param journeys which they follow; empty for every one
     * @param consents channels that they agreed to: {@code sms}, {@code email}, {@code voice}
     */
    public record Customers(
            int count, String locale, @Nullable String region, List<String> journeys, List<String> consents) {}

    /**
     * A signal, or a row of them.
     *
     * @param at when the first comes; null at the start
     * @param every the pause between two; null for one only
     * @param until when no further one comes; null until the end
     * @param signal the canonical signal but its {@code id} and {@code at}
     * @param value how a measurement's value moves; null where it is the signal's own
     * @param recorded a file of recorded signals beside the scenarios, one a line, {@code crm-march.ndjson}, in place of {@code signal};
     *     their times are moved so that the first comes at {@code at}
     */
    public record Stream(
            @Nullable Duration at,
            @Nullable Duration every,
            @Nullable Duration until,
            Map<String, Object> signal,
            @Nullable Ramp value,
            @Nullable String recorded) {

        /** When the first comes, after the start. */
        public Duration first() {
            return at == null ? Duration.ZERO : at;
        }
    }

    /**
     * A value that moves evenly.
     *
     * @param over how long it takes from one to the other; then it stays. Null for at once
     * @param noise how far it strays to either side; the same in every run
     */
    public record Ramp(
            double from,
            double to,
            @Nullable Duration over,
            @Nullable Double noise) {}

    /** Something that is there for a while. */
    public interface Spell {
        /** When it begins, after the start; null from the start. */
        @Nullable
        Duration from();

        /** When it is over, after the start; null for never. */
        @Nullable
        Duration until();

        /** Whether it is there so long after the start. */
        default boolean during(Duration now) {
            Duration from = from();
            Duration until = until();
            return (from == null || now.compareTo(from) >= 0) && (until == null || now.compareTo(until) < 0);
        }
    }

    /**
     * A trouble of a channel of ours.
     *
     * @param channel {@code slack}, {@code sms}, {@code email} or {@code voice}
     * @param does {@code fails} (answers 500), {@code rejects} (refuses for good) or {@code loses} (takes all, delivers nothing)
     * @param from null from the start
     * @param until null until the end
     */
    public record Trouble(
            String channel,
            String does,
            @Nullable Duration from,
            @Nullable Duration until) implements Spell {}

    /**
     * A trouble of an end at which modes are switched.
     *
     * @param to its name, {@code to} of the mode's action; for kinds without one the action's id
     * @param does {@code fails} (can't just now), {@code rejects} (refuses for good) or {@code silent} (gives no answer)
     * @param from null from the start
     * @param until null until the end
     */
    public record EndTrouble(
            String to,
            String does,
            @Nullable Duration from,
            @Nullable Duration until) implements Spell {}

    /**
     * How somebody does a task.
     *
     * @param task the key of the task, {@code takeCommand}
     * @param after how long after it came; null where nobody ever does it
     * @param answer values by field; what is left out is answered as proposed
     * @param times so often; the next one of the same task takes over then. Null for always
     */
    public record Hand(
            String task,
            @Nullable Duration after,
            Map<String, Object> answer,
            @Nullable Integer times) {}

    /**
     * Something that must come of it; each has one subject, and {@code within} counts from the beginning of the trouble.
     *
     * @param incidents exactly so many by the end
     * @param suspect id of what is the first suspect
     * @param severity this or worse
     * @param owner id of the team that owns it
     * @param commander whether somebody has taken command
     * @param mode {@code journey/mode}
     * @param becomes what becomes of that mode: a state, {@code on} where none is given
     * @param told who has been told: {@code agents}, {@code customers} or {@code staff}
     * @param by by which channel; null for any
     * @param share of those meant who must have been told, from 0 to 1; null for anybody
     * @param most at most so many of them must have been told; null for any number
     * @param status what is told outside: {@code investigating}, {@code identified}, {@code monitoring}, {@code resolved}
     * @param ending how the incident ends
     * @param task key of a task that somebody was asked to do
     * @param never whether it must not come true; null for no
     * @param apart that nobody outside the drill was told anything
     * @param within at most so long after the trouble began; null until the end
     */
    public record Expectation(
            @Nullable Integer incidents,
            @Nullable String suspect,
            @Nullable String severity,
            @Nullable String owner,
            @Nullable Boolean commander,
            @Nullable String mode,
            @Nullable String becomes,
            @Nullable String told,
            @Nullable String by,
            @Nullable Double share,
            @Nullable Integer most,
            @Nullable String status,
            @Nullable String ending,
            @Nullable String task,
            @Nullable Boolean never,
            @Nullable Boolean apart,
            @Nullable Duration within) {}

    /**
     * What a live exercise does.
     *
     * @param mode {@code journey/mode}: switched for real
     * @param regions where; not empty, so that it is never everywhere
     * @param window when it may begin; null for any time
     * @param abort what breaks it off, and puts the mode back at once
     */
    public record Live(
            String mode, List<String> regions, @Nullable Window window, List<Abort> abort) {
        /** The journey of its mode. */
        public String journey() {
            return mode.substring(0, mode.indexOf('/'));
        }

        /** The mode's id within its journey. */
        public String modeId() {
            return mode.substring(mode.indexOf('/') + 1);
        }
    }

    /**
     * When a drill is run by itself, by the house's clock.
     *
     * @param days {@code mon} to {@code sun}; empty for every day
     * @param at {@code 06:30}
     */
    public record Schedule(List<String> days, String at) {}

    /**
     * When a live exercise may begin, by the house's clock.
     *
     * @param from {@code 09:00}
     * @param to {@code 16:00}
     * @param days {@code mon} to {@code sun}; empty for all
     */
    public record Window(String from, String to, List<String> days) {}

    /**
     * An indicator that breaks a live exercise off. One of which nothing is heard does, too: nobody could see what happens.
     *
     * @param is this or worse: {@code strained} or {@code bad}
     */
    public record Abort(String journey, String metric, String is) {}
}
