package io.holdfast.scorecard;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Impact;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Team;
import io.holdfast.catalog.Vendor;
import io.holdfast.scorecard.Past.Act;
import io.holdfast.scorecard.Past.Alarm;
import io.holdfast.scorecard.Past.FollowUp;
import io.holdfast.scorecard.Past.Moments;
import io.holdfast.scorecard.Past.Paged;
import io.holdfast.scorecard.Past.Reading;
import io.holdfast.scorecard.Past.Review;
import io.holdfast.scorecard.Past.Span;
import io.holdfast.scorecard.Past.Told;
import io.holdfast.scorecard.Past.Tried;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A history of forty incidents, March to November 2026, small enough to be worked out by hand. All times but the onset (UTC) are
 * minutes after it; '-' is not known.
 */
final class FortyIncidents {
    static final Instant NOW = Instant.parse("2026-11-12T09:00:00Z");
    static final ZoneId LONDON = ZoneId.of("Europe/London");
    static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    /** det noticed, rep first report, ack taken, mit mitigated, res worked again, agt and cus told, dec decisions. */
    static final String TABLE = """
            # key onset            cause      team      sev  det rep ack mit res agt cus dec hits
             1  2026-03-02T09:00Z  idp        identity  SEV2   1   3   2  20  30   4   6   3 sign-in.identity:0-30
             2  2026-03-09T10:00Z  telephony  voice     SEV2   2   -   5  15  20   6   9   2 reach-team.reachability:0-20
             3  2026-03-16T11:00Z  crm        crm       SEV3   3   2   4  30  40   8   -   1 load-record.context:0-40
             4  2026-03-27T07:30Z  idp        identity  SEV1   4   9  10  40  50   7  12   4 sign-in.identity:0-50
             5  2026-03-29T00:50Z  telephony  voice     SEV2   5   -   9  20  30  10  15   3 reach-team.reachability:0-30
             6  2026-03-31T23:30Z  crm        crm       SEV3   6   -   -   -  60  11   -   0 load-record.context:0-60
             7  2026-04-30T22:30Z  idp        identity  SEV2   7   8  10  25  35  12  17   3 sign-in.identity:0-35
             8  2026-05-01T08:00Z  -          -         SEV4   8   -   -   -   -   -   -   0 -
             9  2026-05-02T09:00Z  telephony  voice     SEV3   9   7  12  30  45  14   -   2 reach-team.reachability:0-45
            10  2026-05-04T10:00Z  idp        identity  SEV2  10  14  15  50  60  13  20   5 sign-in.identity:0-60
            11  2026-05-04T10:30Z  telephony  voice     SEV2  11   -  16  40  45  15  21   3 sign-in.identity:0-45,reach-team.reachability:0-45
            12  2026-05-11T12:00Z  crm        crm       SEV3  12   -  18  35  40  16   -   2 sign-in.identity:0-30,sign-in.completion:20-40
            13  2026-05-18T09:00Z  idp        identity  SEV1  13  20  15  90  95  17  23   6 sign-in.identity:0-20,sign-in.identity:60-90
            14  2026-06-01T10:00Z  idp        identity  SEV2   2   -   5  45  50  18  22   3 sign-in.identity:0-50
            15  2026-06-08T10:00Z  telephony  voice     SEV2   3   6   9  25  30  20  24   3 reach-team.reachability:0-30
            16  2026-06-15T10:00Z  crm        crm       SEV3  16   -  20  55  70  19   -   1 load-record.context:0-70
            17  2026-06-22T10:00Z  change-9   payments  SEV3  17  10  22  30  35  21   -   2 load-record.completion:0-35
            18  2026-07-06T10:00Z  idp        identity  SEV2  18   -  21  40  55  25  30   3 sign-in.identity:0-55
            19  2026-07-13T10:00Z  telephony  voice     SEV3  19  25  24  33  44  26   -   2 reach-team.reachability:0-44
            20  2026-10-25T00:40Z  crm        crm       SEV2  20  18  28  50  60  27  33   4 load-record.context:0-60
            21  2026-10-31T23:30Z  telephony  voice     SEV2  21   -  29  41  52  28  34   3 reach-team.reachability:0-52
            22  2026-10-02T11:30Z  idp        identity  SEV3  22   -  31  28  30  29   -   2 sign-in.identity:0-30
            23  2026-11-01T12:45Z  idp        identity  SEV2  23  29  27  60  75  32  36   3 sign-in.identity:0-75
            24  2026-11-02T10:00Z  -          voice     SEV4  24   -  40  42  43  35   -   1 reach-team.completion:0-43
            25  2026-11-03T10:00Z  crm        crm       SEV3  25  26  35  38  48  37   -   2 load-record.context:0-48
            26  2026-11-04T10:00Z  telephony  voice     SEV2  26   -  33  46  65  38  44   3 reach-team.reachability:0-65
            27  2026-11-05T10:00Z  change-12  payments  SEV3  27  33  36  44  57  39   -   2 load-record.completion:0-57
            28  2026-11-06T10:00Z  crm        crm       SEV3  28   -   -  52  62  40   -   2 load-record.context:0-62
            29  2026-11-09T10:00Z  idp        identity  SEV1  29  35  30  70  80  41  46   5 sign-in.identity:0-80
            30  2026-11-10T10:00Z  telephony  voice     SEV2  30   -  38  53  58  42  47   3 reach-team.reachability:0-58
            # merged: 31 into 14, 32 into 33, and 33 into 15
            31  2026-06-01T09:50Z  idp        identity  SEV3   4   8   -   -   -  15   -   2 sign-in.identity:0-30
            32  2026-06-08T09:40Z  telephony  voice     SEV3   5   -   -   -   -   -   -   1 reach-team.reachability:0-25
            33  2026-06-08T09:55Z  telephony  voice     SEV3   5   6   -   -   -   -   -   1 reach-team.reachability:0-20
            # exercises; the first would make 7 a repetition, and lie on 13
            34  2026-04-20T10:00Z  idp        identity  SEV2   1   -   2   9  10   3   4   1 sign-in.identity:0-10
            35  2026-05-18T09:00Z  idp        identity  SEV2   1   -   2  99 200   3   4   1 sign-in.identity:0-200
            # false alarms; the first would make 18 a repetition
            36  2026-06-29T07:30Z  idp        identity  SEV3   1   -   2   -   -   -   -   1 sign-in.identity:0-15
            37  2026-11-06T10:00Z  crm        crm       SEV3   1   -   2   -   -   -   -   1 load-record.context:0-90
            # cancelled, declined, and one that goes on
            38  2026-07-20T10:00Z  idp        identity  SEV2   1   -   2   -   -   -   -   1 sign-in.identity:0-99
            39  2026-07-21T10:00Z  telephony  voice     SEV4   1   -   2   -   -   -   -   1 -
            40  2026-11-12T08:00Z  idp        identity  SEV1   1   -   2   -   -   -   -   1 sign-in.identity:0-60
            """;

