package io.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
    @Test
    void aLineThatIsTooLongIsCutAndTheNextOneIsReadWhole() throws IOException {
        String text = "abc\n\n" + "x".repeat(100_000) + "\nlast";
        BoundedLines lines = new BoundedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 10);

        assertThat(lines.next()).isEqualTo(new BoundedLines.Line("abc", true));
        assertThat(lines.next()).isEqualTo(new BoundedLines.Line("", true));
        assertThat(lines.next()).isEqualTo(new BoundedLines.Line("x".repeat(10), false));
        assertThat(lines.next()).isEqualTo(new BoundedLines.Line("last", true));
        assertThat(lines.next()).isNull();
    }
}
