package io.holdfast.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code GET /api/openapi.json} says besides the calls themselves. */
@Configuration(proxyBeanMethods = false)
class OpenApi {
    @Bean
    OpenApiTypes openApiTypes(ObjectMapperProvider mapper) {
        return new OpenApiTypes(mapper.jsonMapper());
    }

    @Bean
    OpenAPI contract(@Value("${spring.application.version:}") String version) {
        return new OpenAPI()
                .info(new Info()
                        .title("Holdfast")
                        .version(version)
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0"))
                        .description("""
                                Runs an outage of a contact centre as a workflow. Signals come in at POST /api/signals; incidents, \
                                tasks, facts, messages and evidence are read and worked on here. Errors are \
                                application/problem+json. Lists are {"items":[…],"next":null}; pass next as ?after=. Times are \
                                ISO 8601 in UTC. Scopes of tokens: signals, signals:<source>, read, incidents, tasks, approve, \
                                subscribers, flags, drills, playbook, admin, and * for all of them."""))
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description(
                                                "A token from POST /api/tokens, or the one of holdfast.api.token")))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }
}
