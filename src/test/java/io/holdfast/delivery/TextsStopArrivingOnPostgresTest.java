package io.holdfast.delivery;

import io.holdfast.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class TextsStopArrivingOnPostgresTest extends TextsStopArrivingContract {
    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        start(registry);
        registry.add("spring.datasource.url", Databases::migratedPostgresUrl);
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "postgres");
    }
}
