package io.holdfast.delivery;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a customer's text says about texts. People write STOP as people write: with a full stop, with two more words, in their own language.
 * Whoever is not understood gets the next text, and is right to be angry; but 'cancel my card' is no word about texts.
 *
 * <p>The plain words are those that carriers and Twilio's opt-out know
 * (<a href="https://help.twilio.com/articles/223134027">Twilio support for opt-out keywords</a>).
 */
enum ConsentWord {
    STOP,
    START,
    NEITHER;

    private static final Set<String> VENDORS_STOP =
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");
    private static final Set<String> VENDORS_START = Set.of("START", "YES", "UNSTOP");
    private static final Set<String> OURS_STOP =
            Set.of("BAJA", "DARBAJA", "DARDEBAJA", "DARMEDEBAJA", "PARAR", "PARE", "NOMASMENSAJES", "NOMORETEXTS");
    private static final Set<String> OURS_START = Set.of("ALTA");

    /** Words that begin a STOP where nothing but words about texts follows. */
    private static final Set<String> BEGIN = Set.of("STOP", "UNSUBSCRIBE", "BAJA", "PARAR");

    private static final Set<String> ABOUT_TEXTS = Set.of(
            "ALL",
            "CONTACTING",
            "FROM",
            "IT",
            "ME",
            "MESSAGE",
            "MESSAGES",
            "MESSAGING",
            "NOW",
            "PLEASE",
            "SENDING",
            "SMS",
            "TEXT",
            "TEXTING",
            "TEXTS",
            "THE",
            "THESE",
            "THIS",
            "TO",
            "US",
            "YOUR",
            "STOP",
            "BAJA",
            "DE",
            "ENVIAR",
            "ESTO",
            "FAVOR",
            "LOS",
            "MENSAJES",
            "POR",
            "YA");

    /** What this text says. */
    static ConsentWord of(String body) {
        List<String> words = words(body);
        String joined = String.join("", words);
        if (VENDORS_START.contains(joined) || OURS_START.contains(joined)) {
            return START;
        }
        boolean stop = VENDORS_STOP.contains(joined)
                || OURS_STOP.contains(joined)
                || !words.isEmpty()
                        && BEGIN.contains(words.get(0))
                        && ABOUT_TEXTS.containsAll(words.subList(1, words.size()));
        return stop ? STOP : NEITHER;
    }

    /** Whether the vendor knows the word as it stands, and answers it by itself. */
    static boolean vendorAnswers(String body) {
        String word = body.strip().toUpperCase(Locale.ROOT);
        return VENDORS_STOP.contains(word) || VENDORS_START.contains(word);
    }

    private static List<String> words(String body) {
        String plain = Normalizer.normalize(body, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^\\p{L}]+", " ")
                .strip();
        return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" "));
    }
}
