package io.holdfast.audience;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/** Telephone numbers, as libphonenumber knows them. */
final class Phones {
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    private Phones() {}

    /**
     * The number in E.164.
     *
     * @throws IllegalArgumentException where it is none
     */
    static String e164(String text) {
        try {
            PhoneNumber number = UTIL.parse(text, null);
            if (UTIL.isPossibleNumber(number)) {
                return UTIL.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
            }
        } catch (NumberParseException e) {
            throw new IllegalArgumentException(wrong(text), e);
        }
        throw new IllegalArgumentException(wrong(text));
    }

    private static String wrong(String text) {
        String shown = text.length() > 30 ? text.substring(0, 30) + "…" : text;
        return "'phone' is a number in E.164 with its country, such as +442079460018, not '" + shown + "'";
    }

    /** The country of a number, ISO 3166; {@code ZZ} where it has none. */
    static String country(String e164) {
        try {
            String country = UTIL.getRegionCodeForNumber(UTIL.parse(e164, null));
            return country == null ? "ZZ" : country;
        } catch (NumberParseException e) {
            return "ZZ";
        }
    }
}
