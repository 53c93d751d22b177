package io.holdfast.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The digests that chain the record. */
final class Hashes {

    /** What stands before the first entry of a chain. */
    static final String NOTHING = "0".repeat(64);

    private Hashes() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /** {@code SHA-256(prev ‖ "\n" ‖ entry)}. */
    static String link(String prev, String entry) {
        return hex(sha256().digest((prev + "\n" + entry).getBytes(StandardCharsets.UTF_8)));
    }

    /** {@code HMAC-SHA256(salt, content)}: says what the content was to whoever has the salt, and nothing to anybody else. */
    static String commitment(String salt, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return hex(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA256", e);
        }
    }
}
