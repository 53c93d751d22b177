package io.holdfast.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.Databases;
import io.holdfast.scorecard.ManyIncidents;
import io.holdfast.time.SettableClock;
import io.holdfast.time.Times;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A hundred thousand past incidents behind the packaged jar, with figures; {@code docs/proofs/scorecard.sh} runs it. Its small twin in
 * the suite is {@code ManyIncidentsContract}.
 */
class ScorecardProof {
    private static final int MANY = Integer.getInteger("proof.incidents", 100_000);
    private static final String PASSWORD = "a-long-password-for-the-proof";

    @TempDir
    Path folder;

    private final Times times = new SettableClock(false);

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void aHundredThousandPastIncidentsAreCountedAndLookedAt(String on) throws Exception {
        boolean h2 = on.equals("H2");
        String database = h2
                ? "jdbc:h2:file:" + folder.resolve("holdfast").toAbsolutePath()
                        + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;RETENTION_TIME=1000"
                : Databases.newPostgresUrl();
        Path home = Files.createDirectories(folder.resolve(on));
        RunningJar holdfast = jar(home, database, h2);
        holdfast.close();
        Instant began = times.real();
        write(database, h2);
        say(on + ": " + MANY + " past incidents written in " + since(began) + " s");
        began = times.real();
        holdfast.startAgain();
        try {
            Http api = new Http(holdfast.url(), "a-token-for-the-test");
            Awaitility.await("all are counted")
                    .atMost(Duration.ofMinutes(30))
                    .pollInterval(Duration.ofSeconds(2))
                    .ignoreExceptions()
                    .until(() -> api.get("/api/scorecard?from=2000-01-01")
                                            .json()
                                            .path("notCounted")
                                            .asLong()
                                    == 0
                            && api.get("/api/scorecard?from=2000-01-01")
                                            .json()
                                            .path("all")
                                            .path("incidents")
                                            .asLong()
                                    >= MANY * 0.95);
            say(on + ": all counted " + since(began) + " s after the start");
            holdfast.close();
            holdfast.startAgain();
            look(on, new Reader(holdfast.url()), new Http(holdfast.url(), "a-token-for-the-test"));
        } finally {
            holdfast.close();
        }
    }

    private static void write(String database, boolean h2) throws SQLException {
        try (HikariDataSource source = new HikariDataSource()) {
            source.setJdbcUrl(h2 ? database : database + "&reWriteBatchedInserts=true");
            if (h2) {
                source.setUsername("sa");
                source.setPassword("");
            }
            ManyIncidents.write(source, MANY, Instant.parse("2026-11-20T00:00:00Z"));
        }
    }

    private interface Call {
        int status() throws IOException, InterruptedException;
    }

    private void look(String on, Reader reader, Http api) throws IOException, InterruptedException {
        long first = took(() -> reader.get("/scorecard?from=2000-01-01"));
        say(on + ": first scorecard page over all of them after a start: " + first + " ms");
        List<String> periods = List.of(
                "", "?by=vendor", "?from=2000-01-01", "?from=2000-01-01&by=vendor", "?from=2000-01-01&by=month");
        for (String period : periods) {
            long p95 = p95(30, i -> () -> reader.get("/scorecard" + period));
            say(on + ": scorecard page" + (period.isEmpty() ? " (90 days)" : " " + period) + ": p95 " + p95 + " ms");
            assertThat(p95).isLessThan(1_000);
        }
        long behind = p95(
                30,
                i -> () -> reader.get("/scorecard/incidents?from=2000-01-01&figure=time-to-restore&skip=" + 50 * i));
        say(on + ": incidents behind a figure: p95 " + behind + " ms");
        assertThat(behind).isLessThan(1_000);
        vendors(on, reader);
        String[] words = {
            "sign-in",
            "zebrafish",
            "nothing-that-fits",
            "payments us-east",
            "INC-77777",
            "identity eu-north",
            "assistant",
            "cumulon"
        };
        List<Long> all = new ArrayList<>();
        for (String word : words) {
            String q = URLEncoder.encode(word, StandardCharsets.UTF_8);
            long page = p95(30, i -> () -> reader.get("/incidents?q=" + q));
            long json = p95(30, i -> () -> api.get("/api/incidents?q=" + q).status());
            say(on + ": search '" + word + "': p95 " + page + " ms by page, " + json + " ms by API");
            all.add(page);
            all.add(json);
        }
        for (String list : List.of("", "?state=open", "?severity=SEV1", "?severity=SEV4&q=crm")) {
            long page = p95(30, i -> () -> reader.get("/incidents" + list));
            long json = p95(30, i -> () -> api.get("/api/incidents" + list).status());
            say(on + ": list" + (list.isEmpty() ? "" : " " + list) + ": p95 " + page + " ms by page, " + json
                    + " ms by API");
            all.add(page);
            all.add(json);
        }
        long deep = p95(60, i -> () -> reader.get("/incidents?before=" + (MANY - i * (MANY / 61))));
        say(on + ": any page of the list: p95 " + deep + " ms");
        all.add(deep);
        assertThat(all).allMatch(ms -> ms < 200);
        say(on + ": first page: p95 " + p95(30, i -> () -> reader.get("/")) + " ms");
    }

    private void vendors(String on, Reader reader) throws IOException, InterruptedException {
        long list = p95(20, i -> () -> reader.get("/vendors?from=2000-01-01"));
        long one = p95(20, i -> () -> reader.get("/vendors/harrow-id?from=2000-01-01"));
        say(on + ": vendors over all of them: p95 " + list + " ms; one vendor: p95 " + one + " ms");
        assertThat(Math.max(list, one)).isLessThan(1_000);
    }

    private interface Nth {
        Call call(int i);
    }

    private long p95(int times, Nth nth) throws IOException, InterruptedException {
        nth.call(0).status(); // what is compiled and cached at the first look is not what is measured
        long[] all = new long[times];
        for (int i = 0; i < times; i++) {
            all[i] = took(nth.call(i));
        }
        Arrays.sort(all);
        return all[(int) Math.ceil(times * 0.95) - 1];
    }

    private long took(Call call) throws IOException, InterruptedException {
        Instant began = times.real();
        assertThat(call.status()).isEqualTo(200);
        return Duration.between(began, times.real()).toMillis();
    }

    private long since(Instant began) {
        return Duration.between(began, times.real()).toSeconds();
    }

    private static RunningJar jar(Path home, String database, boolean h2) {
        return RunningJar.asOperatorsDo(
                home,
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=" + (h2 ? "sa" : "postgres"),
                "--spring.datasource.password=" + (h2 ? "" : "postgres"),
                "--holdfast.api.token=a-token-for-the-test",
                "--holdfast.admin.password=" + PASSWORD);
    }

    /** A person at a browser. */
    private static final class Reader {
        private final HttpClient client =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        private final String base;

        Reader(String base) throws IOException, InterruptedException {
            this.base = base;
            Matcher csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                    .matcher(send("/sign-in").body());
            assertThat(csrf.find()).isTrue();
            HttpResponse<String> in = client.send(
                    HttpRequest.newBuilder(URI.create(base + "/sign-in"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("username=admin&password=" + PASSWORD + "&_csrf="
                                    + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(in.statusCode()).isEqualTo(302);
            assertThat(in.headers().firstValue("location").orElse("")).doesNotContain("sign-in");
        }

        int get(String path) throws IOException, InterruptedException {
            return send(path).statusCode();
        }

        private HttpResponse<String> send(String path) {
            try {
                return client.send(
                        HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @SuppressWarnings("SystemOut")
    private static void say(String words) {
        System.out.println("PROOF " + words);
    }
}
