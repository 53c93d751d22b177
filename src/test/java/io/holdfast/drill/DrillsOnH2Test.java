package io.holdfast.drill;

import io.holdfast.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class DrillsOnH2Test extends DrillsContract {
    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        settings(registry);
        registry.add("spring.datasource.url", Databases::migratedH2Url);
    }
}
