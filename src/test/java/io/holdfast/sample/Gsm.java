package io.holdfast.sample;

import java.nio.charset.StandardCharsets;

/** What a text costs on the air: septets of GSM 03.38, or none where one letter forces UCS-2. */
final class Gsm {
    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                    + "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String TWICE = "\f^{}\\[~]|€";

    private Gsm() {}

    /** Septets, or -1 where the text can't be sent as GSM-7. */
    static int septets(String text) {
        int septets = 0;
        for (char c : text.toCharArray()) {
            if (BASIC.indexOf(c) >= 0) {
                septets++;
            } else if (TWICE.indexOf(c) >= 0) {
                septets += 2;
            } else {
                return -1;
            }
        }
        return septets;
    }

    /** Segments of a text message. */
    static int segments(String text) {
        int septets = septets(text);
        if (septets >= 0) {
            return septets <= 160 ? 1 : (septets + 152) / 153;
        }
        int units = text.getBytes(StandardCharsets.UTF_16BE).length / 2;
        return units <= 70 ? 1 : (units + 66) / 67;
    }
}