    /** What stands in other tables and in the chains. */
    static final String BESIDE = """
            1 words 6>26 25>45
            4 words 12>32 40>60
            10 words 20>40 41>61
            13 words 23>43 43>63 80>100
            29 words 46>66 66>86
            1 told 100/96
            4 told 200/150
            10 told 50/50
            31 told 40/38
            1 pages dana@2
            4 pages dana@5 omar@20
            20 pages omar@10
            31 pages priya@3
            34 pages dana@1
            36 pages dana@0
            1 alarms threshold:r9_authentication_success_rate alert:alertmanager
            2 alarms threshold:r1_answered_share threshold:r1_answered_share
            4 alarms threshold:r9_authentication_success_rate
            5 alarms threshold:r1_answered_share
            10 alarms threshold:r9_authentication_success_rate
            34 alarms threshold:r9_authentication_success_rate
            36 alarms threshold:r1_answered_share
            37 alarms alert:alertmanager alert:alertmanager
            1 acts ++++ ++++ ++++ +++-
            10 acts ++++ ++++
            1 modes helped
            4 modes helped failed
            13 modes unproven failed
            29 modes helped
            1 review 4320>4000
            4 review 4320>5000
            10 review 4320>-
            29 review 4320>-
            1 actions 2026-03-20>2026-03-19T10:00:00Z 2026-05-10>2026-05-10T22:30:00Z
            4 actions 2026-04-01>2026-04-03T10:00:00Z
            10 actions 2026-11-01>- 2026-12-01>-
            1 vendor 10 12 24
            2 vendor 12 6 20
            4 vendor 2 15 45
            10 vendor 60 - -
            1 readings identity 0:0.8:100 10:0.8:100 20:0.8:100
            2 readings reachability 5:0.5:50
            4 readings identity 5:0.9:- 15:0.7:-
            """;

    private static final Map<Integer, String> ENDINGS = Map.of(
            31, "duplicate",
            32, "duplicate",
            33, "duplicate",
            36, "false-alarm",
            37, "false-alarm",
            38, "cancelled",
            39, "declined");
    private static final Map<Integer, Integer> MERGED = Map.of(31, 14, 32, 33, 33, 15);
    private static final Map<String, String> VENDORS = Map.of("idp", "harrow", "telephony", "ringwell");

