package io.holdfast.console;

/**
 * What a text message costs: GSM-7 packs 160 characters into one segment, 153 where there are several; one character outside its
 * alphabet turns the whole text into UCS-2 with 70 and 67.
 *
 * @param characters units of the encoding, which may be more than letters
 */
record Segments(int characters, int count, String encoding) {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENDED = "^{}\\[~]|€\f";

    static Segments of(String text) {
        int units = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (BASIC.indexOf(c) >= 0) {
                units++;
            } else if (EXTENDED.indexOf(c) >= 0) {
                units += 2;
            } else {
                return new Segments(text.length(), pieces(text.length(), 70, 67), "UCS-2");
            }
        }
        return new Segments(units, pieces(units, 160, 153), "GSM-7");
    }

    private static int pieces(int units, int single, int each) {
        return units <= single ? 1 : (units + each - 1) / each;
    }

    /** {@code 255 characters, 2 segments (GSM-7)}. */
    public String words() {
        return characters + " characters, " + count + (count == 1 ? " segment (" : " segments (") + encoding + ")";
    }
}
