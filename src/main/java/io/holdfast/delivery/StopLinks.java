package io.holdfast.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The links that end mails to one address: they carry its digest, signed, so that nobody can end another's. */
final class StopLinks {

    private static final int DIGEST = 43;
    private static final int SIGNATURE = 22;
    private static final String SHAPE = "[A-Za-z0-9_-]{" + (DIGEST + SIGNATURE) + "}";

    private final Supplier<String> secret;
    private final Supplier<String> base;

    /**
     * @param secret what signs; the same on every node and after each start
     * @param base the address under which readers reach us, without a slash at its end
     */
    StopLinks(Supplier<String> secret, Supplier<String> base) {
        this.secret = secret;
        this.base = base;
    }

    /** The link of whoever has the address with this digest, in his language. */
    String link(String addressHash, String locale) {
        return base.get() + "/mail/stop/" + token(addressHash) + "?lang=" + locale;
    }

    String token(String addressHash) {
        return base64(HexFormat.of().parseHex(addressHash)) + signature(addressHash);
    }

    /** Whose link it is, as the address's digest; empty where we never gave it out. */
    Optional<String> addressHash(String token) {
        if (!token.matches(SHAPE)) {
            return Optional.empty();
        }
        byte[] digest = Base64.getUrlDecoder().decode(token.substring(0, DIGEST));
        String hash = HexFormat.of().formatHex(digest);
        boolean ours = MessageDigest.isEqual(
                signature(hash).getBytes(StandardCharsets.US_ASCII),
                token.substring(DIGEST).getBytes(StandardCharsets.US_ASCII));
        return ours ? Optional.of(hash) : Optional.empty();
    }

    /** Tells this house's mails from those of another that mails from the same domain. */
    String mark(long delivery) {
        return HexFormat.of().formatHex(mac("delivery:" + delivery)).substring(0, 10);
    }

    private String signature(String addressHash) {
        return base64(Arrays.copyOf(mac("stop:" + addressHash), 16));
    }

    private byte[] mac(String of) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.get().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(of.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
