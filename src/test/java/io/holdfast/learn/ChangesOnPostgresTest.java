package io.holdfast.learn;

import io.holdfast.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class ChangesOnPostgresTest extends ChangesContract {
    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        ChangesContract.settings(registry);
        registry.add("spring.datasource.url", Databases::migratedPostgresUrl);
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "postgres");
    }
}
