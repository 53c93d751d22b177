package io.holdfast.loop;

import io.holdfast.Databases;
import io.holdfast.Holdfast;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application twice, on one PostgreSQL database. */
final class TwoNodes implements AutoCloseable {
    static final String TOKEN = "hf_two-nodes-test";

    final List<ServletWebServerApplicationContext> nodes = new ArrayList<>();
    final String database = Databases.newPostgresUrl();

    TwoNodes() {
        for (int node = 0; node < 2; node++) {
            ConfigurableApplicationContext started = new SpringApplicationBuilder(Holdfast.class)
                    .profiles("demo")
                    .run(
                            "--server.port=0",
                            "--server.address=127.0.0.1",
                            "--spring.datasource.url=" + database,
                            "--spring.datasource.username=postgres",
                            "--spring.datasource.password=postgres",
                            "--spring.datasource.hikari.allow-pool-suspension=true",
                            "--spring.jmx.enabled=false",
                            "--holdfast.api.token=" + TOKEN,
                            "--holdfast.approvals=tokens-too",
                            "--holdfast.demo.token-file=" + Path.of("target", "two-nodes", "token-" + node));
            nodes.add((ServletWebServerApplicationContext) started);
        }
    }

    String url(int node) {
        return "http://127.0.0.1:" + nodes.get(node).getWebServer().getPort();
    }

    Http http(int node) {
        return new Http(url(node), TOKEN);
    }

    <T> T bean(int node, Class<T> type) {
        return nodes.get(node).getBean(type);
    }

    @Override
    public void close() {
        nodes.forEach(ConfigurableApplicationContext::close);
    }
}
