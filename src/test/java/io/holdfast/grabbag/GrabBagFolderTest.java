package io.holdfast.grabbag;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class GrabBagFolderTest {

    @TempDir
    private Path top;

    private GrabBagFolder at(Path folder, int keep) {
        return new GrabBagFolder(new GrabBagSettings(folder, keep, true, List.of()));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void eachVersionIsWrittenOnceAndTheNewestUnderItsOwnNameToo() throws IOException {
        Path there = top.resolve("made/for/it");
        GrabBagFolder folder = at(there, 10);
        folder.ensure(1, () -> "one");
        folder.ensure(1, () -> {
            throw new AssertionError("It lies there already");
        });
        folder.ensure(2, () -> "two");
        assertThat(names(there)).containsExactly("grab-bag-1.html", "grab-bag-2.html", "grab-bag.html");
        assertThat(there.resolve("grab-bag-1.html")).hasContent("one");
        assertThat(there.resolve("grab-bag.html")).hasContent("two");
    }

    @Test
    void oldOnesGoBeyondTheBoundAndNothingElseDoes() throws IOException {
        Files.writeString(top.resolve("notes.html"), "mine");
        Files.writeString(top.resolve("grab-bag-old.html"), "mine, too");
        GrabBagFolder folder = at(top, 2);
        for (long version = 8; version <= 11; version++) {
            long n = version;
            folder.ensure(n, () -> "version " + n);
        }
        assertThat(names(top))
                .containsExactly(
                        "grab-bag-10.html", "grab-bag-11.html", "grab-bag-old.html", "grab-bag.html", "notes.html");
    }

    @Test
    void whatIsGoneOrSpoiltIsWrittenAnewAndAVersionThatCameBackIsTheNewest() throws IOException {
        GrabBagFolder folder = at(top, 5);
        folder.ensure(1, () -> "one");
        folder.ensure(2, () -> "two");
        Files.delete(top.resolve("grab-bag.html"));
        folder.ensure(1, () -> "one");
        assertThat(top.resolve("grab-bag.html")).hasContent("one");
        assertThat(names(top)).contains("grab-bag-2.html");
    }

    @Test
    void aFolderThatCanNotBeWrittenIsToldAndMendedByTheNextLook() throws IOException {
        Path there = top.resolve("bag");
        Files.writeString(there, "a file where the folder should be");
        GrabBagFolder folder = at(there, 5);
        folder.ensure(3, () -> "three");
        assertThat(folder.problem())
                .hasValueSatisfying(problem ->
                        assertThat(problem).startsWith("The grab bag of playbook 3 can't be written to " + there));
        Files.delete(there);
        folder.ensure(3, () -> "three");
        assertThat(folder.problem()).isEmpty();
        assertThat(names(there)).containsExactly("grab-bag-3.html", "grab-bag.html");
    }

    @Test
    void withoutAFolderNothingIsDrawn() {
        new GrabBagFolder(new GrabBagSettings(null, 10, true, List.of())).ensure(1, () -> {
            throw new AssertionError("Nobody asked for it");
        });
    }
}
