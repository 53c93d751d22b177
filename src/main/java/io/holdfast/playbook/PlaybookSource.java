package io.holdfast.playbook;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The files as they lie there: the packaged ones, overlaid one by one by those of {@code holdfast.playbook.location}. Paths are the
 * same whether they come from classes, from the jar or from a folder.
 */
@Component
class PlaybookSource {

    private static final List<String> FOLDERS = List.of("processes/", "templates/");
    private static final String PAGES = "templates/console/";

    /** What lies in the jar does not change while it runs; a folder is looked at again and again. */
    private static final Map<String, PlaybookFiles> OF_THE_JAR = new ConcurrentHashMap<>();

    private final String packaged;
    private final String location;
    private final String host = hostName();

    @Autowired
    PlaybookSource(@Value("${holdfast.playbook.location:}") String location) {
        this("classpath:/", location);
    }

    PlaybookSource(String packaged, String location) {
        this.packaged = packaged;
        this.location = location.strip();
    }

    /** Whether a folder of the team's own is set. */
    boolean hasFolder() {
        return !location.isEmpty();
    }

    /**
     * What lies there.
     *
     * @param own paths that the team's own folder holds
     */
    record Lying(PlaybookFiles files, Set<String> own) {}

    /** This machine's folder by a name that a restart keeps. */
    String name() {
        String name = host + ":" + location;
        return name.length() <= 300 ? name : Sha256.of(name);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this machine";
        }
    }

    /** Reads everything, as {@link #lying}. */
    PlaybookFiles read() {
        return lying().files();
    }

    /**
     * Reads everything.
     *
     * @throws BadPlaybook where the folder is none
     */
    Lying lying() {
        try {
            PlaybookFiles files = packaged();
            if (!hasFolder()) {
                return new Lying(files, Set.of());
            }
            PlaybookFiles folder = readFolder();
            return new Lying(files.overlaidBy(folder), folder.paths());
        } catch (IOException | UncheckedIOException e) {
            throw new BadPlaybook(List.of(new Fault(
                    hasFolder() ? location : packaged,
                    null,
                    "Its files can't be read: " + e.getMessage() + ".",
                    "Make them readable for the user that runs Holdfast.")));
        }
    }

    private PlaybookFiles packaged() throws IOException {
        if (!packaged.startsWith("classpath:")) {
            return readPackaged();
        }
        PlaybookFiles known = OF_THE_JAR.get(packaged);
        if (known == null) {
            known = readPackaged();
            OF_THE_JAR.put(packaged, known);
        }
        return known;
    }

    private PlaybookFiles readPackaged() throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
        for (String folder : FOLDERS) {
            String root;
            try {
                root = resolver.getResource(packaged + folder).getURL().toString();
            } catch (FileNotFoundException none) {
                continue; // a jar without that folder; what is missing then is told by the check
            }
            for (Resource resource : resolver.getResources(packaged + folder + "**")) {
                if (!resource.isReadable()) {
                    continue;
                }
                String url = resource.getURL().toString();
                String path = folder + URLDecoder.decode(url.substring(root.length()), StandardCharsets.UTF_8);
                if (belongs(path)) {
                    try (InputStream in = resource.getInputStream()) {
                        found.put(path, in.readAllBytes());
                    }
                }
            }
        }
        return new PlaybookFiles(found);
    }

    private PlaybookFiles readFolder() throws IOException {
        Path top = Path.of(location);
        if (!Files.isDirectory(top)) {
            throw new BadPlaybook(List.of(new Fault(
                    location,
                    null,
                    "There is no such folder.",
                    "Let holdfast.playbook.location name a folder with processes/ and templates/.")));
        }
        Map<String, byte[]> found = new TreeMap<>();
        for (String folder : FOLDERS) {
            Path under = top.resolve(folder);
            if (!Files.isDirectory(under)) {
                continue;
            }
            try (Stream<Path> all = Files.walk(under, FileVisitOption.FOLLOW_LINKS)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    String path = top.relativize(file).toString().replace('\\', '/');
                    if (belongs(path)) {
                        found.put(path, Files.readAllBytes(file));
                    }
                }
            }
        }
        return new PlaybookFiles(found);
    }

    // Pages are the jar's own; what editors and file systems leave behind is nobody's.
    private static boolean belongs(String path) {
        if (path.startsWith(PAGES) || path.endsWith("/") || path.endsWith("~") || path.endsWith(".tmp")) {
            return false;
        }
        for (String part : path.split("/")) {
            if (part.startsWith(".")) {
                return false;
            }
        }
        return true;
    }
}
