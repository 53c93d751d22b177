package io.holdfast.playbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of those that stayed changed their order: as few as can be said to have moved, and up rather than down. */
final class Moves {

    private Moves() {}

    static List<String> between(List<String> before, List<String> after) {
        Map<String, Integer> place = new HashMap<>();
        before.forEach(each -> place.put(each, place.size()));
        List<String> both = after.stream().filter(place::containsKey).toList();
        int[] was = both.stream().mapToInt(each -> place.getOrDefault(each, 0)).toArray();
        // The longest run that kept its order (at most some hundred rules) stays; whatever is not in it moved.
        int[] length = new int[both.size()];
        int[] previous = new int[both.size()];
        Arrays.fill(previous, -1);
        int last = -1;
        for (int i = 0; i < both.size(); i++) {
            length[i] = 1;
            for (int j = 0; j < i; j++) {
                if (was[j] < was[i] && length[j] + 1 >= length[i]) {
                    length[i] = length[j] + 1;
                    previous[i] = j;
                }
            }
            last = last < 0 || length[i] >= length[last] ? i : last;
        }
        List<String> moved = new ArrayList<>(both);
        for (int i = last; i >= 0; i = previous[i]) {
            moved.remove(both.get(i));
        }
        return moved;
    }
}
