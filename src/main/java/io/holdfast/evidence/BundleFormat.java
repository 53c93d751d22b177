package io.holdfast.evidence;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where things lie in a bundle. */
final class BundleFormat {

    static final String README = "README.txt";
    static final String ENTRIES = "entries.ndjson";
    static final String CHECKPOINT = "checkpoint.json";
    static final String PLAYBOOK = "playbook/";

    private BundleFormat() {}

    static String attachment(long seq, String name) {
        return "attachments/" + seq + "/" + safe(name);
    }

    static String salt(long seq, String name) {
        return "salts/" + seq + "/" + safe(name);
    }

    private static String safe(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    static String line(String entry, String prev, String hash) {
        return Canonical.text(Map.of("entry", entry, "prev", prev, "hash", hash));
    }

    static byte[] signed(SigningKey.Signed signed) {
        return (Canonical.text(Map.of("statement", signed.text(), "signature", signed.signature(), "key", signed.key()))
                        + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] readme(String chain) {
        return """
                Evidence of %s, written by Holdfast.

                entries.ndjson   one entry a line, in order: the exact text that was hashed, the hash before it, its own.
                                 hash = SHA-256(prev + "\\n" + entry), the first prev is 64 zeros; the text is RFC 8785 JSON.
                attachments/     free text and personal data, by entry. An entry holds HMAC-SHA256(salt, content) of each.
                salts/           the salts. An attachment that was erased has neither; an entry of the chain says so.
                playbook/        the files that decided, by playbook number.
                checkpoint.json  the signed statement of all the above (Ed25519), with the last checkpoint of this chain.

                Verify it with:  java -jar holdfast.jar verify <this file>
                People appear as pseudonyms. The key's fingerprint that 'verify' prints is in the log of the Holdfast that
                wrote this, and in its record: compare it by another way than this file.
                """.formatted(chain).getBytes(StandardCharsets.UTF_8);
    }
}
