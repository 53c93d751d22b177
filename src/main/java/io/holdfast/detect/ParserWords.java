package io.holdfast.detect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JSON parser complains of, in words of JSON: whoever sends it does not know the parser, nor how it could be made to take it. */
public final class ParserWords {
    private static final Pattern NON_STANDARD =
            Pattern.compile("Non-standard token '([-+]?\\w{1,20})'[^.;]*(?:ALLOW_NON_NUMERIC_NUMBERS[^.;]*)?");

    private static final Pattern SWITCHES =
            Pattern.compile(":?\\s*enable `JsonReadFeature.*$|\\s*\\(not recognized as one since Feature.*$");

    private ParserWords() {}

    /** @param sentence the parser's own, without its place */
    static String plain(String sentence) {
        return number(sentence).isPresent()
                ? NON_STANDARD.matcher(sentence).replaceAll("$1 is no JSON number")
                : SWITCHES.matcher(sentence).replaceAll("");
    }

    /** The word that was meant as a number and is none of JSON's, {@code NaN}; empty where it complains of something else. */
    public static Optional<String> number(String sentence) {
        Matcher nonStandard = NON_STANDARD.matcher(sentence);
        return nonStandard.find() ? Optional.of(nonStandard.group(1)) : Optional.empty();
    }
}
