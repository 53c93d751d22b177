package io.holdfast.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.scorecard.Scorecard.Group;
import io.holdfast.scorecard.Scorecard.JourneyImpact;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;

/** The figures of the forty incidents, worked out by hand. n-th: place in the sorted list, by nearest rank. */
final class FortyFigures {
    private static final Offset<Double> EXACT = within(1e-6);

    private FortyFigures() {}

    /** All thirty real ones, by London's calendar. */
    static void check(Group all) {
        assertThat(all.incidents()).isEqualTo(30);

        // 14 and 15 take their onset and first notice from what was merged into them: 14 began 09:50 (31), noticed
        // 09:54
        // (31): 4 min; 15 began 09:40 (32), noticed 09:45 (32): 5 min. The others are 1 … 13 and 16 … 30.
        // 1 2 3 4 4 5 5 6 7 8 9 10 11 12 13 16 … 30: the 15th of 30 is 13, the 27th is 27.
        minutes(all, FigureKind.TIME_TO_DETECT, 30, 0, 13, 27);

        // rep − det: 1:2 3:−1 4:5 7:1 9:−2 10:4 13:7 14:4 (31: 8 − 4) 15:16 (33: 10:01 − 09:45) 17:−7 19:6 20:−2 23:6
        // 25:1 27:6
        // 29:6. Sorted −7 −2 −2 −1 1 1 2 4 4 5 6 6 6 6 7 16: the 8th of 16 is 4, the 15th (14.4) is 7.
        minutes(all, FigureKind.LEAD_TIME, 16, 14, 4, 7);

        // ack − det: 1:1 2:3 3:1 4:6 5:4 7:3 9:3 10:5 11:5 12:6 13:2 14:11 (10:05 − 09:54) 15:24 (10:09 − 09:45) 16:4
        // 17:5 18:3
        // 19:5 20:8 21:8 22:9 23:4 24:16 25:10 26:7 27:9 29:1 30:8; 6, 8 and 28 were never taken.
        // 1 1 1 2 3 3 3 3 4 4 4 5 5 5 5 6 6 7 8 8 8 9 9 10 11 16 24: the 14th of 27 is 5, the 25th (24.3) is 11.
        minutes(all, FigureKind.TIME_TO_ACKNOWLEDGE, 27, 3, 5, 11);

        // From the onset; 14: 10:45 − 09:50 = 55, 15: 10:25 − 09:40 = 45; none for 6 and 8.
        // 15 20 20 25 28 30 30 30 33 35 38 40 40 40 41 42 44 45 46 50 50 52 53 55 55 60 70 90: 14th of 28: 40, 26th
        // (25.2): 60.
        minutes(all, FigureKind.TIME_TO_MITIGATE, 28, 2, 40, 60);

        // 14: 60, 15: 50; 13 was reopened: one incident, 95; 5 and 20 lie on the change of clocks: 30 and 60, whatever
        // those said.
        // 20 30 30 30 35 35 40 40 43 44 45 45 48 50 50 52 55 57 58 60 60 60 60 62 65 70 75 80 95: 15th of 29: 50, 27th
        // (26.1): 75.
        minutes(all, FigureKind.TIME_TO_RESTORE, 29, 1, 50, 75);

        // agt − det; 14: 10:05 (31) − 09:54 = 11, 15: 10:20 − 09:45 = 35; none for 8.
        // 3 3 3 3 4 4 4 4 4 5 5 5 5 5 7 7 7 7 7 9 11 11 12 12 12 12 12 12 35: 15th of 29: 7, 27th: 12.
        minutes(all, FigureKind.TIME_TO_AGENTS, 29, 1, 7, 12);

        // cus − det; 14: 10:22 − 09:54 = 28, 15: 10:24 − 09:45 = 39.
        // 5 7 8 10 10 10 10 10 12 13 13 13 17 17 18 28 39: the 9th of 17 is 12, the 16th (15.3) is 28.
        minutes(all, FigureKind.TIME_TO_CUSTOMERS, 17, 13, 12, 28);

        // 14: 3 + 2 = 5, 15: 3 + 1 + 1 = 5. 0 0 1 1 1, nine 2, nine 3, 4 4, 5 5 5 5, 6: the 15th of 30 is 3, the 27th
        // is 5.
        number(all, FigureKind.DECISIONS, 30, 0, 3, 5);

        // Each alone, its journeys added up: 11 two journeys of 45 = 90; 12 0–40 whichever light; 13 20 + 30; 14
        // 09:50–10:50;
        // 15 09:40–10:30. None of 8, whose lights nobody saw.
        // 20 30 30 30 35 35 40 40 43 44 45 48 50 50 50 52 55 57 58 60 60 60 60 62 65 70 75 80 90: 15th: 50, 27th: 75.
        Figure impact = number(all, FigureKind.IMPACT_MINUTES, 29, 1, 50, 75);
        // 580 + 452 + 432, see below.
        sum(impact.sum(), 1464, 1464, false);

        // Upper ends: 1:60 2:25 3:160 4:500 6:240 7:350 10:600 11:450 12:400 13:500 14:600 16:280 17:140 18:550 20:240
        // 22:300
        // 23:750 25:192 27:228 28:248 29:800; of the others nobody knows how many come.
        // 25 60 140 160 192 228 240 240 248 280 300 350 400 450 500 500 550 600 600 750 800: 11th of 21: 300, 19th
        // (18.9): 600.
        Figure customers = number(all, FigureKind.CUSTOMER_IMPACT_MINUTES, 21, 9, 300, 600);
        // 160 + 25 + 0 … 5560 + 25 + 1728, see below.
        sum(customers.sum(), 185, 7313, true);

        // idp: 4 (after 25 days) 10 (3) 13 (14) 14 (14) 29 (8); and 23: over on 2 October 13:00 by London's clock,
        // again on
        // 1 November 12:45, so within 30 days, one of which had 25 hours. telephony: 5 (20) 11 (2) 26 (3) 30 (6). crm:
        // 6 (15) 25 (9)
        // 28 (3). 13 of the 28 whose cause is known. The exercise 34 and the false alarm 36 make no repetition of 7 and
        // 18.
        share(all, FigureKind.REPEATED_IN_30_DAYS, 13, 28, 2);
        // Besides: idp 7 (35) 18 (35) 22 (88), telephony 9 (34) 15 (35) 19 (35), crm 12 (40) 16 (35): 13 + 8.
        share(all, FigureKind.REPEATED_IN_90_DAYS, 21, 28, 2);

        // 1 helped, 4 helped and failed, 13 failed, 29 helped: 3 of 5; another one of 13 proved nothing.
        share(all, FigureKind.FAILOVER, 3, 5, 1);

        // 1: 26 kept by 25; 45 is after its end. 4: 32 not kept by 40; 60 is after its end. 10: 40 kept by 41, a
        // minute's grace; 61
        // is after its end. 13: 43 kept by 43, 63 not kept by 80. 29: 66 kept by 66. 4 of 6 promises, in 5 incidents.
        share(all, FigureKind.CADENCE_KEPT, 4, 6, 25);

        // 96 + 150 + 50 + 38 (31, with 14) of 100 + 200 + 50 + 40, in 4 incidents.
        share(all, FigureKind.DELIVERED, 334, 390, 26);

        // 1 in time, 4 too late, 10 is open and late; 29 is due at 11:20 today and does not count yet.
        share(all, FigureKind.REVIEWS_IN_TIME, 1, 3, 27);

        // 1: both in time, the second at 23:30 of its day; 4 too late; 10: one open and late, one not due yet.
        share(all, FigureKind.ACTIONS_IN_TIME, 2, 4, 27);

        // 3 of 4, and 2 of 2.
        share(all, FigureKind.AUDITED, 5, 6, 28);

        // 1: 10 − 1 = 9, 2: 12 − 2 = 10, 4: 2 − 4 = −2, 10: 60 − 10 = 50. −2 9 10 50: the 2nd of 4, and the 4th (3.6).
        minutes(all, FigureKind.VENDOR_NOTICE, 4, 26, 9, 50);
        // 1: 24 − 12, 2: 20 − 6, 4: 45 − 15: 12 14 30.
        minutes(all, FigureKind.VENDOR_ANSWER, 3, 27, 14, 30);
        // 12 ≤ 15, 30 > 15; Ringwell has no clause.
        share(all, FigureKind.ANSWERED_IN_TIME, 1, 2, 28);

        impact(all);
    }

