package io.holdfast.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.evidence.Entry;
import io.holdfast.time.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
abstract class PlaybookVersionsTest {

    static class OnH2Test extends PlaybookVersionsTest {
        @Override
        HikariDataSource database() {
            return Databases.h2();
        }
    }

    static class OnPostgresTest extends PlaybookVersionsTest {
        @Override
        HikariDataSource database() {
            return Databases.postgres();
        }
    }

    private static final String VENDORS = "processes/catalog/vendors.yaml";

    @TempDir
    Path folder;

    private Wired wired;

    abstract HikariDataSource database();

    @BeforeEach
    void wire() {
        wired = new Wired(database());
    }

    @AfterEach
    void close() {
        wired.close();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String packaged(String path) {
        return new PlaybookSource(Wired.SMALL, "").read().text(path);
    }

    @Test
    void theFirstStartImportsVersionOneAndASecondStartNothing() {
        StoredPlaybooks playbooks = wired.start(folder);
        assertThat(playbooks.inForce(World.LIVE)).isEqualTo(1);
        assertThat(wired.start(folder).inForce(World.LIVE)).isEqualTo(1);

        Playbook one = playbooks.current(World.LIVE);
        assertThat(one.catalog().journeys()).extracting(j -> j.id()).containsExactly("sign-in", "pay");
        assertThat(one.catalog()
                        .mode("sign-in", "security-questions")
                        .orElseThrow()
                        .hardEnd())
                .hasHours(8);
        assertThat(one.files()).extracting(Playbook.FileEntry::version).containsOnly(1);
        assertThat(one.file(VENDORS).orElseThrow().hash()).hasSize(64);
        assertThat(wired.entries).singleElement().satisfies(entry -> {
            assertThat(entry.chain()).isEqualTo(Entry.HOUSE);
            assertThat(entry.kind()).isEqualTo("playbook.in-force");
        });
        assertThat(wired.events).containsExactly(new PlaybookInForce(1));
    }

    @Test
    void aFolderWithOneChangedFileMakesTheNextVersionAndOnlyThatFileCountsUp() throws IOException {
        StoredPlaybooks playbooks = wired.start(folder);
        write(VENDORS, packaged(VENDORS) + "    contract: C-17\n");
        PlaybookWatch watch = new PlaybookWatch(Wired.source(folder), wired.imports);
        watch.look();
        assertThat(playbooks.inForce(World.LIVE))
                .as("a change must stand still for one look")
                .isEqualTo(1);
        watch.look();

        assertThat(playbooks.inForce(World.LIVE)).isEqualTo(2);
        assertThat(playbooks.number(2).catalog().vendors().get(0).contract()).isEqualTo("C-17");
        assertThat(playbooks.number(1).catalog().vendors().get(0).contract()).isNull();
        assertThat(playbooks.number(2).files())
                .filteredOn(f -> f.version() == 2)
                .extracting(Playbook.FileEntry::path)
                .containsExactly(VENDORS);
        assertThat(wired.entries.get(1).text()).isEqualTo("Playbook 2 is in force, read from files: 1 changed, 0 gone");
    }

    @Test
    void goingBackToEarlierWordsIsANewVersionOfTheFile() throws IOException {
        StoredPlaybooks playbooks = wired.start(folder);
        write(VENDORS, packaged(VENDORS) + "    contract: C-17\n");
        wired.start(folder);
        Files.delete(folder.resolve(VENDORS));
        wired.start(folder);
        assertThat(playbooks.current(World.LIVE).number()).isEqualTo(3);
        assertThat(playbooks.current(World.LIVE).file(VENDORS).orElseThrow().version())
                .isEqualTo(3);
    }

    @Test
    void aBadFolderNeverReplacesAGoodOneAndItsFaultsAreShown() throws IOException {
        StoredPlaybooks playbooks = wired.start(folder);
        write(VENDORS, "vendors:\n  - id: harrow-id\n    nam: Harrow ID\n    support: Portal\n");
        PlaybookWatch watch = new PlaybookWatch(Wired.source(folder), wired.imports);
        watch.look();
        watch.look();
        assertThat(playbooks.inForce(World.LIVE)).isEqualTo(1);
        assertThat(wired.faults.current())
                .extracting(Fault::toString)
                .containsExactly(
                        VENDORS + ", vendors[harrow-id]: 'nam' is unknown here. Did you mean 'name'?",
                        VENDORS + ", vendors[harrow-id].name: It is missing. Write 'name: …'.");

        wired.start(folder);
        assertThat(playbooks.inForce(World.LIVE)).as("a restart on bad files").isEqualTo(1);
        assertThat(wired.faults.current()).hasSize(2);

        Files.delete(folder.resolve(VENDORS));
        watch.look();
        watch.look();
        assertThat(wired.faults.current()).isEmpty();
    }

    @Test
    void theVeryFirstStartFailsWithAReportOfAllFaults() throws IOException {
        write(VENDORS, "vendors: []\n");
        assertThatThrownBy(() -> wired.start(folder))
                .isInstanceOf(BadPlaybook.class)
                .hasMessage("""
                        The playbook has 1 fault:
                          1. processes/catalog/dependencies.yaml, dependencies[identity-provider].vendor: \
                        'harrow-id' is no vendor. There is none yet.""");
        assertThat(wired.rows.inForce(World.LIVE)).isEmpty();
    }

    @Test
    void aDiagramThatTheEngineRefusesStaysOutside() throws IOException {
        StoredPlaybooks playbooks = wired.start(folder);
        String path = "processes/detect.bpmn";
        write(path, packaged(path).replace(" camunda:delegateExpression=\"${remind}\"", ""));
        wired.start(folder);
        assertThat(playbooks.inForce(World.LIVE)).isEqualTo(1);
        assertThat(wired.faults.current()).singleElement().satisfies(fault -> {
            assertThat(fault.path()).isEqualTo(path);
            assertThat(fault.toString()).contains("remind");
        });
    }

    @Test
    void aChangedTableMakesNoNewProcessAndAChangedDiagramMakesAllOfThem() throws IOException {
        StoredPlaybooks playbooks = wired.start(folder);
        String first = playbooks.definitionId(1, "incident");
        String table = "processes/decisions/waits.dmn";
        write(table, packaged(table).replace("PT1M", "PT3M"));
        wired.start(folder);
        assertThat(playbooks.definitionId(2, "incident")).isEqualTo(first);

        String diagram = "processes/detect.bpmn";
        write(diagram, packaged(diagram).replace("Is this real?", "Is it real?"));
        wired.start(folder);
        assertThat(playbooks.definitionId(3, "incident")).isNotEqualTo(first);
        assertThat(playbooks.definitionId(1, "incident")).isEqualTo(first);
        assertThatThrownBy(() -> playbooks.definitionId(3, "nothing"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("Playbook 3 has no process 'nothing'");
    }

    @Test
    void twoNodesThatStartTogetherImportAndDeployOnce() {
        List<CompletableFuture<Void>> nodes = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.runAsync(() -> wired.start(folder)))
                .toList();
        nodes.forEach(CompletableFuture::join);
        assertThat(wired.rows.highest()).isEqualTo(1);
        assertThat(wired.engine.getRepositoryService().createDeploymentQuery().list())
                .extracting(d -> d.getName())
                .containsExactlyInAnyOrder("Playbook 1", "Decision tables of playbook 1");
    }

    // ---- what was learned here

    private void learn(String path, String text) {
        wired.transaction.executeWithoutResult(tx -> {
            PlaybookStore.Origin origin = new PlaybookStore.Origin("kai", "dana", "It is better so", "CHG-1");
            long version = wired.versions.add(
                    wired.rows.inForce(World.LIVE).orElseThrow(), List.of(new FileChange(path, text)), origin);
            wired.versions.putInForce(version, origin);
        });
    }

    private String inForce(StoredPlaybooks playbooks) {
        return new String(playbooks.current(World.LIVE).bytes(VENDORS), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void whatWasLearnedOnTopOfAFileIsNotOverwrittenByItAndTheConflictIsShownUntilOneGivesWay() throws IOException {
        StoredPlaybooks playbooks = wired.start(folder);
        String learned = packaged(VENDORS) + "    contract: C-9\n";
        learn(VENDORS, learned);
        wired.start(folder);
        assertThat(inForce(playbooks)).as("nothing changed in the folder").isEqualTo(learned);
        assertThat(wired.faults.current()).isEmpty();

        write(VENDORS, packaged(VENDORS) + "    contract: C-17\n");
        wired.start(folder);
        assertThat(inForce(playbooks)).isEqualTo(learned);
        assertThat(wired.faults.current()).as("no fault of the playbook").isEmpty();
        assertThat(wired.faults.conflicts())
                .singleElement()
                .satisfies(c -> assertThat(c.difference().hunks().toString()).contains("C-9", "C-17"))
                .extracting(PlaybookFaults.Conflict::fault)
                .hasToString(
                        VENDORS + ": It was changed in its file, and in Holdfast by CHG-1, which stays."
                                + " Take what was learned into the file (it can be had as a patch), or propose the file's words.");
        wired.start(folder);
        assertThat(wired.faults.conflicts()).as("also after a restart").hasSize(1);

        write(VENDORS, learned);
        wired.start(folder);
        assertThat(wired.faults.conflicts()).isEmpty();
        write(VENDORS, packaged(VENDORS) + "    contract: C-18\n");
        wired.start(folder);
        assertThat(inForce(playbooks)).as("the file leads again").contains("C-18");
    }

    @Test
    void anotherFileThatChangesBesideALearnedOneIsTakenAndTheLearnedOneStays() throws IOException {
        StoredPlaybooks playbooks = wired.start(folder);
        learn(VENDORS, packaged(VENDORS) + "    contract: C-9\n");
        String table = "processes/decisions/waits.dmn";
        write(table, packaged(table).replace("PT1M", "PT3M"));
        wired.start(folder);
        assertThat(wired.faults.current()).isEmpty();
        assertThat(inForce(playbooks)).contains("C-9");
        assertThat(new String(playbooks.current(World.LIVE).bytes(table), java.nio.charset.StandardCharsets.UTF_8))
                .contains("PT3M");
    }

    @Test
    void twoNodesWithDifferentFoldersDoNotTakeTurns(@TempDir Path other) throws IOException {
        StoredPlaybooks playbooks = wired.start(folder);
        Path file = other.resolve(VENDORS);
        Files.createDirectories(file.getParent());
        Files.writeString(file, packaged(VENDORS) + "    contract: C-2\n");
        wired.start(other);
        assertThat(playbooks.inForce(World.LIVE)).isEqualTo(2);
        assertThat(inForce(playbooks)).contains("C-2");

        PlaybookWatch one = new PlaybookWatch(Wired.source(folder), wired.imports);
        PlaybookWatch two = new PlaybookWatch(Wired.source(other), wired.imports);
        for (int i = 0; i < 3; i++) {
            one.look();
            two.look();
        }
        wired.start(folder);
        wired.start(other);
        assertThat(playbooks.inForce(World.LIVE)).as("neither undoes the other").isEqualTo(2);

        write(VENDORS, packaged(VENDORS) + "    contract: C-1\n");
        one.look();
        one.look();
        assertThat(inForce(playbooks)).as("whoever changes his is heard").contains("C-1");
        two.look();
        assertThat(inForce(playbooks)).contains("C-1");
    }

    @Test
    void inProductionAChangedFileIsProposedOnceAndAScenarioComesByItself() throws IOException {
        StoredPlaybooks playbooks = wired.start(folder);
        PlaybookWatch watch = new PlaybookWatch(Wired.source(folder), wired.imports(true));
        write(VENDORS, packaged(VENDORS) + "    contract: C-17\n");
        String scenario = "processes/scenarios/sign-in-fails.yaml";
        write(scenario, packaged(scenario).replaceFirst("name: ", "name: Once more, "));
        watch.look();
        watch.look();
        assertThat(wired.proposed)
                .singleElement()
                .satisfies(files -> assertThat(files)
                        .singleElement()
                        .satisfies(f -> assertThat(f.content()).contains("C-17")));
        assertThat(playbooks.inForce(World.LIVE)).isEqualTo(2);
        assertThat(inForce(playbooks)).doesNotContain("C-17");
        assertThat(playbooks
                        .current(World.LIVE)
                        .scenarios()
                        .get("sign-in-fails")
                        .name())
                .startsWith("Once more, ");
        watch.look();
        watch.look();
        assertThat(wired.proposed).as("not again and again").hasSize(1);
    }

    @Test
    void aVersionThatWasOnlyProposedHoldsNowhereAndIsToldFromThoseThatHeld() {
        StoredPlaybooks playbooks = wired.start(folder);
        String learned = packaged(VENDORS) + "    contract: C-9\n";
        wired.transaction.executeWithoutResult(tx -> wired.versions.add(
                1,
                List.of(new FileChange(VENDORS, learned)),
                new PlaybookStore.Origin("kai", null, "It is better so", "CHG-1")));
        assertThat(playbooks.inForce(World.LIVE)).isEqualTo(1);
        assertThat(wired.versions.of(VENDORS))
                .extracting(PlaybookStore.Version::number)
                .containsExactly(1L);
        learn(VENDORS, learned);
        assertThat(wired.versions.of(VENDORS))
                .extracting(v -> v.origin().author() + " " + v.origin().approver())
                .containsExactly("kai dana", "files null");
        assertThat(wired.versions.different(1, 3)).containsExactly(VENDORS);
        assertThat(wired.versions.content(VENDORS, 1))
                .hasValueSatisfying(b -> assertThat(b).asString().isEqualTo(packaged(VENDORS)));
        assertThat(wired.versions.files())
                .filteredOn(f -> f.path().equals(VENDORS))
                .singleElement()
                .returns("CHG-1", PlaybookStore.Held::change)
                .returns(3L, PlaybookStore.Held::playbook);
    }
}
