package io.holdfast.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample's catalog keeps its schemas, hangs together and is a contact centre. */
class CatalogTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final JsonNode journeys = Sample.catalog("journeys").get("journeys");
    private final JsonNode dependencies = Sample.catalog("dependencies").get("dependencies");
    private final JsonNode vendors = Sample.catalog("vendors").get("vendors");
    private final JsonNode queues = Sample.catalog("queues").get("queues");
    private final JsonNode teams = Sample.catalog("teams").get("teams");
    private final JsonNode people = Sample.catalog("teams").get("people");

    @ParameterizedTest
    @ValueSource(strings = {"house", "journeys", "dependencies", "vendors", "queues", "teams"})
    void eachFileKeepsTheSchemaBesideItAndNamesIt(String name) throws IOException {
        Path file = Sample.PROCESSES.resolve("catalog/" + name + ".yaml");
        assertThat(schema(name).validate(Sample.catalog(name)))
                .extracting(ValidationMessage::getMessage)
                .isEmpty();
        assertThat(Files.readAllLines(file).get(0))
                .isEqualTo("# yaml-language-server: $schema=" + name + ".schema.json");
    }

    @Test
    void aMisspeltFieldIsRefusedByItsName() throws IOException {
        JsonNode wrong = Sample.catalog("journeys").deepCopy();
        ((ObjectNode) wrong.at("/journeys/0")).put("protectonOrder", 1);
        assertThat(schema("journeys").validate(wrong))
                .extracting(ValidationMessage::getMessage)
                .anyMatch(m -> m.contains("protectonOrder"));
    }

    @Test
    void everyReferenceResolves() {
        List<String> journeyIds = Sample.all(journeys, "id");
        List<String> dependencyIds = Sample.all(dependencies, "id");
        List<String> queueIds = Sample.all(queues, "id");
        List<String> teamIds = Sample.all(teams, "id");
        List<String> usernames = Sample.all(people, "username");
        List<String> locales = Sample.texts(Sample.catalog("house").get("locales"));
        for (JsonNode j : journeys) {
            assertThat(teamIds).contains(j.get("owner").asText());
            assertThat(dependencyIds).containsAll(Sample.texts(j.get("dependencies")));
            assertThat(queueIds).containsAll(Sample.texts(j.get("queues")));
            for (String queue : Sample.texts(j.get("queues"))) {
                assertThat(Sample.texts(find(queues, "id", queue).get("journeys")))
                        .as("journeys of " + queue)
                        .contains(j.get("id").asText());
            }
        }
        for (JsonNode d : dependencies) {
            assertThat(teamIds).contains(d.get("team").asText());
            assertThat(dependencyIds).containsAll(Sample.texts(d.get("needs")));
            if (d.has("vendor")) {
                assertThat(Sample.all(vendors, "id")).contains(d.get("vendor").asText());
            }
        }
        for (JsonNode q : queues) {
            assertThat(journeyIds).containsAll(Sample.texts(q.get("journeys")));
            assertThat(usernames).containsAll(Sample.texts(q.get("leads")));
            assertThat(locales).contains(q.get("locale").asText());
        }
        for (JsonNode t : teams) {
            assertThat(usernames).containsAll(Sample.texts(t.get("members")));
            Sample.each(t.get("ladder")).forEach(rung -> assertThat(usernames).containsAll(Sample.texts(rung)));
        }
        for (JsonNode p : people) {
            assertThat(queueIds).containsAll(Sample.texts(p.get("queues")));
        }
    }

    @Test
    void noNameStandsForTwoThings() {
        assertThat(Sample.all(journeys, "id")).doesNotHaveDuplicates();
        assertThat(Sample.all(journeys, "protectionOrder")).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(Sample.all(people, "username")).doesNotHaveDuplicates();
        List<String> names = Sample.each(dependencies)
                .flatMap(d -> Stream.concat(Stream.of(d.get("id").asText()), Sample.texts(d.get("aliases")).stream()))
                .toList();
        assertThat(names).doesNotHaveDuplicates().doesNotContainAnyElementsOf(Sample.all(journeys, "id"));
    }

    @Test
    void everyKindOfDependencyIsThereAndTheSpareCarrierSharesItsPlatform() {
        assertThat(Set.copyOf(Sample.all(dependencies, "kind")))
                .containsExactlyInAnyOrder("ccaas", "crm", "identity", "ai", "integration", "cloud", "carrier");
        assertThat(find(dependencies, "id", "carrier-alpha").get("platform"))
                .isEqualTo(find(dependencies, "id", "carrier-beta").get("platform"));
        assertThat(crossing("identity-provider"))
                .containsExactly("bot-handoff", "case-resolution", "load-record", "payment-change", "sign-in");
        assertThat(crossing("carrier-alpha")).containsExactly("reach-team");
    }

    @Test
    void everyLightIsFedButTheTwoThatAreBlindOnPurpose() {
        Set<String> blind = new TreeSet<>();
        for (JsonNode j : journeys) {
            Set<String> fed = new HashSet<>(Sample.all(j.get("indicators"), "light"));
            for (String light : List.of("reachability", "identity", "context", "completion")) {
                if (!fed.contains(light)) {
                    blind.add(j.get("id").asText() + " " + light);
                }
            }
        }
        assertThat(blind).containsExactly("case-resolution identity", "reach-team identity");
    }

    @Test
    void everyJourneyHasAFallbackAndTheTwoGravestHaveTwo() {
        for (JsonNode j : journeys) {
            assertThat(j.get("modes")).as(j.get("id").asText()).isNotEmpty();
            assertThat(Sample.all(j.get("modes"), "id")).doesNotHaveDuplicates();
            for (JsonNode mode : j.get("modes")) {
                assertThat(mode.get("byHandUndo").isEmpty())
                        .as(mode.get("id").asText() + ": what is switched by hand is put back by hand")
                        .isEqualTo(mode.get("byHand").isEmpty());
            }
        }
        assertThat(find(journeys, "id", "sign-in").get("modes")).hasSizeGreaterThan(1);
        assertThat(find(journeys, "id", "load-record").get("modes")).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void wordsForCustomersFitATextOfTwoSegments(String locale) {
        String frame = locale.equals("en")
                ? "Northbank: since 08:52 %s. %s %s We never ask for your PIN or password. Next message by 09:20. Reply STATUS for news, STOP to end."
                : "Northbank: desde las 08:52 %s. %s %s Nunca le pedimos su PIN ni su clave. Le escribimos antes de las 09:20. Responda STATUS (consulta) o STOP (baja).";
        for (JsonNode j : journeys) {
            String trouble = j.at("/trouble/" + locale).asText();
            String works = j.at("/works/" + locale).asText();
            List<String> after = Stream.concat(
                            Stream.of(j.at("/doNow/" + locale).asText()),
                            Sample.each(j.get("modes"))
                                    .map(m -> m.at("/customer/" + locale).asText()))
                    .toList();
            for (String doNow : after) {
                String words = trouble + works + doNow;
                assertThat(Gsm.septets(words)).as(words).isBetween(60, 160);
                assertThat(Gsm.segments(frame.formatted(trouble, works, doNow)))
                        .as(words)
                        .isLessThanOrEqualTo(2);
            }
            assertThat(Gsm.septets(trouble + works + after.get(0))).isLessThanOrEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void wordsForCustomersNameNoVendorCauseLinkOrNumber(String locale) {
        Set<String> inside = Stream.of(vendors, dependencies)
                .flatMap(Sample::each)
                .map(n -> n.get("name").asText().toLowerCase())
                .filter(name -> !name.equals("text messages"))
                .collect(Collectors.toSet());
        for (JsonNode j : journeys) {
            List<String> words = Stream.concat(
                            Stream.of("trouble", "works", "doNow", "publicName", "agentSay")
                                    .map(f -> j.at("/" + f + "/" + locale).asText()),
                            Sample.each(j.get("modes"))
                                    .flatMap(m -> Stream.of("customer", "agentSay")
                                            .map(f ->
                                                    m.at("/" + f + "/" + locale).asText())))
                    .toList();
            assertThat(words).hasSize(5 + 2 * j.get("modes").size()).allSatisfy(word -> {
                assertThat(word).isNotBlank().doesNotContain("http", "www.").doesNotContainPattern("\\d{4,}");
                assertThat(inside).noneMatch(word.toLowerCase()::contains);
            });
            assertThat(j.at("/trouble/" + locale).asText()).doesNotEndWith(".");
            assertThat(j.at("/works/" + locale).asText()).endsWith(".");
        }
    }

    @Test
    void wordsThatSendCustomersToAWayNameTheJourneyThatItNeeds() {
        Map<String, String> ways = Map.of(
                "sign-in", "\\bapp\\b",
                "reach-team", "number on your card|teléfono de su tarjeta|\\b[Pp]hone\\b|Teléfono");
        ways.forEach((needed, way) -> {
            for (JsonNode j : journeys) {
                if (j.get("id").asText().equals(needed)) {
                    continue;
                }
                for (String words : List.of("works", "doNow")) {
                    Set<String> relies = new HashSet<>();
                    j.at("/reliesOn/" + words).forEach(id -> relies.add(id.asText()));
                    for (String locale : List.of("en", "es")) {
                        String text = j.at("/" + words + "/" + locale).asText();
                        assertThat(!java.util.regex.Pattern.compile(way)
                                                .matcher(text)
                                                .find()
                                        || relies.contains(needed))
                                .as(j.get("id").asText() + ": '" + text + "' relies on " + needed)
                                .isTrue();
                    }
                }
            }
        });
    }

    @Test
    void whatAgentsReadIsOneLine() {
        for (JsonNode j : journeys) {
            Stream.concat(Stream.of(j), Sample.each(j.get("modes"))).forEach(n -> {
                for (String field : List.of("agentDo", "agentDont")) {
                    assertThat(n.get(field))
                            .hasSize(2)
                            .allSatisfy(line -> assertThat(line.asText())
                                    .hasSizeBetween(10, 90)
                                    .doesNotContain("\n"));
                }
                n.get("agentSay").forEach(say -> assertThat(say.asText()).hasSizeBetween(10, 110));
            });
        }
    }

    @Test
    void phoneNumbersAreOfRangesReservedForFiction() {
        assertThat(Sample.all(vendors, "support").stream()
                        .flatMap(s -> java.util.regex.Pattern.compile("\\+[\\d ]+\\d")
                                .matcher(s)
                                .results())
                        .map(r -> r.group()))
                .isNotEmpty()
                .allMatch(n -> n.matches("\\+44 20 7946 0\\d{3}|\\+1 555 01\\d{2}"));
        assertThat(Sample.all(people, "phone"))
                .filteredOn(n -> !n.isEmpty())
                .isNotEmpty()
                .allMatch(n -> n.matches("\\+447700900\\d{3}"));
    }

    private static JsonSchema schema(String name) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.readTree(Sample.PROCESSES
                        .resolve("catalog/" + name + ".schema.json")
                        .toFile()));
    }

    private static JsonNode find(JsonNode list, String field, String value) {
        return Sample.each(list)
                .filter(n -> n.get(field).asText().equals(value))
                .findFirst()
                .orElseThrow();
    }

    /** Journeys that cross the dependency, directly or through another. */
    private Set<String> crossing(String dependency) {
        Set<String> crossing = new TreeSet<>();
        for (JsonNode j : journeys) {
            Set<String> reached = new HashSet<>(Sample.texts(j.get("dependencies")));
            IntStream.range(0, dependencies.size())
                    .forEach(round -> Sample.each(dependencies)
                            .filter(d -> reached.contains(d.get("id").asText()))
                            .forEach(d -> reached.addAll(Sample.texts(d.get("needs")))));
            if (reached.contains(dependency)) {
                crossing.add(j.get("id").asText());
            }
        }
        return crossing;
    }
}
