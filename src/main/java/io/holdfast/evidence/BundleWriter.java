package io.holdfast.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files one after the other, and knows the digest of each. */
final class BundleWriter {

    private final ZipOutputStream zip;
    private final Map<String, String> digests = new TreeMap<>();
    private MessageDigest digest = Hashes.sha256();
    private String current = "";

    BundleWriter(OutputStream out) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // the same evidence gives the same bytes
        entry.setTimeLocal(java.time.LocalDateTime.of(2000, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        digest = Hashes.sha256();
        current = name;
    }

    void line(String text) {
        try {
            write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void end() throws IOException {
        digests.put(current, Hashes.hex(digest.digest()));
        zip.closeEntry();
    }

    void file(String name, byte[] content) throws IOException {
        begin(name);
        write(content);
        end();
    }

    /** Nothing, where it was erased. */
    void attachment(Attachments.Stored stored) {
        String salt = stored.salt();
        byte[] content = stored.content();
        if (salt == null || content == null) {
            return;
        }
        try {
            file(BundleFormat.attachment(stored.seq(), stored.name()), content);
            file(BundleFormat.salt(stored.seq(), stored.name()), salt.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SHA-256 of each file so far, by name. */
    Map<String, String> digests() {
        return digests;
    }

    void finish() throws IOException {
        zip.finish();
    }

    private void write(byte[] bytes) throws IOException {
        digest.update(bytes);
        zip.write(bytes);
    }
}
