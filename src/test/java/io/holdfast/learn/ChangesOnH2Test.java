package io.holdfast.learn;

import io.holdfast.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class ChangesOnH2Test extends ChangesContract {
    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        ChangesContract.settings(registry);
        registry.add("spring.datasource.url", Databases::migratedH2Url);
    }
}
