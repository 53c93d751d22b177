package io.holdfast.delivery;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Countries of telephone numbers, ISO 3166, as libphonenumber knows them. */
final class Countries {
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final String NONE = "ZZ";

    private Countries() {}

    /** The country of a number: where several share its calling code and it belongs to none of them, the largest; {@code ZZ} for none. */
    static String of(String e164) {
        try {
            PhoneNumber number = UTIL.parse(e164, null);
            String exact = UTIL.getRegionCodeForNumber(number);
            String country = exact == null ? UTIL.getRegionCodeForCountryCode(number.getCountryCode()) : exact;
            return country.length() == 2 ? country : NONE;
        } catch (NumberParseException e) {
            return NONE;
        }
    }

    /** What is written for a text to this address; empty for what has no country. */
    static String of(Channel channel, String address) {
        return channel == Channel.SMS ? of(address) : "";
    }

    /**
     * The countries that a setting names.
     *
     * @param word ISO 3166, {@code ES}, or a calling code, {@code 34} or {@code +34}
     * @return empty where it names none
     */
    static Set<String> named(String word) {
        String one = word.strip().toUpperCase(Locale.ROOT);
        if (one.matches("\\+?[1-9][0-9]{0,2}")) {
            Set<String> sharing =
                    new TreeSet<>(UTIL.getRegionCodesForCountryCode(Integer.parseInt(one.replace("+", ""))));
            sharing.removeIf(region -> region.length() != 2 || region.equals(NONE));
            return sharing;
        }
        return UTIL.getSupportedRegions().contains(one) ? Set.of(one) : Set.of();
    }
}
