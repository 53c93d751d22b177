package io.holdfast.console;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Chromium for tests: the machine's own, else the one that Playwright fetches, else Debian's package where this user may install
 * it. Where none can be had, it fails at once and says what to install.
 */
public final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final List<String> PLACES = List.of(
            "/usr/bin",
            "/usr/local/bin",
            "/snap/bin",
            "/opt/google/chrome",
            "/Applications/Google Chrome.app/Contents/MacOS",
            "/Applications/Chromium.app/Contents/MacOS");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it. */
    public static Browser start() {
        Optional<Path> found = ofTheMachine();
        return found.isPresent() ? launch(found.get()) : fetched();
    }

    /** Of several JVMs one fetches, and the others find what it fetched: a package manager lets in one at a time. */
    private static Browser fetched() {
        Path lock = Path.of(System.getProperty("holdfast.basedir", "."), "target", "browser.lock");
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = file.lock()) {
            Optional<Path> found = held.isValid() ? ofTheMachine() : Optional.empty();
            if (found.isPresent()) {
                return launch(found.get());
            }
            List<String> tried = new ArrayList<>(List.of("the variable CHROME", "PATH"));
            try {
                return launch(null);
            } catch (RuntimeException e) {
                // Where the download is out of reach, the driver itself can't be made, which is no PlaywrightException.
                tried.add("Playwright's download (" + firstLine(e) + ")");
            }
            return launch(debianPackage(tried)
                    .orElseThrow(() -> new IllegalStateException(
                            "The browser tests need Chromium or Chrome. Install it ('apt-get install chromium') or name"
                                    + " it in the variable CHROME. Tried: " + String.join(", ", tried))));
        } catch (IOException e) {
            throw new UncheckedIOException("No lock could be taken on " + lock, e);
        }
    }

    /** A new page context; close it after the test. */
    public com.microsoft.playwright.Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Browser launch(@Nullable Path executable) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (executable != null) {
            environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        }
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        try {
            List<String> flags = new ArrayList<>(List.of("--disable-background-networking", "--disable-gpu"));
            if ("root".equals(System.getProperty("user.name"))) {
                flags.add("--no-sandbox");
            }
            BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setArgs(flags);
            if (executable != null) {
                options.setExecutablePath(executable);
            }
            return new Browser(playwright, playwright.chromium().launch(options));
        } catch (PlaywrightException e) {
            playwright.close();
            throw e;
        }
    }

    private static Optional<Path> ofTheMachine() {
        String named = System.getenv("CHROME");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator));
        return Stream.concat(path, PLACES.stream())
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> Stream.concat(NAMES.stream(), Stream.of("Google Chrome", "Chromium"))
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .filter(candidate -> !Files.isDirectory(candidate))
                .findFirst();
    }

    private static Optional<Path> debianPackage(List<String> tried) {
        if (!"root".equals(System.getProperty("user.name")) || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            tried.add("Debian's package (needs root and apt-get)");
            return Optional.empty();
        }
        for (String command :
                List.of("apt-get -qq update", "apt-get -qq install -y --no-install-recommends chromium")) {
            int status = run(command);
            if (status != 0) {
                tried.add("'" + command + "' (exit status " + status + ")");
                return Optional.empty();
            }
        }
        return ofTheMachine();
    }

    private static int run(String command) {
        try {
            Process process = new ProcessBuilder(command.split(" "))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static String firstLine(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String message = String.valueOf(last.getMessage());
        return message.lines().filter(l -> !l.isBlank()).findFirst().orElse("no reason given");
    }
}
