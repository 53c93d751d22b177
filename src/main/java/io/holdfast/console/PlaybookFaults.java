package io.holdfast.console;

import java.util.List;

/** What is wrong with playbook files that were found and not put in force; the version before stays. */
public interface PlaybookFaults {

    /** One sentence each, with file, place and remedy; empty where all is well. */
    List<String> now();
}
