package io.holdfast.time;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    @Bean
    SettableClock times(@Value("${holdfast.clock:system}") String clock) {
        return switch (clock) {
            case "system" -> new SettableClock(false);
            case "settable" -> new SettableClock(true);
            default -> throw new IllegalStateException("holdfast.clock is 'system' or 'settable', not '" + clock + "'");
        };
    }
}
