package io.holdfast.playbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Tables of the sample with other cells, for tests. */
public final class Cells {
    private Cells() {}

    /**
     * A table with these cells.
     *
     * @param cells FEEL by the entry's id, {@code r9o3}
     * @return the one changed file by its path
     */
    public static Map<String, String> of(String table, Map<String, String> cells) {
        String path = PlaybookFiles.TABLES + table + ".dmn";
        try {
            String xml = Files.readString(Path.of(path));
            for (Map.Entry<String, String> cell : cells.entrySet()) {
                int entry = xml.indexOf("Entry id=\"" + cell.getKey() + "\"");
                int from = xml.indexOf("<text>", entry) + "<text>".length();
                if (entry < 0) {
                    throw new IllegalArgumentException(path + " has no cell " + cell.getKey());
                }
                xml = xml.substring(0, from) + cell.getValue() + xml.substring(xml.indexOf("</text>", from));
            }
            return Map.of(path, xml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
