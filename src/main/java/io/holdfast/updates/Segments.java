package io.holdfast.updates;

/**
 * What a text message costs. GSM-7 packs 160 characters into one segment, 153 where there are several; one character outside its
 * alphabet turns the whole text into UCS-2 with 70 and 67. Nothing that takes two units is split between segments.
 *
 * @param characters units of the encoding, which may be more than letters
 * @param count segments that are paid for
 * @param encoding {@code GSM-7} or {@code UCS-2}
 */
public record Segments(int characters, int count, String encoding) {
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "^{}\\[~]|€\f";

    /** Counts this text. An empty one costs one segment. */
    public static Segments of(String text) {
        boolean gsm = text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0);
        int single = gsm ? 160 : 70;
        int each = gsm ? 153 : 67;
        int units = 0;
        int count = 1;
        int filled = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length();
            int size = gsm ? (EXTENDED.indexOf(c) >= 0 ? 2 : 1) : (pair ? 2 : 1);
            if (pair) {
                i++;
            }
            units += size;
            if (filled + size > each) {
                count++;
                filled = 0;
            }
            filled += size;
        }
        return new Segments(units, units <= single ? 1 : count, gsm ? "GSM-7" : "UCS-2");
    }

    /** {@code 255 characters, 2 segments (GSM-7)}. */
    public String words() {
        return characters + " characters, " + count + (count == 1 ? " segment (" : " segments (") + encoding + ")";
    }
}