    private static void impact(Group all) {
        assertThat(all.impact())
                .extracting(JourneyImpact::journey)
                .containsExactly("sign-in", "reach-team", "load-record");

        // 1:30 4:50 7:35, 10 and 11 together 10:00–11:15 = 75 and not 105, 12:40 13:50 14:60 18:55 22:30 23:75 29:80.
        JourneyImpact signIn = all.impact().get(0);
        assertThat(signIn.minutes()).isEqualTo(580, EXACT);
        assertThat(signIn.unknownMinutes()).isZero();
        // Counted: 1: 3 × 100 × (1 − 0.8) = 60. Estimated at 10 a minute: 4 by its shares, (0.1 + 0.3) / 2 of 500 =
        // 100, at most
        // 500; the others from none to all: 350 + 600 + 450 × 15 / 45 (what 10 does not cover) + 400 + 500 + 600 + 550
        // + 300 + 750
        // + 800. Low 60 + 100, high 60 + 500 + 5000.
        sum(signIn.customers(), 160, 5560, true);
        sum(signIn.cost(), 320, 11_120, true);
        assertThat(signIn.currency()).isEqualTo("EUR");
        assertThat(signIn.lights()).hasSize(2);
        // Without the 10 minutes of 12 in which only the other light was bad; its other light 20–40.
        assertThat(signIn.lights().get(0).light()).isEqualTo("identity");
        assertThat(signIn.lights().get(0).minutes()).isEqualTo(570, EXACT);
        assertThat(signIn.lights().get(1).light()).isEqualTo("completion");
        assertThat(signIn.lights().get(1).minutes()).isEqualTo(20, EXACT);

        // 2:20 5:30 9:45 11:45 15:50 19:44 21:52 24:43 26:65 30:58. Only 2 was counted, 50 × 0.5; nobody knows how many
        // come.
        JourneyImpact reach = all.impact().get(1);
        assertThat(reach.minutes()).isEqualTo(452, EXACT);
        assertThat(reach.unknownMinutes()).isEqualTo(432, EXACT);
        sum(reach.customers(), 25, 25, false);
        assertThat(reach.cost()).isNull();

        // 3:40 6:60 16:70 17:35 20:60 25:48 27:57 28:62, each from none to all of 4 a minute.
        JourneyImpact record = all.impact().get(2);
        assertThat(record.minutes()).isEqualTo(432, EXACT);
        sum(record.customers(), 0, 1728, true);
        assertThat(record.cost()).isNull();
    }

