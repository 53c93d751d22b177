package io.holdfast.time;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

@Component
class RandomIds implements Ids {

    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private final SecureRandom random = new SecureRandom();
    private final Times times;

    RandomIds(Times times) {
        this.times = times;
    }

    @Override
    public String id() {
        char[] id = new char[26];
        long millis = times.real().toEpochMilli();
        for (int i = 9; i >= 0; i--) {
            id[i] = DIGITS[(int) (millis & 31)];
            millis >>>= 5;
        }
        for (int i = 10; i < 26; i++) {
            id[i] = DIGITS[random.nextInt(32)];
        }
        return new String(id);
    }

    @Override
    public String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public long below(long bound) {
        return random.nextLong(bound);
    }
}
