package io.holdfast.grabbag;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where each new grab bag goes by itself.
 *
 * @param folder a folder of this machine; null for none
 * @param keep how many versions are kept there
 * @param numbers whether people's telephone numbers stand in what is written and mailed
 * @param mailTo addresses that each new version is mailed to
 */
@ConfigurationProperties("holdfast.grab-bag")
record GrabBagSettings(
        @Nullable Path folder,
        @DefaultValue("10") int keep,
        @DefaultValue("true") boolean numbers,
        @DefaultValue List<String> mailTo) {

    GrabBagSettings {
        if (keep < 1) {
            throw new IllegalArgumentException("holdfast.grab-bag.keep must be at least 1: the version in force");
        }
        if (folder != null && folder.toString().isBlank()) {
            folder = null;
        }
        mailTo = mailTo.stream().map(String::strip).filter(a -> !a.isEmpty()).toList();
    }
}
