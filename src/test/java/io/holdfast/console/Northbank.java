package io.holdfast.console;

import io.holdfast.catalog.Agent;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Indicator;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Queue;
import io.holdfast.catalog.Team;
import io.holdfast.people.Member;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bank of six journeys, as far as pages show it. */
final class Northbank {
    private Northbank() {}

    static final Mode QUESTIONS = new Mode(
            "security-questions",
            "sign-in",
            "Verify by security questions",
            "Calls, balance, card block",
            "3 questions; pay up to €500",
            "New payees, new address or phone",
            "the number on the card",
            List.of(),
            List.of(),
            Map.of(),
            Duration.ofHours(4),
            Map.of("en", "Verify by three security questions."),
            Map.of("en", "“Our sign-in has a problem. I can help you now: three short questions first.”"),
            Map.of("en", "When it is fixed. Payments over €500."),
            Map.of(
                    "en", "On the phone we ask three security questions first.",
                    "es", "Por teléfono le hacemos antes tres preguntas de seguridad."),
            List.of(),
            List.of(),
            null,
            null,
            null,
            List.of(),
            null,
            null,
            null);

    static Catalog catalog() {
        return new Catalog(
                "Northbank",
                ZoneId.of("Europe/London"),
                List.of("en", "es"),
                List.of(
                        journey(
                                1,
                                "sign-in",
                                "Sign in and verification",
                                "identity",
                                "Signing in to the app",
                                "Entrar en la app",
                                QUESTIONS),
                        journey(2, "reach-team", "Reaching the right team", "voice", "Calling us", "Llamarnos"),
                        journey(
                                3,
                                "load-record",
                                "Loading the customer record",
                                "crm",
                                "Being recognised on the phone",
                                "Que le reconozcamos por teléfono"),
                        journey(
                                4,
                                "bot-handoff",
                                "Bot-to-agent handoff",
                                "bots",
                                "Chat to a person",
                                "Chat con una persona"),
                        journey(
                                5,
                                "payment-change",
                                "Payment and account change",
                                "payments",
                                "Paying and changing your account",
                                "Pagar y cambiar sus datos"),
                        journey(
                                6,
                                "case-resolution",
                                "Case resolution",
                                "crm",
                                "Questions about an open case",
                                "Preguntas sobre un caso abierto")),
                List.of(
                        dependency("idp", "Identity provider", "active-active", null, List.of("sign-in")),
                        dependency("crm", "Customer records", "data", null, List.of()),
                        dependency("line-a", "Carrier Alpha", "network", "lines", List.of()),
                        dependency("line-b", "Carrier Beta", "network", "lines", List.of("sms", "voice"))),
                List.of(),
                List.of(
                        new Queue(
                                "cards",
                                "Cards",
                                List.of("sign-in"),
                                List.of(),
                                List.of(),
                                "#floor-cards",
                                List.of("rosa"),
                                "en"),
                        new Queue(
                                "accounts",
                                "Accounts",
                                List.of("sign-in"),
                                List.of(),
                                List.of(),
                                "#floor-accounts",
                                List.of("rosa"),
                                "en"),
                        new Queue(
                                "payments",
                                "Payments",
                                List.of("payment-change"),
                                List.of(),
                                List.of(),
                                null,
                                List.of(),
                                "en"),
                        new Queue(
                                "cards-es",
                                "Cards, Spanish",
                                List.of("sign-in"),
                                List.of(),
                                List.of(),
                                "#floor-cards",
                                List.of("rosa"),
                                "es")),
                List.of(
                        team("command", "Command"),
                        team("identity", "Identity team"),
                        team("crm", "CRM team"),
                        team("voice", "Voice team"),
                        team("payments", "Payments team"),
                        team("bots", "Automation team")),
                List.of(),
                List.of(),
                List.of(
                        new Agent(
                                "card-assistant",
                                "Card assistant",
                                "bots",
                                List.of("bot-handoff", "sign-in"),
                                Agent.LEVELS,
                                "act"),
                        new Agent(
                                "payment-helper",
                                "Payment helper",
                                "bots",
                                List.of("payment-change"),
                                List.of("suggest", "answer-only", "hand-over"),
                                "suggest")));
    }

    /** What each journey crosses; the others cross nothing. */
    private static final Map<String, List<String>> CROSSES =
            Map.of("sign-in", List.of("idp"), "load-record", List.of("crm"), "reach-team", List.of("line-a", "line-b"));

    private static Dependency dependency(
            String id, String name, String redundancy, @Nullable String group, List<String> carries) {
        return new Dependency(
                id,
                name,
                Dependency.Kind.INTEGRATION,
                "standard",
                null,
                "eu-west",
                "hall",
                "crm",
                redundancy,
                List.of(),
                List.of(),
                List.of(),
                false,
                group,
                null,
                null,
                List.of(),
                List.of("Go round it."),
                List.of(),
                carries);
    }

    private static Team team(String id, String name) {
        return new Team(id, name, List.of(), List.of(), Duration.ofMinutes(5), "#team-" + id);
    }

    private static Journey journey(
            int order, String id, String name, String owner, String publicName, String publicNameEs, Mode... modes) {
        return new Journey(
                id,
                name,
                order,
                owner,
                name + "?",
                CROSSES.getOrDefault(id, List.of()),
                List.of(new Indicator("m-" + id, Light.IDENTITY, "Tries that succeed", "share", null)),
                List.of(modes),
                List.of(),
                Map.of("en", "it may fail"),
                Map.of("en", "Cards and cash machines work."),
                Map.of("en", "Try again in a few minutes.", "es", "Pruebe de nuevo en unos minutos."),
                Map.of("en", publicName, "es", publicNameEs),
                Map.of("en", "Help as usual."),
                Map.of("en", "“One moment, please.”"),
                Map.of("en", "When it is fixed."));
    }

    static List<Member> people() {
        return List.of(
                person("ada", "Ada Byrne", null, "administrator"),
                person("dana", "Dana Ortiz", "U01DANA", "commander", "team:command"),
                person("kai", "Kai Lindqvist", "U01KAI", "resilience-lead"),
                person("lee", "Lee Novak", "U01LEE", "communications"),
                person("mia", "Mia", "U01MIA", "agent"),
                person("noor", "Noor Aziz", "U01NOOR", "team:voice"),
                person("omar", "Omar Haddad", "U01OMAR", "commander", "team:command"),
                person("priya", "Priya Raman", "U01PRIYA", "team:identity"),
                person("rosa", "Rosa Marin", "U01ROSA", "agent-lead"));
    }

    private static Member person(String username, String name, @Nullable String slack, String... groups) {
        return new Member(username, name, Set.of(groups), Set.of(), slack, "+34600000001", null, true);
    }
}
