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
}