    /** A line of the table, with what stands beside it. */
    record Line(int number, String[] cells, Map<String, List<String>> beside) {
        Instant onset() {
            return Instant.parse(cells[1].replace("Z", ":00Z"));
        }

        String key() {
            return "INC-" + number;
        }

        @Nullable
        Instant after(String minutes) {
            return minutes.equals("-") ? null : onset().plus(Duration.ofMinutes(Long.parseLong(minutes)));
        }

        Instant moment(String minutes) {
            return java.util.Objects.requireNonNull(after(minutes));
        }

        @Nullable
        Instant at(int cell) {
            return after(cells[cell]);
        }

        @Nullable
        String text(int cell) {
            return cells[cell].equals("-") ? null : cells[cell];
        }

        @Nullable
        String ending() {
            return number == 40 ? null : ENDINGS.getOrDefault(number, "resolved");
        }

        @Nullable
        String mergedInto() {
            return MERGED.containsKey(number) ? "INC-" + MERGED.get(number) : null;
        }

        boolean drill() {
            return number == 34 || number == 35;
        }

        /** Those that nobody restored end when their last light is good again, or after 20 minutes. */
        @Nullable
        Instant ended() {
            if (number == 40) {
                return null;
            }
            if (at(9) != null) {
                return at(9);
            }
            return spans().stream().map(Span::to).max(Instant::compareTo).orElse(onset().plus(Duration.ofMinutes(20)));
        }

        List<Span> spans() {
            if (cells[13].equals("-")) {
                return List.of();
            }
            return Arrays.stream(cells[13].split(","))
                    .map(hit -> {
                        String journey = hit.substring(0, hit.indexOf('.'));
                        String light = hit.substring(hit.indexOf('.') + 1, hit.indexOf(':'));
                        String[] time = hit.substring(hit.indexOf(':') + 1).split("-");
                        return new Span(
                                journey,
                                Light.valueOf(light.toUpperCase(Locale.ROOT)),
                                moment(time[0]),
                                moment(time[1]));
                    })
                    .toList();
        }

        List<String> of(String what) {
            return beside.getOrDefault(what, List.of());
        }

        @Nullable
        Instant vendor(int place) {
            return of("vendor").isEmpty() ? null : after(of("vendor").get(place));
        }

        List<Promises.Word> words() {
            return of("words").stream()
                    .map(w -> new Promises.Word(moment(w.split(">")[0]), after(w.split(">")[1])))
                    .toList();
        }

        List<Reading> readings() {
            List<String> said = of("readings");
            if (said.isEmpty()) {
                return List.of();
            }
            Light light = Light.valueOf(said.get(0).toUpperCase(Locale.ROOT));
            String journey = light == Light.IDENTITY ? "sign-in" : "reach-team";
            String metric = light == Light.IDENTITY ? "authentication_success_rate" : "answered_share";
            return said.stream()
                    .skip(1)
                    .map(r -> r.split(":"))
                    .map(r -> new Reading(
                            journey,
                            light,
                            metric,
                            moment(r[0]),
                            1 - Double.parseDouble(r[1]),
                            r[2].equals("-") ? null : Long.valueOf(r[2])))
                    .toList();
        }

        Past past() {
            TreeSet<String> journeys = new TreeSet<>();
            spans().forEach(s -> journeys.add(s.journey()));
            String cause = text(2);
            List<Long> told = of("told").stream()
                    .flatMap(t -> Arrays.stream(t.split("/")))
                    .map(Long::valueOf)
                    .toList();
            return new Past(
                    key(),
                    number,
                    NOW.minusSeconds(number),
                    drill(),
                    ending(),
                    mergedInto(),
                    cells[4],
                    List.copyOf(journeys),
                    cause,
                    cause == null ? null : VENDORS.get(cause),
                    text(3),
                    new Moments(
                            onset(),
                            moment(cells[5]),
                            at(6),
                            at(7),
                            at(8),
                            at(9),
                            ended(),
                            at(10),
                            at(11),
                            vendor(0),
                            vendor(1),
                            vendor(2)),
                    Long.parseLong(cells[12]),
                    !spans().isEmpty(),
                    spans(),
                    readings(),
                    Promises.of(words(), ended()),
                    told.isEmpty() ? new Told(0, 0) : new Told(told.get(0), told.get(1)),
                    of("pages").stream()
                            .map(p -> new Paged(p.split("@")[0], moment(p.split("@")[1])))
                            .toList(),
                    of("alarms").stream()
                            .map(a -> new Alarm(a.split(":")[0], a.split(":")[1].replaceFirst("^(r\\d+)_", "$1 ")))
                            .toList(),
                    of("acts").stream()
                            .map(a -> new Act(
                                    a.charAt(0) == '+', a.charAt(1) == '+', a.charAt(2) == '+', a.charAt(3) == '+'))
                            .toList(),
                    of("modes").stream()
                            .map(m -> Tried.valueOf(m.toUpperCase(Locale.ROOT)))
                            .toList(),
                    of("review").stream()
                            .map(r -> new Review(after(r.split(">")[0]), after(r.split(">")[1])))
                            .findFirst()
                            .orElse(null),
                    of("actions").stream()
                            .map(a -> a.split(">"))
                            .map(a ->
                                    new FollowUp(LocalDate.parse(a[0]), a[1].equals("-") ? null : Instant.parse(a[1])))
                            .toList());
        }
    }

