package io.holdfast.grabbag;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Scenario;
import io.holdfast.catalog.Team;
import io.holdfast.catalog.Vendor;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** A house of one journey, two people and one vendor. */
final class Sample {

    private static final Mode MODE = new Mode(
            "questions",
            "sign-in",
            "Three questions",
            "Balance",
            "By phone",
            "New payees",
            "The number on the card",
            List.of("Set the switch <main>."),
            List.of("Set it back."),
            Map.of("limit", 500),
            Duration.ofHours(8),
            Map.of("en", "Ask three questions.", "es", "Haga tres preguntas."),
            Map.of("en", "I ask you three questions.", "es", "Le hago tres preguntas."),
            Map.of("en", "A mode's promise.", "es", "La promesa del modo."),
            Map.of("en", "We ask by phone.", "es", "Preguntamos por teléfono."),
            List.of("crm"),
            List.of(),
            null,
            null,
            null,
            List.of(),
            null,
            null,
            null);

    static final Catalog CATALOG = new Catalog(
            "Northbank",
            ZoneId.of("Europe/London"),
            List.of("en", "es"),
            List.of(new Journey(
                    "sign-in",
                    "Sign in",
                    1,
                    "identity",
                    "Can I sign in?",
                    List.of("crm"),
                    List.of(),
                    List.of(MODE),
                    List.of(),
                    Map.of("en", "signing in may fail", "es", "puede fallar el acceso"),
                    Map.of("en", "Cards work.", "es", "Las tarjetas funcionan."),
                    Map.of("en", "Call us.", "es", "Llame."),
                    Map.of("en", "Signing in", "es", "Entrar"),
                    Map.of("en", "Block lost cards.", "es", "Bloquee tarjetas."),
                    Map.of("en", "One moment.", "es", "Un momento."),
                    Map.of("en", "A time.", "es", "Una hora."))),
            List.of(new Dependency(
                    "crm",
                    "Customer records",
                    Dependency.Kind.CRM,
                    "standard",
                    "acme",
                    null,
                    "pod-7",
                    "identity",
                    "none",
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    null,
                    null,
                    null,
                    List.of("Hold the writes."),
                    List.of(),
                    List.of(),
                    List.of())),
            List.of(new Vendor("acme", "Acme", "Phone +44 20 7946 0118", "AC-1", "1 hour", null)),
            List.of(),
            List.of(new Team(
                    "identity",
                    "Identity team",
                    List.of("dana", "sam"),
                    List.of(List.of("dana"), List.of("dana", "sam")),
                    Duration.ofMinutes(5),
                    "#team-identity")),
            List.of());

    static final People PEOPLE = new People() {
        private final List<Member> all = List.of(
                new Member(
                        "dana",
                        "Dana Ortiz",
                        Set.of("commander"),
                        Set.of(),
                        null,
                        "+447700900101",
                        "dana@northbank.example",
                        true),
                new Member("sam", "Sam Okoro", Set.of("viewer"), Set.of(), null, null, "sam@northbank.example", true));

        @Override
        public Optional<Member> find(String username) {
            return all.stream().filter(m -> m.username().equals(username)).findFirst();
        }

        @Override
        public Optional<Member> bySlack(String slackUser) {
            return Optional.empty();
        }

        @Override
        public List<Member> all() {
            return all;
        }

        @Override
        public List<Member> inGroup(String group) {
            return List.of();
        }
    };

    /** Says the name of the template and its fields; one text was taken out of the playbook. */
    static final Words WORDS = new Words() {
        @Override
        public String render(String name, String locale, Map<String, ?> fields) {
            if (name.equals("sms/correction")) {
                throw new NoSuchElementException("There is no template " + name);
            }
            return name + " in " + locale + ": " + fields.get(name.startsWith("facts/") ? "trouble" : "wrong");
        }

        @Override
        public long version() {
            return 12;
        }
    };

    static final Playbooks PLAYBOOKS = new Playbooks() {
        @Override
        public long inForce(World world) {
            return 12;
        }

        @Override
        public void putInForce(World world, long number) {
            throw new UnsupportedOperationException("Nothing is put in force here");
        }

        @Override
        public Playbook number(long number) {
            return new Version(number);
        }

        @Override
        public String definitionId(long number, String processKey) {
            return processKey;
        }
    };

    private Sample() {}

    private record Version(long number) implements Playbook {
        @Override
        public Catalog catalog() {
            return CATALOG;
        }

        @Override
        public Map<String, Scenario> scenarios() {
            return Map.of();
        }

        @Override
        public List<FileEntry> files() {
            return List.of();
        }

        @Override
        public Optional<FileEntry> file(String path) {
            return Optional.empty();
        }

        @Override
        public byte[] bytes(String path) {
            return new byte[0];
        }
    }
}
