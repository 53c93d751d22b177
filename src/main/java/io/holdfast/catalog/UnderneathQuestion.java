package io.holdfast.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What every vendor is asked about himself. What he does not answer is a gap in his scorecard. */
public enum UnderneathQuestion {
    CLOUDS("Which clouds do you run on?"),
    REGIONS("In which regions does our data and traffic live?"),
    IDENTITY("Whose identity service do your own people and systems sign in with?"),
    CARRIERS("Which carriers do our calls and texts cross?"),
    REPLICATION("How far behind is the copy of our data?"),
    BACKUP("When did you last restore a backup, and how long did it take?"),
    OUTAGE_COMMUNICATION("How, and within which time, do you tell us of an outage?"),
    HISTORY("Which outages did you have in the last two years?"),
    ISOLATE_OR_REPLACE("How long does it take us to isolate you, and to replace you?");

    private final String words;

    UnderneathQuestion(String words) {
        this.words = words;
    }

    /** The word in {@code vendors.yaml}, {@code outage-communication}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The question as it is put. */
    public String words() {
        return words;
    }

    /** All words of {@code vendors.yaml}. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(UnderneathQuestion::id).toList();
    }
}
