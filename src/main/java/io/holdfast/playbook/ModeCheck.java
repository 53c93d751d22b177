package io.holdfast.playbook;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.ModeAction;
import io.holdfast.catalog.Vendor;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A fallback mode must be one that really switches, that goes back, and that promises nothing that is not there. */
final class ModeCheck {
    private static final String FILE = CatalogReader.FOLDER + "journeys.yaml";
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s]+");
    /** Words that send a customer to a person on the phone. */
    private static final Pattern CALL_US = Pattern.compile(
            "\\b(call|phone|ring) us\\b|\\bll[aá]m(e|enos|anos|ar)nos\\b|\\bll[aá]menos\\b|\\bcall the number\\b");

    private final Catalog catalog;
    private final Journey journey;
    private final Mode mode;
    private final List<Fault> faults;
    private final String at;

    ModeCheck(Catalog catalog, Journey journey, Mode mode, List<Fault> faults) {
        this.catalog = catalog;
        this.journey = journey;
        this.mode = mode;
        this.faults = faults;
        this.at = "journeys[" + journey.id() + "].modes[" + mode.id() + "].";
    }

    /** Whether its line is told too. */
    static boolean speaksOfAMode(Fault fault) {
        return fault.path().equals(FILE)
                && fault.place() != null
                && fault.place().contains(".modes[");
    }

    void check() {
        if (!mode.byHand().isEmpty() && mode.byHandUndo().isEmpty()) {
            say(
                    "byHandUndo",
                    "A person switches it on by hand, and nothing says how to put it back.",
                    "Write the steps back, in order.");
        }
        Set<String> ids = new HashSet<>();
        for (ModeAction action : mode.actions()) {
            if (action.id() == null || action.kind() == null) {
                continue; // told already
            }
            if (!ids.add(action.id()) || action.id().equals(ModeAction.BY_HAND)) {
                say("actions[" + action.id() + "]", "There are two of that id.", "Give each an id of its own.");
            }
            if (!ID.matcher(action.id()).matches() || action.id().length() > 40) {
                say(
                        "actions[" + action.id() + "]",
                        "'" + action.id() + "' is no id.",
                        "Use at most 40 small letters, digits and hyphens: ivr-menu.");
            }
            action(action, "actions[" + action.id() + "]");
        }
        signals();
        risk();
        openPath();
        undoes();
        for (String role : mode.maySwitch()) {
            if (!CatalogCheck.ROLES.contains(role)) {
                say(
                        "maySwitch",
                        "'" + role + "' is no role.",
                        Suggestion.of(
                                role,
                                CatalogCheck.ROLES,
                                "Write one of: " + String.join(", ", new TreeSet<>(CatalogCheck.ROLES)) + "."));
            }
        }
    }

    private void action(ModeAction action, String place) {
        if (!ModeAction.KINDS.contains(action.kind())) {
            say(
                    place + ".kind",
                    "'" + action.kind() + "' is no kind of action.",
                    Suggestion.of(
                            action.kind(),
                            ModeAction.KINDS,
                            "Write one of: " + String.join(", ", ModeAction.KINDS) + "."));
            return;
        }
        if (action.undo() == null && !action.kind().equals("flag")) {
            say(
                    place + ".undo",
                    "Nothing says how this action is put back.",
                    "Write 'undo:' with " + undoOf(action.kind()) + ".");
        }
        boolean wired = action.kind().equals("webhook") || action.kind().equals("weights");
        ModeAction.Verify verify = action.verify();
        if (wired
                && (verify == null || verify.metric() == null && verify.expect().isEmpty())) {
            say(
                    place + ".verify",
                    "Nothing says how we know that this action took.",
                    "Write 'verify: {metric: …}' with an indicator of the journey, or 'verify: {expect: {menu: short}}' with what its address tells.");
        }
        if (verify != null && verify.metric() != null) {
            metric(verify.metric(), place + ".verify.metric");
        }
        if (verify != null
                && verify.ask() != null
                && !ADDRESS.matcher(verify.ask()).matches()) {
            say(place + ".verify.ask", "'" + verify.ask() + "' is no address.", "Write it in full: https://….");
        }
        if (action.url() != null && !ADDRESS.matcher(action.url()).matches()) {
            say(place + ".url", "'" + action.url() + "' is no address.", "Write it in full: https://….");
        }
        if (action.to() == null && (wired || action.kind().equals("slack"))) {
            say(
                    place + ".to",
                    "Nothing says where it goes.",
                    action.kind().equals("slack")
                            ? "Write a channel: to: '#floor-leads'."
                            : "Name the other end: 'to: ivr'; its address and secret are settings holdfast.actions.ivr.*.");
        }
        if (wired && action.to() != null && !ID.matcher(action.to()).matches()) {
            say(place + ".to", "'" + action.to() + "' is no name.", "Use small letters, digits and hyphens: ivr.");
        }
        content(action, action.back(), place);
    }

    private void content(ModeAction action, ModeAction.Undo undo, String place) {
        boolean back = action.undo() != null;
        switch (action.kind()) {
            case "webhook" -> {
                needs(!action.send().isEmpty(), place + ".send", "send: {menu: short}");
                needs(!back || !undo.send().isEmpty(), place + ".undo.send", "send: {menu: usual}");
            }
            case "flag" -> needs(!action.flags().isEmpty(), place + ".flags", "flags: {paymentLimit: 500}");
            case "weights" -> {
                needs(!action.weights().isEmpty(), place + ".weights", "weights: [{share: {north: 0, south: 100}}]");
                action.weights().forEach(step -> shares(step.share(), place + ".weights"));
                if (back) {
                    shares(undo.share(), place + ".undo.share");
                }
            }
            case "slack" -> {
                words(action.say(), place + ".say");
                if (back) {
                    words(undo.say(), place + ".undo.say");
                }
            }
            default -> {
                needs(
                        action.kind().equals("vendor-case") || !action.steps().isEmpty(),
                        place + ".steps",
                        "steps: [Do this., Then that.]");
                needs(!back || !undo.steps().isEmpty(), place + ".undo.steps", "steps: [Set it back.]");
                if (action.kind().equals("vendor-case")) {
                    vendor(action, place);
                }
            }
        }
    }

    private void vendor(ModeAction action, String place) {
        List<String> vendors =
                catalog.vendors().stream().map(Vendor::id).sorted().toList();
        if (action.vendor() == null) {
            say(
                    place + ".vendor",
                    "It is missing.",
                    "Write whose case it is: one of " + String.join(", ", vendors) + ".");
        } else if (!vendors.contains(action.vendor())) {
            say(
                    place + ".vendor",
                    "'" + action.vendor() + "' is no vendor.",
                    Suggestion.of(action.vendor(), vendors, "Write one of: " + String.join(", ", vendors) + "."));
        }
    }

    private void shares(Map<String, Object> share, String place) {
        boolean numbers = share.values().stream().allMatch(v -> v instanceof Integer n && n >= 0 && n <= 100);
        int all = numbers ? share.values().stream().mapToInt(v -> (Integer) v).sum() : 0;
        if (!numbers || all != 100) {
            say(
                    place,
                    "The shares are no whole numbers that add up to 100.",
                    "Write each path and its share: {north: 20, south: 80}.");
        }
    }

    private void words(Map<String, String> words, String place) {
        for (String locale : catalog.locales()) {
            needs(words.containsKey(locale), place + "." + locale, "say: {" + locale + ": …}");
        }
    }

    private void signals() {
        if (mode.verify() != null) {
            mode.verify().metrics().forEach(metric -> metric(metric, "verify.metrics"));
            needs(!mode.verifiedBy().isEmpty(), "verify.metrics", "metrics: [authentication_success_rate]");
        } else if (!mode.verifiedBy().isEmpty()) {
            say(
                    "verify",
                    "Its actions are verified by signals, and nothing says within which time.",
                    "Write 'verify: {within: PT10M}': not better by then, it is rolled back.");
        }
        if (mode.failBack() != null) {
            needs(!mode.failBack().metrics().isEmpty(), "failBack.metrics", "metrics: [authentication_success_rate]");
        }
    }

    private void undoes() {
        if (mode.undoes() == null) {
            return;
        }
        String dependency = mode.undoes().dependency();
        if (dependency != null && catalog.dependency(dependency).isEmpty()) {
            List<String> known =
                    catalog.dependencies().stream().map(d -> d.id()).sorted().toList();
            say(
                    "undoes.dependency",
                    "'" + dependency + "' is no dependency.",
                    Suggestion.of(dependency, known, "Write one of: " + String.join(", ", known) + "."));
        }
        if (mode.verify() == null) {
            say(
                    "verify",
                    "It takes a change back, and nothing says how we know that it helped.",
                    "Write 'verify: {metrics: […], within: PT10M}': not better by then, the change is put back.");
        }
    }

    private void metric(String metric, String place) {
        List<String> known =
                journey.indicators().stream().map(Indicator::metric).toList();
        if (!known.contains(metric)) {
            say(
                    place,
                    "'" + metric + "' is no indicator of this journey.",
                    Suggestion.of(metric, known, "Write one of: " + String.join(", ", known) + "."));
        }
    }

    private void risk() {
        if (mode.risk() == null && !mode.features().containsKey("verification")) {
            return;
        }
        if (mode.hardEnd() == null) {
            say(
                    "hardEnd",
                    "It verifies customers in another way, and has no end.",
                    "Write 'hardEnd: PT4H': by then it is put back, whatever the incident does.");
        }
        if (mode.risk() == null) {
            say(
                    "risk",
                    "It verifies customers in another way, and nothing says what that costs.",
                    "Write 'risk:' with never, notUnder and review.");
            return;
        }
        needs(!mode.risk().never().isEmpty(), "risk.never", "never: [The question about the last payment]");
        needs(!mode.risk().notUnder().isEmpty(), "risk.notUnder", "notUnder: [New payees]");
    }

    private void openPath() {
        if (mode.humanPath() != null) {
            return;
        }
        callUs(mode.customer(), "customer");
        callUs(mode.agentSay(), "agentSay");
    }

    private void callUs(Map<String, String> words, String place) {
        words.forEach((locale, text) -> {
            if (CALL_US.matcher(text.toLowerCase(Locale.ROOT)).find()) {
                say(
                        place + "." + locale,
                        "It tells customers to call, and no path to a person is open.",
                        "Write 'humanPath: …' with number and hours, or take the words out.");
            }
        });
    }

    private static String undoOf(String kind) {
        return switch (kind) {
            case "webhook" -> "what is sent: {send: {menu: usual}}";
            case "weights" -> "the usual shares: {share: {north: 100, south: 0}}";
            case "slack" -> "its words: {say: {en: …}}";
            default -> "the steps back: {steps: [Set it back.]}";
        };
    }

    private void needs(boolean there, String place, String example) {
        if (!there) {
            say(place, "It is missing.", "Write '" + example + "'.");
        }
    }

    private void say(String place, String what, String remedy) {
        faults.add(new Fault(FILE, at + place, what, remedy));
    }
}
