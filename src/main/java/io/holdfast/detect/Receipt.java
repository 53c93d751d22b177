package io.holdfast.detect;

import java.util.List;

/**
 * What became of signals that arrived.
 *
 * @param accepted stored, those that can't be placed included
 * @param duplicates known already
 * @param refused those that the sender could mend; they are kept for people all the same. At most 1,000 are listed
 * @param incidents keys of the incidents that they are known to belong to now; may be empty
 */
public record Receipt(long accepted, long duplicates, List<Refused> refused, List<String> incidents) {
    /**
     * @param index place of the signal in what was sent, from 0
     * @param reason what the sender can mend
     */
    public record Refused(long index, String reason) {}
}
