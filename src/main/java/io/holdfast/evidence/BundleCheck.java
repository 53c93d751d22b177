package io.holdfast.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Recomputes a bundle, and stops at the first thing that is not as it was written. Needs nothing but the file. */
final class BundleCheck {

    /** What is wrong, and where. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String what) {
            super(what);
        }
    }

    /** @param key fingerprint of the key that signed it */
    record Intact(
            String chain, long entries, long attachments, long erased, long playbookFiles, String at, String key) {}

    private record Commitment(long seq, String name, String value) {}

    private final ZipFile zip;
    private final List<Commitment> commitments = new ArrayList<>();
    private final Set<String> erased = new HashSet<>();
    private final Map<Long, String> checkpointed = new LinkedHashMap<>();
    private String chain = "";
    private String world = "";
    private String head = Hashes.NOTHING;
    private long seq;

    private BundleCheck(ZipFile zip) {
        this.zip = zip;
    }

    static Intact check(Path file) throws Broken {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            return new BundleCheck(zip).check();
        } catch (ZipException e) {
            throw new Broken("this is no evidence bundle, or a damaged one: " + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            throw new Broken("this can't be read as an evidence bundle: " + e.getMessage());
        }
    }

    private Intact check() throws Broken, IOException {
        if (zip.getEntry(BundleFormat.ENTRIES) == null || zip.getEntry(BundleFormat.CHECKPOINT) == null) {
            throw new Broken("this is no evidence bundle: it has no " + BundleFormat.ENTRIES + " or no "
                    + BundleFormat.CHECKPOINT);
        }
        SigningKey.Signed signed = statement();
        // Read before it is believed: where the chain itself is broken, that is the better answer.
        JsonNode statement = readable(signed);
        expect(statement);
        chain();
        long gone = attachments();
        if (!SigningKey.verifies(signed)) {
            throw new Broken(BundleFormat.CHECKPOINT + " was changed: its signature does not fit");
        }
        signature(statement, signed);
        head(statement);
        long playbook = files(statement.path("files"));
        return new Intact(
                chain,
                seq,
                commitments.size() - gone,
                gone,
                playbook,
                statement.path("at").asText(),
                SigningKey.fingerprint(signed.key()));
    }

    private SigningKey.Signed statement() throws Broken, IOException {
        try {
            JsonNode json = Canonical.parse(text(BundleFormat.CHECKPOINT));
            return new SigningKey.Signed(
                    json.path("statement").asText(),
                    json.path("signature").asText(),
                    json.path("key").asText());
        } catch (IllegalArgumentException e) {
            throw new Broken(BundleFormat.CHECKPOINT + " was changed: it can't be read");
        }
    }

    private static JsonNode readable(SigningKey.Signed signed) throws Broken {
        try {
            return Canonical.parse(signed.text());
        } catch (IllegalArgumentException e) {
            throw new Broken(BundleFormat.CHECKPOINT + " was changed: its statement can't be read");
        }
    }

    /** The heads that were signed, to be met on the way. */
    private void expect(JsonNode statement) {
        String of = statement.path("chain").asText();
        if (statement.has("checkpoint")) {
            try {
                JsonNode covered = Canonical.parse(statement.path("checkpoint").asText())
                        .path("heads")
                        .path(of);
                checkpointed.put(
                        covered.path("seq").asLong(), covered.path("hash").asText());
            } catch (IllegalArgumentException e) {
                checkpointed.clear();
            }
        }
    }

