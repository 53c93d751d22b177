package io.holdfast.delivery;

import io.holdfast.Databases;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class SlackDownOnH2Test extends SlackDownContract {
    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        start(registry);
        registry.add("spring.datasource.url", Databases::migratedH2Url);
    }
}
