package io.holdfast.drill;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Scenario;
import io.holdfast.catalog.Team;
import io.holdfast.delivery.NewMessage;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Severity;
import io.holdfast.incident.Suspect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds a scenario's expectations against what is seen; pure. */
final class Expectations {
    private static final Map<String, Set<NewMessage.Kind>> TOLD = Map.of(
            "agents", Set.of(NewMessage.Kind.GUIDANCE),
            "customers", Set.of(NewMessage.Kind.UPDATE),
            "staff", Set.of(NewMessage.Kind.PAGE));

    private final Catalog catalog;
    private final Instant trouble;

    /** @param trouble when the trouble begins: what {@code within} counts from */
    Expectations(Catalog catalog, Instant trouble) {
        this.catalog = catalog;
        this.trouble = trouble;
    }

    /**
     * What is said of an expectation now.
     *
     * @param met null while it is open
     * @param why what was seen
     */
    record Verdict(@Nullable Boolean met, String why) {}

    private record Seen(boolean met, String what) {}

    /**
     * @param over whether nothing more can come: then what is open has failed
     */
    Verdict judge(Scenario.Expectation e, Sight sight, boolean over) {
        boolean never = Boolean.TRUE.equals(e.never());
        boolean lasting = e.incidents() != null || e.most() != null || e.apart() != null || never;
        Instant limit = e.within() == null ? null : trouble.plus(e.within());
        Seen raw = see(e, sight);
        Seen seen = never ? new Seen(!raw.met(), raw.what()) : raw;
        if (lasting) {
            boolean due = over || (limit != null && sight.now().isAfter(limit));
            if (!seen.met() && !(e.incidents() != null && !over)) {
                return new Verdict(false, seen.what());
            }
            return due ? new Verdict(seen.met(), seen.what()) : new Verdict(null, seen.what());
        }
        boolean late = limit != null && sight.now().isAfter(limit);
        if (seen.met() && !late) {
            return new Verdict(true, seen.what());
        }
        if (late || over) {
            String until = late ? "By " + words(e.within()) + " after the trouble began: " : "Until the end: ";
            return new Verdict(false, until + (seen.met() ? "not yet; it came later. " : "") + seen.what());
        }
        return new Verdict(null, seen.what());
    }

    private Seen see(Scenario.Expectation e, Sight s) {
        if (e.incidents() != null) {
            String titles = s.incidents().isEmpty()
                    ? "no incident"
                    : s.incidents().size() + ": "
                            + String.join(
                                    "; ",
                                    s.incidents().stream().map(Incident::title).toList());
            return new Seen(s.incidents().size() == e.incidents(), titles);
        }
        if (e.suspect() != null) {
            return anyIncident(s, i -> i.suspect().map(Suspect::id), e.suspect()::equals, "the first suspect is ");
        }
        if (e.severity() != null) {
            Severity wanted = Severity.valueOf(e.severity());
            return anyIncident(
                    s,
                    i -> Optional.of(i.severity().name()),
                    found -> Severity.valueOf(found).atLeast(wanted),
                    "the severity is ");
        }
        if (e.owner() != null) {
            return anyIncident(s, Incident::ownerTeam, e.owner()::equals, "the owner is ");
        }
        if (e.commander() != null) {
            return anyIncident(s, Incident::commander, found -> true, "in command is ");
        }
        if (e.status() != null) {
            return anyIncident(s, i -> Optional.of(i.status().id()), e.status()::equals, "outside it is ");
        }
        if (e.ending() != null) {
            return anyIncident(s, i -> i.ending().map(x -> x.id()), e.ending()::equals, "it ended as ");
        }
        if (e.task() != null) {
            boolean came = s.tasks().stream().anyMatch(t -> t.key().equals(e.task()));
            String all = String.join(
                    ", ", s.tasks().stream().map(Sight.Asked::key).distinct().toList());
            return new Seen(came, all.isEmpty() ? "nobody was asked anything" : "asked were: " + all);
        }
        if (e.apart() != null) {
            return new Seen(s.outside() == 0, s.outside() == 0 ? "nobody" : s.outside() + " messages");
        }
        if (e.mode() != null) {
            return mode(e, s);
        }
        return told(e, s);
    }

    private static Seen anyIncident(
            Sight s,
            java.util.function.Function<Incident, Optional<String>> of,
            java.util.function.Predicate<String> wanted,
            String words) {
        if (s.incidents().isEmpty()) {
            return new Seen(false, "there is no incident");
        }
        List<String> found = s.incidents().stream()
                .flatMap(i -> of.apply(i).stream())
                .distinct()
                .toList();
        return new Seen(
                found.stream().anyMatch(wanted),
                found.isEmpty() ? words + "nobody and nothing yet" : words + String.join(", ", found));
    }

