package io.holdfast.playbook;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.holdfast.playbook.FileDifference.Hunk;
import io.holdfast.playbook.FileDifference.Line;
import io.holdfast.playbook.FileDifference.Sign;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two texts line by line, and the patch that makes one the other. */
final class LineDifference {

    private static final int AROUND = 3;
    // git's words; as a part of the last line they make it differ from the same line with its end
    private static final String NO_END = "\n\\ No newline at end of file";

    private LineDifference() {}

    static List<Hunk> of(byte @Nullable [] before, byte @Nullable [] after) {
        List<String> old = lines(before);
        List<String> now = lines(after);
        List<Hunk> hunks = new ArrayList<>();
        List<AbstractDelta<String>> near = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
            if (!near.isEmpty() && delta.getSource().getPosition() - end(near) > 2 * AROUND) {
                hunks.add(hunk(old, near));
                near.clear();
            }
            near.add(delta);
        }
        if (!near.isEmpty()) {
            hunks.add(hunk(old, near));
        }
        return List.copyOf(hunks);
    }

    private static int end(List<AbstractDelta<String>> deltas) {
        AbstractDelta<String> last = deltas.get(deltas.size() - 1);
        return last.getSource().getPosition() + last.getSource().size();
    }

    private static Hunk hunk(List<String> old, List<AbstractDelta<String>> deltas) {
        AbstractDelta<String> first = deltas.get(0);
        int from = Math.max(0, first.getSource().getPosition() - AROUND);
        int lead = first.getSource().getPosition() - from;
        List<Line> lines = new ArrayList<>();
        int at = from;
        for (AbstractDelta<String> delta : deltas) {
            add(lines, Sign.SAME, old.subList(at, delta.getSource().getPosition()));
            add(lines, Sign.REMOVED, delta.getSource().getLines());
            add(lines, Sign.ADDED, delta.getTarget().getLines());
            at = delta.getSource().getPosition() + delta.getSource().size();
        }
        add(lines, Sign.SAME, old.subList(at, Math.min(old.size(), at + AROUND)));
        Hunk hunk = new Hunk(from + 1, first.getTarget().getPosition() - lead + 1, List.copyOf(lines));
        return new Hunk(
                hunk.count(Sign.ADDED) == 0 ? 0 : hunk.before(),
                hunk.count(Sign.REMOVED) == 0 ? 0 : hunk.after(),
                hunk.lines());
    }

    private static void add(List<Line> lines, Sign sign, List<String> texts) {
        texts.forEach(text -> lines.add(new Line(sign, text)));
    }

    private static List<String> lines(byte @Nullable [] bytes) {
        String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        String last = lines.remove(lines.size() - 1);
        if (!last.isEmpty()) {
            lines.add(last + NO_END);
        }
        return lines;
    }

    static String patch(String path, byte @Nullable [] before, byte @Nullable [] after) {
        List<Hunk> hunks = of(before, after);
        if (hunks.isEmpty() && (before == null) == (after == null)) {
            return "";
        }
        StringBuilder patch = new StringBuilder();
        patch.append("diff --git a/").append(path).append(" b/").append(path).append('\n');
        if (before == null) {
            patch.append("new file mode 100644\n");
        } else if (after == null) {
            patch.append("deleted file mode 100644\n");
        }
        if (!hunks.isEmpty()) {
            patch.append("--- ")
                    .append(before == null ? "/dev/null" : "a/" + path)
                    .append('\n');
            patch.append("+++ ")
                    .append(after == null ? "/dev/null" : "b/" + path)
                    .append('\n');
        }
        for (Hunk hunk : hunks) {
            patch.append("@@ -").append(hunk.before()).append(',').append(hunk.count(Sign.ADDED));
            patch.append(" +")
                    .append(hunk.after())
                    .append(',')
                    .append(hunk.count(Sign.REMOVED))
                    .append(" @@\n");
            hunk.lines()
                    .forEach(line ->
                            patch.append(line.sign().mark).append(line.text()).append('\n'));
        }
        return patch.toString();
    }
}
