package io.holdfast.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two versions of a decision table.
 *
 * @param itself what changed of the table as a whole, sentences: its hit policy, its columns
 * @param rules what changed of its rules, in the later version's order, those taken away last
 */
public record TableDifference(List<String> itself, List<RuleChange> rules) {

    /** What became of a rule. */
    public enum What {
        ADDED,
        CHANGED,
        MOVED,
        REMOVED
    }

    /**
     * A rule that is not as it was.
     *
     * @param cells the cells that changed; of an added or removed rule those in which something stands
     * @param says the same as a sentence, without its full stop
     */
    public record RuleChange(What what, String rule, List<CellChange> cells, String says) {}

    /**
     * A cell.
     *
     * @param column the column's label
     * @param before FEEL; null where the rule or the column is new
     * @param after FEEL; null where it was taken away
     */
    public record CellChange(
            String column,
            @Nullable String before,
            @Nullable String after) {}

    /** All of it, a sentence each. */
    public List<String> sentences() {
        List<String> all = new ArrayList<>(itself);
        rules.forEach(change -> all.add(change.says()));
        return all;
    }

    /** Compares two versions; empty where one of them is no table. */
    static Optional<TableDifference> of(String path, byte @Nullable [] before, byte @Nullable [] after) {
        if (before == null && after == null) {
            return Optional.empty();
        }
        try {
            TableView now = after == null ? null : TableView.plain(path, after);
            TableView old = before == null ? null : TableView.plain(path, before);
            return Optional.of(new TableComparison(old, now).difference());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
