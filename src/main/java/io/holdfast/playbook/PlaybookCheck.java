package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Checks a set of files as a whole, so that whoever mends it sees all that is wrong at once. */
@Component
class PlaybookCheck {

    // H2 holds no more in a column of bytes, and nothing that people edit is larger.
    private static final int LARGEST = 1_000_000;

    /** All faults, by file; empty where this is a playbook. */
    List<Fault> check(PlaybookFiles files) {
        List<Fault> faults = new ArrayList<>();
        for (String path : files.paths()) {
            if (files.bytes(path).length > LARGEST) {
                faults.add(new Fault(path, null, "It is larger than 1 MB.", "Keep pictures and data elsewhere."));
            }
        }
        Catalog catalog = CatalogReader.read(files, faults);
        new CatalogCheck(catalog, faults).check();
        return faults.stream()
                .distinct()
                .sorted(java.util.Comparator.comparing(Fault::path))
                .toList();
    }
}