    private static Seen mode(Scenario.Expectation e, Sight s) {
        String wanted = e.becomes() == null ? "on" : e.becomes();
        List<Sight.Move> moves = s.modes().stream()
                .filter(m -> (m.journey() + "/" + m.mode()).equals(e.mode()))
                .toList();
        List<String> states = moves.stream().map(Sight.Move::state).distinct().toList();
        String what = moves.isEmpty() ? "it was never proposed" + others(s) : "it was " + String.join(", ", states);
        // Refused and put back are both over: 'off' means that it had been on.
        boolean met = states.contains(wanted) && (!wanted.equals("off") || states.contains("on"));
        return new Seen(met, what);
    }

    private static String others(Sight s) {
        List<String> others = s.modes().stream()
                .map(m -> m.journey() + "/" + m.mode())
                .distinct()
                .toList();
        return others.isEmpty() ? ", and no other mode either" : "; proposed were " + String.join(", ", others);
    }

    private static Seen told(Scenario.Expectation e, Sight s) {
        String who = String.valueOf(e.told());
        Set<NewMessage.Kind> kinds = TOLD.getOrDefault(who, Set.of());
        List<Sight.Told> all = s.told().stream()
                .filter(t -> kinds.contains(t.kind())
                        && (e.by() == null
                                ? t.channel() == null
                                : t.channel() != null && t.channel().id().equals(e.by())))
                .toList();
        long meant = all.stream().mapToLong(Sight.Told::meant).sum();
        long reached = all.stream().mapToLong(Sight.Told::reached).sum();
        String what = meant == 0
                ? "no word was written for " + who
                : reached + " of " + meant + " were told" + (e.by() == null ? "" : " by " + e.by());
        if (e.most() != null) {
            return new Seen(reached <= e.most(), what);
        }
        double share = e.share() == null ? 0 : e.share();
        return new Seen(reached > 0 && reached >= Math.ceil(share * meant), what);
    }

    // ---- in words

    /** The expectation as people read it. */
    String text(Scenario.Expectation e) {
        String text = plain(e);
        return Boolean.TRUE.equals(e.never())
                ? "It never comes to this: " + text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1)
                : text;
    }

    private String plain(Scenario.Expectation e) {
        String within = e.within() == null ? "" : ", within " + words(e.within());
        if (e.incidents() != null) {
            return e.incidents() == 1 ? "It is one incident" : "There are " + e.incidents() + " incidents";
        }
        if (e.suspect() != null) {
            return "The first suspect is "
                    + catalog.dependency(e.suspect()).map(Dependency::name).orElse(e.suspect()) + within;
        }
        if (e.severity() != null) {
            return "It is " + e.severity() + " or worse" + within;
        }
        if (e.owner() != null) {
            return "The owner is " + catalog.team(e.owner()).map(Team::name).orElse(e.owner()) + within;
        }
        if (e.commander() != null) {
            return "Somebody is in command" + within;
        }
        if (e.mode() != null) {
            int slash = e.mode().indexOf('/');
            String name = catalog.mode(e.mode().substring(0, slash), e.mode().substring(slash + 1))
                    .map(Mode::name)
                    .orElse(e.mode());
            return "The mode “" + name + "” " + become(e.becomes() == null ? "on" : e.becomes()) + within;
        }
        if (e.told() != null) {
            if (e.most() != null) {
                return "At most " + e.most() + " " + e.told() + " are told" + (e.by() == null ? "" : " by " + e.by());
            }
            String share = e.share() == null ? "" : Math.round(e.share() * 100) + " % of ";
            return (share.isEmpty() ? capital(e.told()) : share + e.told()) + " have been told"
                    + (e.by() == null ? "" : " by " + e.by()) + within;
        }
        if (e.status() != null) {
            return "Outside it is “" + e.status() + "”" + within;
        }
        if (e.ending() != null) {
            return "It ends as “" + e.ending() + "”" + within;
        }
        if (e.task() != null) {
            return "Somebody is asked: " + e.task() + within;
        }
        return "Nobody outside the drill is told anything";
    }

    private static String become(String state) {
        return switch (state) {
            case "off" -> "is put back";
            case "rolling-back" -> "is rolled back";
            case "failing-back" -> "is failed back";
            case "verified" -> "is verified by signals";
            default -> "is " + state;
        };
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    static String words(@Nullable Duration d) {
        if (d == null) {
            return "";
        }
        long minutes = d.toMinutes();
        if (d.toSecondsPart() > 0 || minutes == 0) {
            return (minutes == 0 ? "" : minutes + " min ") + d.toSecondsPart() + " s";
        }
        return d.toHours() == 0
                ? minutes + " min"
                : d.toHours() + " h" + (d.toMinutesPart() == 0 ? "" : " " + d.toMinutesPart() + " min");
    }
}