    static Figure minutes(Group g, FigureKind kind, long count, long leftOut, double median, double p90) {
        return number(g, kind, count, leftOut, median * 60, p90 * 60);
    }

    static Figure number(Group g, FigureKind kind, long count, long leftOut, double median, double p90) {
        Figure f = g.figure(kind).orElseThrow();
        assertThat(f.count()).as(kind + " made of").isEqualTo(count);
        assertThat(f.leftOut()).as(kind + " left out").isEqualTo(leftOut);
        assertThat(f.median()).as(kind + " median").isEqualTo(median, within(0.01));
        assertThat(f.p90()).as(kind + " p90").isEqualTo(p90, within(0.01));
        return f;
    }

    static void share(Group g, FigureKind kind, long yes, long of, long leftOut) {
        Figure f = g.figure(kind).orElseThrow();
        assertThat(f.yes()).as(kind + " yes").isEqualTo(yes);
        assertThat(f.count()).as(kind + " of").isEqualTo(of);
        assertThat(f.leftOut()).as(kind + " left out").isEqualTo(leftOut);
        assertThat(f.share()).as(kind.toString()).isEqualTo((double) yes / of, EXACT);
    }

    static void sum(Figure.@Nullable Range range, double low, double high, boolean estimated) {
        java.util.Objects.requireNonNull(range);
        assertThat(range.low()).isEqualTo(low, within(1e-3));
        assertThat(range.high()).isEqualTo(high, within(1e-3));
        assertThat(range.estimated()).isEqualTo(estimated);
    }
}
