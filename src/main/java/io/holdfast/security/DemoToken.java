package io.holdfast.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The demo's API token, in a file to be read by a shell; a new one where the file is missing or holds something else. */
@Component
@Profile("demo")
class DemoToken implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(DemoToken.class);

    private final Tokens tokens;
    private final Path file;

    DemoToken(Tokens tokens, @Value("${holdfast.demo.token-file:./data/demo-token}") String file) {
        this.tokens = tokens;
        this.file = Path.of(file);
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            if (Files.isRegularFile(file)
                    && tokens.of(Files.readString(file).strip()).isPresent()) {
                return;
            }
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, tokens.mintAnew("demo", Set.of("*")) + "\n", StandardCharsets.UTF_8);
            PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (posix != null) {
                posix.setPermissions(PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            log.warn("The demo's API token could not be written to {}; mint one at /api/tokens", file, e);
        }
    }
}
