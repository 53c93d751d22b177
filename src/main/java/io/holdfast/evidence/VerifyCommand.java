package io.holdfast.evidence;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code java -jar holdfast.jar verify evidence.zip [fingerprint]}: checks a bundle offline, without starting anything. */
public final class VerifyCommand {

    private final PrintStream out;

    VerifyCommand(PrintStream out) {
        this.out = out;
    }

    /**
     * Checks the bundle and says what was found, in a sentence or two.
     *
     * @param args the file, and the fingerprint of the key that must have signed it where that is known; a leading {@code verify}
     *     is passed over
     * @return 0: intact; 1: broken, no bundle, or signed by another key; 2: called wrongly
     */
    public static int run(String[] args) {
        return new VerifyCommand(System.out).check(args);
    }

    int check(String... args) {
        List<String> given = List.of(args);
        if (!given.isEmpty() && given.get(0).equals("verify")) {
            given = given.subList(1, given.size());
        }
        if (given.isEmpty() || given.size() > 2) {
            out.println("Give the bundle: java -jar holdfast.jar verify evidence.zip [fingerprint of the key]");
            return 2;
        }
        Path file = Path.of(given.get(0));
        if (!Files.isRegularFile(file)) {
            out.println(file + " is not verified: there is no such file.");
            return 1;
        }
        try {
            BundleCheck.Intact found = BundleCheck.check(file);
            if (given.size() == 2 && !given.get(1).equalsIgnoreCase(found.key())) {
                out.println(file + " is not verified: it is whole, but signed with the key " + found.key()
                        + ", not with " + given.get(1) + ".");
                return 1;
            }
            out.println(
                    file + " is intact: " + found.entries() + " entries of " + found.chain() + " in an unbroken chain, "
                            + found.attachments() + " attachments"
                            + (found.erased() == 0 ? "" : " and " + found.erased() + " more erased by right") + ", "
                            + found.playbookFiles() + " files of the playbook.");
            out.println("Signed " + found.at() + " with the key " + found.key() + ".");
            return 0;
        } catch (BundleCheck.Broken e) {
            out.println(file + " is not verified: " + e.getMessage() + ".");
            return 1;
        }
    }
}
