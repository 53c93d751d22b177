package io.holdfast.grabbag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Copies in a folder of this machine, one per version, {@code grab-bag-12.html}, and {@code grab-bag.html} for the newest. Whoever opens
 * one sees it whole: it is written beside and moved into place. What fails is told and tried again.
 */
@Component
class GrabBagFolder {

    private static final Logger log = LoggerFactory.getLogger(GrabBagFolder.class);
    private static final Pattern COPY = Pattern.compile("grab-bag-(\\d+)\\.html");
    private static final String NEWEST = "grab-bag.html";

    private final @Nullable Path folder;
    private final int keep;
    private volatile @Nullable String problem;

    GrabBagFolder(GrabBagSettings settings) {
        this.folder = settings.folder();
        this.keep = settings.keep();
    }

    /** Why the newest copy is not there, for people; empty where it is. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Writes this version's copy where it is not there yet. */
    void ensure(long playbook, Supplier<String> html) {
        if (folder == null) {
            return;
        }
        Path copy = folder.resolve(GrabBags.fileName(playbook));
        try {
            Path newest = folder.resolve(NEWEST);
            if (Files.isRegularFile(copy) && Files.isRegularFile(newest) && Files.mismatch(copy, newest) == -1) {
                problem = null;
                return;
            }
            Files.createDirectories(folder);
            byte[] bytes = Files.isRegularFile(copy)
                    ? Files.readAllBytes(copy)
                    : html.get().getBytes(StandardCharsets.UTF_8);
            write(copy, bytes);
            write(newest, bytes);
            prune(playbook);
            log.info("The grab bag of playbook {} is written to {}", playbook, copy);
            problem = null;
        } catch (IOException | SecurityException e) {
            String now = "The grab bag of playbook " + playbook + " can't be written to " + folder + ": " + e + ".";
            if (!now.equals(problem)) {
                log.warn("{} It is tried again; make the folder writable, or change holdfast.grab-bag.folder", now);
            }
            problem = now;
        }
    }

    private void write(Path target, byte[] bytes) throws IOException {
        // with the folder's usual rights, unlike a temporary file's: it is there to be read by others
        Path beside = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.write(beside, bytes);
            try {
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException notHere) {
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    // Nothing but our own copies is ever taken away, and never the newest.
    private void prune(long newest) throws IOException {
        Path there = folder;
        if (there == null) {
            return;
        }
        List<Path> copies;
        try (Stream<Path> all = Files.list(there)) {
            copies = all.filter(file -> number(file) >= 0 && number(file) != newest)
                    .sorted(Comparator.comparingLong(GrabBagFolder::number).reversed())
                    .toList();
        }
        for (Path old : copies.subList(Math.min(keep - 1, copies.size()), copies.size())) {
            Files.deleteIfExists(old);
        }
    }

    private static long number(Path file) {
        Matcher name = COPY.matcher(file.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : -1;
    }
}
