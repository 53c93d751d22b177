package io.holdfast.console;

import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.resolve.ModeSteps;
import io.holdfast.resolve.ModeSwitch;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of a fallback as people read them: {@code Webhook to the IVR: done 10:42, verified by sign-ins that succeed}. */
final class StepWords {
    private StepWords() {}

    static List<String> of(ModeSwitch mode, List<ModeSteps.Step> steps, Optional<Journey> journey, LocalTimes local) {
        return steps.stream()
                .filter(s -> s.switchId().equals(mode.id()))
                .sorted((a, b) -> Boolean.compare(a.undo(), b.undo()))
                .map(s -> (s.undo() ? "Back: " : "") + s.name() + ": " + state(s, local) + verified(mode, s, journey))
                .toList();
    }

    private static String state(ModeSteps.Step step, LocalTimes local) {
        return switch (step.state()) {
            case "done" -> "done" + at(step.at(), local);
            case "sending" -> step.tries() > 1 ? "tried again, try " + step.tries() : "under way";
            case "asked" -> "a person has it";
            case "failed" -> "could not be done" + at(step.at(), local) + said(step);
            case "unknown" -> "unclear whether it was done" + said(step);
            case "left" -> "not begun";
            default -> step.tries() > 0 ? "waits for try " + (step.tries() + 1) + said(step) : "waits";
        };
    }

    private static String at(@Nullable Instant at, LocalTimes local) {
        return at == null ? "" : " " + local.clock(at);
    }

    private static String said(ModeSteps.Step step) {
        return step.outcome() == null ? "" : " (" + step.outcome() + ")";
    }

    private static String verified(ModeSwitch mode, ModeSteps.Step step, Optional<Journey> journey) {
        if (step.undo() || step.metric() == null || !mode.state().equals("verified")) {
            return "";
        }
        String label = journey.stream()
                .flatMap(j -> j.indicators().stream())
                .filter(i -> i.metric().equals(step.metric()))
                .map(Indicator::label)
                .findFirst()
                .orElse(step.metric());
        return ", verified by " + label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
    }
}
