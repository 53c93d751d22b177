package io.holdfast.console;

import java.util.ArrayList;
import java.util.List;

/**
 * A box of a picture, with its words broken into lines.
 *
 * @param mark a word under its name, {@code single point}; empty for none
 * @param look {@code plain}, {@code bad}, {@code strained}, {@code lost}
 */
record PictureBox(String id, List<String> lines, String mark, String look, int x, int y, int width, int height) {

    static final int LINE = 18;
    private static final int AROUND = 14;
    // a letter's width at 13 px, rather too wide than too narrow
    private static final double LETTER = 7.1;

    static PictureBox of(String id, String name, String mark, String look, int x, int width) {
        int letters = (int) ((width - AROUND) / LETTER);
        List<String> lines = broken(name, letters);
        int height = lines.size() * LINE + AROUND + (mark.isEmpty() ? 0 : LINE);
        return new PictureBox(id, lines, mark, look, x, 0, width, height);
    }

    PictureBox at(int y) {
        return new PictureBox(id, lines, mark, look, x, y, width, height);
    }

    /** The middle of its side, where lines end. */
    int middle() {
        return y + height / 2;
    }

    int right() {
        return x + width;
    }

    /** Where line number {@code n} stands, from 0. */
    public int baseline(int n) {
        return y + AROUND / 2 + LINE * n + 13;
    }

    /** Where the mark stands. */
    public int markline() {
        return baseline(lines.size());
    }

    /** At spaces, and after hyphens. */
    private static List<String> broken(String name, int letters) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : name.split("(?<=[ -])")) {
            if (line.length() > 0 && line.length() + word.stripTrailing().length() > letters) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(word);
        }
        lines.add(line.toString().strip());
        return lines;
    }
}
