package io.holdfast.playbook;

import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.UnderneathQuestion;
import io.holdfast.catalog.Vendor;
import java.util.List;

/** What the catalog gives to the scorecard: which readings count customers, which make a figure, what vendors were asked. */
final class FigureCheck {
    private static final List<String> HIT = List.of("value", "rest");

    private final List<Fault> faults;

    FigureCheck(List<Fault> faults) {
        this.faults = faults;
    }

    void check(Journey journey) {
        for (Indicator indicator : journey.indicators()) {
            String at = "journeys[" + journey.id() + "].indicators[" + indicator.metric() + "].";
            known(indicator.hit(), HIT, "journeys", at + "hit");
            known(indicator.figure(), Indicator.FIGURES, "journeys", at + "figure");
            if (!"share".equals(indicator.unit()) && indicator.hit() != null) {
                share(indicator, at + "hit");
            }
            if (!"share".equals(indicator.unit()) && indicator.figure() != null) {
                share(indicator, at + "figure");
            }
        }
        if (journey.impact() != null
                && journey.impact().costPerCustomer() != null
                && journey.impact().currency() == null) {
            say(
                    "journeys",
                    "journeys[" + journey.id() + "].impact",
                    "A cost without a currency says nothing.",
                    "Write 'currency: EUR' beside it.");
        }
    }

    void check(Vendor vendor) {
        for (String question : vendor.underneath().keySet()) {
            known(question, UnderneathQuestion.ids(), "vendors", "vendors[" + vendor.id() + "].underneath." + question);
        }
    }

    private void share(Indicator indicator, String place) {
        say(
                "journeys",
                place,
                "Only a share has it, and this one is measured in '" + indicator.unit() + "'.",
                "Remove it, or write 'unit: share' where the values are 0 to 1.");
    }

    private void known(@org.jspecify.annotations.Nullable String word, List<String> words, String file, String place) {
        if (word != null && !words.contains(word)) {
            say(
                    file,
                    place,
                    "'" + word + "' is unknown here.",
                    Suggestion.of(word, words, "Write one of: " + String.join(", ", words) + "."));
        }
    }

    private void say(String file, String place, String what, String remedy) {
        faults.add(new Fault(CatalogReader.FOLDER + file + ".yaml", place, what, remedy));
    }
}
