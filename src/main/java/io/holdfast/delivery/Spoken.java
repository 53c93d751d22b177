package io.holdfast.delivery;

import com.twilio.twiml.TwiMLException;
import com.twilio.twiml.VoiceResponse;
import com.twilio.twiml.voice.Pause;
import com.twilio.twiml.voice.Say;
import java.util.Locale;
import java.util.Map;

/** A text as Twilio says it on the telephone: twice, since whoever picks up misses the first words. */
final class Spoken {

    /** Whose accent is used where a locale names no country. */
    private static final Map<String, Say.Language> HOME = Map.of(
            "en", Say.Language.EN_GB,
            "pt", Say.Language.PT_PT,
            "zh", Say.Language.CMN_CN,
            "cs", Say.Language.CS_CZ,
            "da", Say.Language.DA_DK,
            "el", Say.Language.EL_GR,
            "ja", Say.Language.JA_JP,
            "ko", Say.Language.KO_KR,
            "sv", Say.Language.SV_SE,
            "uk", Say.Language.UK_UA);

    private Spoken() {}

    /** The TwiML, all of the text's characters escaped. */
    static String twiml(String text, String locale) {
        String plain = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        Say say = new Say.Builder(plain).language(language(locale)).build();
        Pause pause = new Pause.Builder().length(1).build();
        try {
            return new VoiceResponse.Builder()
                    .pause(pause)
                    .say(say)
                    .pause(pause)
                    .say(say)
                    .build()
                    .toXml();
        } catch (TwiMLException e) {
            throw new IllegalStateException("A text can't be written as TwiML", e);
        }
    }

    /** The voice's language for a reader's locale, {@code es-ES} for {@code es}; English where Twilio does not speak it. */
    static Say.Language language(String locale) {
        String tag = locale.replace('_', '-');
        String language = tag.split("-")[0].toLowerCase(Locale.ROOT);
        for (Say.Language one : Say.Language.values()) {
            if (one.toString().equalsIgnoreCase(tag)) {
                return one;
            }
        }
        Say.Language home = HOME.get(language);
        if (home != null) {
            return home;
        }
        String own = language + "-" + language;
        Say.Language any = null;
        for (Say.Language one : Say.Language.values()) {
            if (one.toString().equalsIgnoreCase(own)) {
                return one;
            }
            if (any == null && one.toString().toLowerCase(Locale.ROOT).startsWith(language + "-")) {
                any = one;
            }
        }
        return any == null ? Say.Language.EN_GB : any;
    }
}
