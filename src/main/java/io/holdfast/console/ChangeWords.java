package io.holdfast.console;

import io.holdfast.learn.Change;
import org.jspecify.annotations.Nullable;

/** A change's state as pages show it. */
final class ChangeWords {
    private ChangeWords() {}

    /** Which shape stands before it. */
    static String shape(Change change) {
        return switch (change.state()) {
            case REFUSED -> "bad";
            case REPLAYING -> "now";
            case AWAITING_APPROVAL -> "strained";
            case IN_FORCE -> change.wantsJudgement() ? "strained" : "good";
            case ROLLED_BACK -> change.wantsJudgement() ? "strained" : "off";
            case REJECTED -> "off";
        };
    }

    /** In words. */
    static String words(Change change) {
        return switch (change.state()) {
            case REFUSED -> "Refused";
            case REPLAYING -> "Is being replayed";
            case AWAITING_APPROVAL -> "Waits for another person’s yes";
            case IN_FORCE ->
                change.wantsJudgement()
                        ? "In force at once; another person has to judge it"
                        : change.keptAt() == null ? "In force, and watched" : "In force, and kept";
            case ROLLED_BACK ->
                change.wantsJudgement() ? "Rolled back by its author; another person has to judge it" : "Rolled back";
            case REJECTED -> "Rejected";
        };
    }

    /** The shape of a replayed case's verdict. */
    static String verdict(String verdict) {
        return switch (verdict) {
            case "better" -> "good";
            case "worse" -> "bad";
            default -> "simpler";
        };
    }

    /** By how much a mode would have moved, {@code 17 min earlier}; empty where no time is compared. */
    static String moved(@Nullable Long minutes) {
        return minutes == null || minutes == 0 ? "" : Math.abs(minutes) + (minutes > 0 ? " min earlier" : " min later");
    }
}
