package io.holdfast.resolve;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/** Chance that is the same on every node and every day: a customer stays where he is unless the numbers themselves move him. */
final class Shares {
    private Shares() {}

    /** A number from 0 (included) to 1 (not included) that this customer always draws for this question. */
    static double draw(String question, String targetingKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((question + "\n" + targetingKey).getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(hash).getLong() >>> 11) / (double) (1L << 53);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    /** Whether the customer is among this share; who is among a smaller one is among each larger one. */
    static boolean within(int percent, String question, String targetingKey) {
        return draw(question, targetingKey) * 100 < percent;
    }

    /**
     * One of these by weight. Each draws for himself, and the best wins: where weights change, only those move who must.
     *
     * @param weights of which at least one is above zero
     */
    static String choose(Map<String, Integer> weights, String question, String targetingKey) {
        String best = "";
        double least = Double.POSITIVE_INFINITY;
        for (Map.Entry<String, Integer> each : weights.entrySet()) {
            if (each.getValue() <= 0) {
                continue;
            }
            double score = -Math.log(1 - draw(question + "\n" + each.getKey(), targetingKey)) / each.getValue();
            if (score < least) {
                least = score;
                best = each.getKey();
            }
        }
        return best;
    }
}