    private void chain() throws Broken, IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream(BundleFormat.ENTRIES), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                entry(line);
            }
        }
        if (seq == 0) {
            throw new Broken("this bundle has no entry");
        }
    }

    private void entry(String line) throws Broken {
        long place = seq + 1;
        JsonNode json;
        try {
            json = Canonical.parse(line);
        } catch (IllegalArgumentException e) {
            throw broken(place, "its line in " + BundleFormat.ENTRIES + " can't be read");
        }
        String text = json.path("entry").asText();
        String prev = json.path("prev").asText();
        String hash = json.path("hash").asText();
        if (chain.isEmpty()) {
            chain = claimed(text);
        }
        if (!Hashes.link(prev, text).equals(hash)) {
            throw broken(place, "its text, or a hash beside it, is not what was recorded");
        }
        if (!prev.equals(head)) {
            throw broken(place, "it does not follow the entry before it: one was changed, added or left out");
        }
        JsonNode entry;
        try {
            entry = Canonical.parse(text);
        } catch (IllegalArgumentException e) {
            throw broken(place, "its text can't be read");
        }
        if (seq == 0) {
            chain = entry.path("chain").asText();
            world = entry.path("world").asText();
        }
        if (entry.path("seq").asLong() != place
                || !entry.path("chain").asText().equals(chain)
                || !entry.path("world").asText().equals(world)) {
            throw broken(
                    place,
                    "it says that it stands at " + entry.path("chain").asText() + "/"
                            + entry.path("seq").asText());
        }
        String signed = checkpointed.get(place);
        if (signed != null && !signed.equals(hash)) {
            throw broken(place, "the checkpoint that was signed then has another hash: the chain was written anew");
        }
        entry.path("attachments")
                .fields()
                .forEachRemaining(a -> commitments.add(
                        new Commitment(place, a.getKey(), a.getValue().asText())));
        if (entry.path("kind").asText().equals(Attachments.ERASED)) {
            JsonNode body = entry.path("body");
            erased.add(body.path("seq").asText() + "/" + body.path("name").asText());
        }
        seq = place;
        head = hash;
    }

    /** @return how many were erased by right */
    private long attachments() throws Broken, IOException {
        long gone = 0;
        for (Commitment commitment : commitments) {
            ZipEntry content = zip.getEntry(BundleFormat.attachment(commitment.seq(), commitment.name()));
            ZipEntry salt = zip.getEntry(BundleFormat.salt(commitment.seq(), commitment.name()));
            if (content != null && salt != null) {
                String value = Hashes.commitment(text(salt.getName()), bytes(content.getName()));
                if (!value.equals(commitment.value())) {
                    throw broken(commitment.seq(), "its attachment '" + commitment.name() + "' was changed");
                }
            } else if (erased.contains(commitment.seq() + "/" + commitment.name())) {
                gone++;
            } else {
                throw broken(
                        commitment.seq(),
                        "its attachment '" + commitment.name() + "' is missing, and no entry says that it was erased");
            }
        }
        return gone;
    }

    private static void signature(JsonNode statement, SigningKey.Signed signed) throws Broken {
        if (statement.has("checkpoint")
                && !SigningKey.verifies(new SigningKey.Signed(
                        statement.path("checkpoint").asText(),
                        statement.path("checkpointSignature").asText(),
                        signed.key()))) {
            throw new Broken(BundleFormat.CHECKPOINT + " holds a checkpoint that another key signed");
        }
    }

    private void head(JsonNode statement) throws Broken {
        long signedSeq = Math.max(
                statement.path("seq").asLong(), checkpointed.isEmpty() ? 0 : Collections.max(checkpointed.keySet()));
        if (signedSeq > seq) {
            throw broken(seq + 1, "it is missing: " + signedSeq + " entries were signed, " + seq + " are here");
        }
        if (statement.path("seq").asLong() != seq
                || !statement.path("hash").asText().equals(head)
                || !statement.path("chain").asText().equals(chain)) {
            throw broken(
                    seq,
                    "it is not the end that was signed, entry "
                            + statement.path("chain").asText() + "/"
                            + statement.path("seq").asText());
        }
    }

    /** @return how many files of the playbook there are */
    private long files(JsonNode signed) throws Broken, IOException {
        long playbook = 0;
        Set<String> here = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (!here.add(name)) {
                throw new Broken("the file " + name + " is there twice");
            }
            if (name.equals(BundleFormat.CHECKPOINT)) {
                continue;
            }
            if (!signed.has(name)) {
                throw new Broken("the file " + name + " was added");
            }
            if (!signed.path(name).asText().equals(digest(name))) {
                throw new Broken("the file " + name + " was changed");
            }
            playbook += name.startsWith(BundleFormat.PLAYBOOK) ? 1 : 0;
        }
        for (String name : (Iterable<String>) signed::fieldNames) {
            if (!here.contains(name)) {
                throw new Broken("the file " + name + " is missing");
            }
        }
        return playbook;
    }

    /** The chain that an entry says it belongs to, to name it by; believed only once its hash holds. */
    private static String claimed(String text) {
        try {
            return Canonical.parse(text).path("chain").asText();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private Broken broken(long place, String what) {
        return new Broken((chain.isEmpty() ? "entry " : chain + "/") + place + " is broken: " + what);
    }

    private InputStream stream(String name) throws IOException {
        @Nullable ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ZipException("there is no " + name);
        }
        return zip.getInputStream(entry);
    }

    private byte[] bytes(String name) throws IOException {
        try (InputStream in = stream(name)) {
            return in.readAllBytes();
        }
    }

    private String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private String digest(String name) throws IOException {
        MessageDigest digest = Hashes.sha256();
        byte[] buffer = new byte[8192];
        try (InputStream in = stream(name)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Hashes.hex(digest.digest());
    }
}
