package io.holdfast.drill;

import io.holdfast.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class DrillsOnPostgresTest extends DrillsContract {
    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        settings(registry);
        registry.add("spring.datasource.url", Databases::migratedPostgresUrl);
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "postgres");
    }
}
