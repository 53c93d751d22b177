package io.holdfast.learn;

import io.holdfast.learn.Noticed.Found;
import io.holdfast.learn.Noticed.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What readings that are folded again come to, in one sentence. */
final class NoticedSentence {
    /** So many alarms outside incidents are listed, of those that come and of those that come no more; the sentence counts them all. */
    private static final int LISTED = 100;

    private final List<Found> found;
    private final int looked;
    private final List<String> parts = new ArrayList<>();
    private boolean total;

    private NoticedSentence(List<Found> found, int looked) {
        this.found = found;
        this.looked = looked;
    }

    /**
     * @param looked how many incidents were looked at
     * @param assumption what the estimates rest on
     */
    static Replay of(List<Found> found, int looked, String assumption) {
        String sentence = new NoticedSentence(found, looked).sentence();
        List<Replay.Case> cases = new ArrayList<>();
        found.stream().filter(f -> !f.outside()).map(Found::of).forEach(cases::add);
        for (Kind kind : List.of(Kind.ALARM_MORE, Kind.ALARM_FEWER)) {
            List<Replay.Case> all = found.stream()
                    .filter(f -> f.outside() && f.kind() == kind)
                    .map(Found::of)
                    .toList();
            cases.addAll(all.subList(0, Math.min(LISTED, all.size())));
            if (all.size() > LISTED) {
                int rest = all.size() - LISTED;
                Replay.Case last = all.get(all.size() - 1);
                cases.add(new Replay.Case(
                        "alarms",
                        rest + " more of them",
                        last.verdict(),
                        last.before().isEmpty() ? List.of() : List.of(rest + " alarms"),
                        last.after().isEmpty() ? List.of() : List.of(rest + " alarms"),
                        "They are counted and not listed; the last: " + last.why(),
                        null));
            }
        }
        return new Replay(sentence, looked, ReplaySentence.sorted(cases), assumption);
    }

    private String sentence() {
        earlier();
        in(Kind.AT_ALL, "it would have been noticed at all", false);
        later();
        in(Kind.NOT_AT_ALL, "it would not have been noticed", true);
        alarms(Kind.ALARM_MORE, "would have come where nothing was wrong");
        alarms(Kind.ALARM_FEWER, "where nothing was wrong would not have come");
        in(Kind.DIFFERENT, "it would have been merely different", true);
        if (parts.isEmpty()) {
            return looked == 0
                    ? "No past incident is of what it judges, and no other alarm would have come."
                    : "In none of " + incidents(looked)
                            + " would it have been noticed earlier or later, and no other alarm would have come.";
        }
        return ReplaySentence.sentence(parts);
    }

    private List<Replay.Case> only(Kind kind) {
        return found.stream().filter(f -> f.kind() == kind).map(Found::of).toList();
    }

    private void earlier() {
        List<Replay.Case> cases = only(Kind.EARLIER);
        in(Kind.EARLIER, "it would have been noticed " + ReplaySentence.minutes(minutes(cases)) + " earlier", false);
    }

    private void later() {
        List<Replay.Case> cases = only(Kind.LATER);
        in(Kind.LATER, "it would have been noticed " + ReplaySentence.minutes(minutes(cases)) + " later", true);
    }

    private static List<Long> minutes(List<Replay.Case> cases) {
        return cases.stream()
                .map(Replay.Case::minutes)
                .filter(Objects::nonNull)
                .map(Math::abs)
                .sorted()
                .toList();
    }

    private void in(Kind kind, String what, boolean named) {
        List<Replay.Case> cases = only(kind);
        if (!cases.isEmpty()) {
            parts.add("in " + cases.size() + (total ? "" : " of " + incidents(looked)) + " " + what
                    + (named ? ": " + ReplaySentence.names(cases) : ""));
            total = true;
        }
    }

    private void alarms(Kind kind, String what) {
        int count = only(kind).size();
        if (count > 0) {
            parts.add(count + (count == 1 ? " alarm " : " alarms ") + what);
        }
    }

    private static String incidents(int count) {
        return count + (count == 1 ? " past incident" : " past incidents");
    }
}
