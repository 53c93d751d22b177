package io.holdfast.playbook;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;

/** The mappings of alert sources, {@code processes/sources/<source>.jsonata}. */
final class SourceCheck {

    static final String FOLDER = "processes/sources/";

    private SourceCheck() {}

    static void check(PlaybookFiles files, List<Fault> faults) {
        for (String path : files.paths()) {
            if (path.startsWith(FOLDER) && path.endsWith(".jsonata")) {
                mapping(path, files.text(path), faults);
            }
        }
    }

    private static void mapping(String path, String text, List<Fault> faults) {
        String name = path.substring(FOLDER.length(), path.length() - ".jsonata".length());
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            faults.add(new Fault(
                    path,
                    null,
                    "'" + name + "' is no name of a source.",
                    "Use small letters, digits and hyphens: it becomes POST /api/signals/<source>."));
        }
        try {
            Jsonata.jsonata(text);
        } catch (JException e) {
            int at = Math.max(0, Math.min(e.getLocation(), text.stripTrailing().length()));
            long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
            faults.add(new Fault(
                    path,
                    "line " + line,
                    "It is no JSONata: " + Causes.sentence(Causes.last(e)),
                    "Try it at try.jsonata.org with a body of that source."));
        } catch (RuntimeException e) {
            // the library's parser lets out others of its own for some broken texts
            faults.add(new Fault(
                    path,
                    null,
                    "It is no JSONata: " + Causes.sentence(Causes.last(e)),
                    "Try it at try.jsonata.org with a body of that source."));
        }
    }
}