    static List<Line> lines() {
        Map<Integer, Map<String, List<String>>> beside = new LinkedHashMap<>();
        BESIDE.lines()
                .map(l -> l.strip().split(" +"))
                .forEach(l -> beside.computeIfAbsent(Integer.valueOf(l[0]), k -> new LinkedHashMap<>())
                        .put(l[1], List.of(l).subList(2, l.length)));
        return TABLE.lines()
                .map(String::strip)
                .filter(l -> !l.startsWith("#"))
                .map(l -> l.split(" +"))
                .map(l -> new Line(
                        Integer.parseInt(l[0]), l, beside.getOrDefault(Integer.valueOf(l[0]), Collections.emptyMap())))
                .toList();
    }

    /** Counted without any database: those that ended, with those that were merged into them. */
    static List<Measured> measured(Catalog catalog) {
        Map<String, Past> all = new LinkedHashMap<>();
        lines().forEach(l -> all.put(l.key(), l.past()));
        Measuring measuring = new Measuring(catalog);
        List<Measured> measured = new ArrayList<>();
        all.forEach((key, past) -> {
            if (past.ending() != null) {
                List<Past> merged = switch (key) {
                    case "INC-14" -> Stream.of("INC-31").map(all::get).toList();
                    case "INC-15" -> Stream.of("INC-32", "INC-33").map(all::get).toList();
                    default -> List.of();
                };
                measured.add(measuring.measure(past.with(merged), past.mergedInto()));
            }
        });
        measured.sort(java.util.Comparator.comparing((Measured m) -> m.onset).thenComparing(m -> m.number));
        return measured;
    }

    static Catalog catalog(ZoneId zone) {
        return new Catalog(
                "Northbank",
                zone,
                List.of("en"),
                List.of(
                        journey(
                                "sign-in",
                                1,
                                "idp",
                                new Indicator(
                                        "authentication_success_rate",
                                        Light.IDENTITY,
                                        "Sign-ins that succeed",
                                        "share",
                                        null,
                                        "rest",
                                        "authentication"),
                                new Impact(10.0, 2.0, "EUR", "contact planning")),
                        journey(
                                "reach-team",
                                2,
                                "telephony",
                                new Indicator(
                                        "answered_share",
                                        Light.REACHABILITY,
                                        "Calls that are answered",
                                        "share",
                                        null,
                                        "rest",
                                        null),
                                null),
                        journey(
                                "load-record",
                                3,
                                "crm",
                                new Indicator("record_load_seconds", Light.CONTEXT, "Time", "seconds", null),
                                new Impact(4.0, null, null, "contact planning"))),
                List.of(dependency("idp", "harrow"), dependency("telephony", "ringwell"), dependency("crm", null)),
                List.of(
                        new Vendor(
                                "harrow",
                                "Harrow ID",
                                "portal",
                                "HID-1",
                                "15 minutes",
                                null,
                                Duration.ofMinutes(15),
                                Duration.ofMinutes(30),
                                Map.of("clouds", "Cumulon")),
                        new Vendor("ringwell", "Ringwell", "portal", null, null, null)),
                List.of(),
                List.of(new Team(
                        "identity", "Identity team", List.of(), List.of(), Duration.ofMinutes(5), "#identity")),
                List.of());
    }

    private static Journey journey(
            String id, int order, String dependency, Indicator indicator, @Nullable Impact impact) {
        return new Journey(
                id,
                id,
                order,
                "identity",
                "?",
                List.of(dependency),
                List.of(indicator),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                impact);
    }

    private static Dependency dependency(String id, @Nullable String vendor) {
        return new Dependency(
                id,
                id,
                Dependency.Kind.IDENTITY,
                "standard",
                vendor,
                "eu-west",
                "cumulon-eu",
                "identity",
                "none",
                List.of(),
                List.of(),
                List.of(),
                false);
    }

    private FortyIncidents() {}
}
