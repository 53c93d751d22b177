package io.holdfast.delivery;

import io.holdfast.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class SlackDownOnPostgresTest extends SlackDownContract {
    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        start(registry);
        registry.add("spring.datasource.url", Databases::migratedPostgresUrl);
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "postgres");
    }
}
