package io.holdfast.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Every route and who may take it: tokens by scope, people by role. The first line that fits counts. A call under {@code /api} that
 * is not in this table does not exist; a page that is not is for whoever is signed in.
 */
@Component
class Routes {

    /** Any person who is signed in. */
    private static final Set<String> ANYONE = Set.of("*");

    /** Whoever has a role beyond looking on, or is in a team. */
    private static final Set<String> STAFF = Set.of("!viewer");

    private static final Set<String> NOBODY = Set.of();

    /** Any token at all. */
    private static final Set<String> ANY_TOKEN = Set.of("*");

    private static final Set<String> COMMAND = Set.of("commander", "resilience-lead");
    private static final Set<String> WORDS = Set.of("communications", "commander");
    private static final Set<String> RECORD = Set.of("communications", "commander", "resilience-lead", "agent-lead");
    private static final Set<String> VENDORS = Set.of("resilience-lead", "commander");
    private static final Set<String> ADMINISTRATOR = Set.of("administrator");

    private static final Set<String> NONE = Set.of();
    private static final Set<String> READ = Set.of("read");

    /** How a route is guarded. */
    enum Door {
        /** Nobody asks, or the sender proves himself by his signature. */
        OPEN,
        /** By scope or role. */
        GUARDED,
        /** By role, or by the queue's own key. */
        BOARD,
        /** By scope, also as {@code ?key=} or Basic password where that is the token's only one. */
        ALERTS
    }

    /**
     * One line.
     *
     * @param method null for all
     * @param scopes of tokens, one of them is enough; {@code *}: any token; empty: no token
     * @param roles of people, one of them is enough; {@code *}: anyone, {@code !viewer}: more than that; empty: administrators
     */
    record Route(@Nullable String method, PathPattern pattern, Door door, Set<String> scopes, Set<String> roles) {

        boolean admits(Caller person) {
            if (roles.contains("*")) {
                return true;
            }
            if (roles.contains("!viewer")) {
                return person.groups().stream().anyMatch(group -> !group.equals("viewer"));
            }
            return person.inAny(roles);
        }

        boolean admits(Caller token, Map<String, String> variables) {
            if (scopes.contains("*") || scopes.stream().anyMatch(token::hasScope)) {
                return true;
            }
            String source = variables.get("source");
            return door == Door.ALERTS && source != null && token.hasScope("signals:" + source);
        }

        Map<String, String> variables(PathContainer path) {
            PathPattern.PathMatchInfo match = pattern.matchAndExtract(path);
            return match == null ? Map.of() : match.getUriVariables();
        }
    }

    private final List<Route> table = new ArrayList<>();

    Routes() {
        signals();
        incidents();
        modes();
        floorAndCustomers();
        figures();
        administration();
        open();
        pages();
    }

    /** The line for this call; empty where there is none. */
    Optional<Route> of(String method, PathContainer path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return table.stream()
                .filter(r -> (r.method() == null || r.method().equals(asked))
                        && r.pattern().matches(path))
                .findFirst();
    }

    private void signals() {
        add("POST", "/api/signals", Door.GUARDED, Set.of("signals"), NOBODY);
        add("POST", "/api/signals/{source}", Door.ALERTS, Set.of("signals"), NOBODY);
        add("GET", "/api/signals/**", Door.GUARDED, READ, ANYONE);
    }

    private void incidents() {
        add("GET", "/api/incidents/{key}/evidence.zip", Door.GUARDED, READ, RECORD);
        add("GET", "/api/incidents/**", Door.GUARDED, READ, ANYONE);
        add("POST", "/api/incidents", Door.GUARDED, Set.of("incidents"), STAFF);
        add("POST", "/api/incidents/{key}/notes", Door.GUARDED, Set.of("incidents"), STAFF);
        add("POST", "/api/incidents/{key}/affected", Door.GUARDED, Set.of("subscribers"), STAFF);
        add("POST", "/api/incidents/{key}/{verb:merge|reopen|correct|end}", Door.GUARDED, Set.of("incidents"), COMMAND);
        // whose role it is to hand over, the one who hands it knows
        add("POST", "/api/incidents/{key}/hand-over", Door.GUARDED, Set.of("incidents"), STAFF);
        // who may move it, the mover knows, and puts a wrong attempt on record
        add("POST", "/api/incidents/{key}/playbook", Door.GUARDED, Set.of("approve"), STAFF);
        add("GET", "/api/tasks/**", Door.GUARDED, Set.of("read", "tasks"), ANYONE);
        // whose task it is, the task itself knows
        add("POST", "/api/tasks/{id}/{verb:claim|complete}", Door.GUARDED, Set.of("tasks"), ANYONE);
        add(
                "POST",
                "/api/messages/{id}/{verb:pause|resume|cancel|correct|withdraw}",
                Door.GUARDED,
                Set.of("incidents"),
                WORDS);
        add("GET", "/api/deliveries", Door.GUARDED, READ, ANYONE);
        add("POST", "/api/deliveries/{id}/send-again", Door.GUARDED, Set.of("incidents"), WORDS);
    }

    private void modes() {
        add("GET", "/api/catalog", Door.GUARDED, READ, ANYONE);
        add("GET", "/api/redundancy", Door.GUARDED, READ, ANYONE);
        add("GET", "/api/playbook/grab-bag.html", Door.GUARDED, READ, STAFF);
        add("GET", "/api/playbook/files/**", Door.GUARDED, READ, ANYONE);
        add("GET", "/api/playbook/changes/**", Door.GUARDED, READ, ANYONE);
        add("POST", "/api/playbook/changes", Door.GUARDED, Set.of("playbook"), STAFF);
        // who may not decide is turned away where the record hears of it
        add("POST", "/api/playbook/changes/*/*", Door.GUARDED, ANY_TOKEN, ANYONE);
        add("GET", "/api/modes/**", Door.GUARDED, READ, ANYONE);
        add("POST", "/api/modes/**", Door.GUARDED, Set.of("incidents"), COMMAND);
        add("GET", "/api/automation", Door.GUARDED, READ, ANYONE);
        add("POST", "/api/automation", Door.GUARDED, Set.of("incidents"), COMMAND);
        add("GET", "/api/drills/**", Door.GUARDED, READ, ANYONE);
        add("POST", "/api/drills", Door.GUARDED, Set.of("drills"), Set.of("resilience-lead", "commander"));
        add("POST", "/api/drills/*/decision", Door.GUARDED, Set.of("approve"), Set.of("resilience-lead", "commander"));
        add("POST", "/api/drills/*/stop", Door.GUARDED, Set.of("drills"), Set.of("resilience-lead", "commander"));
        add("POST", "/api/automation/agents/{agent}", Door.GUARDED, Set.of("incidents"), COMMAND);
        add("GET", "/api/decisions/**", Door.GUARDED, READ, ANYONE);
        add("POST", "/api/decisions/{id}/verdict", Door.GUARDED, Set.of("incidents"), STAFF);
        add("POST", "/ofrep/v1/evaluate/flags", Door.GUARDED, Set.of("flags"), ANYONE);
        add("POST", "/ofrep/v1/evaluate/flags/{key}", Door.GUARDED, Set.of("flags"), ANYONE);
        // its address is signed, and says nothing but that something changed
        add("GET", "/ofrep/v1/event-stream", Door.OPEN, NONE, NOBODY);
    }

    private void floorAndCustomers() {
        add("GET", "/api/guidance", Door.BOARD, READ, ANYONE);
        add("GET", "/floor/{queue}/**", Door.BOARD, NONE, ANYONE);
        add("POST", "/floor/{queue}/new-key", Door.GUARDED, NONE, Set.of("agent-lead"));
        add("GET", "/api/subscribers/**", Door.GUARDED, Set.of("read", "subscribers"), WORDS);
        add("POST", "/api/subscribers", Door.GUARDED, Set.of("subscribers"), Set.of("communications"));
        add("DELETE", "/api/subscribers/{id}", Door.GUARDED, Set.of("subscribers"), Set.of("communications"));
    }

    private void figures() {
        add("GET", "/api/scorecard/**", Door.GUARDED, READ, ANYONE);
        add("GET", "/api/scorecard.csv", Door.GUARDED, READ, ANYONE);
        add("GET", "/api/vendors/**", Door.GUARDED, READ, ANYONE);
        add("POST", "/api/vendors/{id}/history", Door.GUARDED, Set.of("incidents"), VENDORS);
        add("POST", "/api/vendors/{id}/answers", Door.GUARDED, Set.of("incidents"), STAFF);
        add("POST", "/vendors/{id}/history", Door.GUARDED, NONE, VENDORS);
        add("POST", "/vendors/**", Door.GUARDED, NONE, STAFF);
        add("GET", "/api/actions/**", Door.GUARDED, READ, ANYONE);
        add("POST", "/api/actions/**", Door.GUARDED, Set.of("incidents"), STAFF);
        add("POST", "/actions/**", Door.GUARDED, NONE, STAFF);
    }

    private void administration() {
        add("GET", "/api/tokens", Door.GUARDED, Set.of("admin"), ADMINISTRATOR);
        add("POST", "/api/tokens", Door.GUARDED, Set.of("admin"), ADMINISTRATOR);
        add("DELETE", "/api/tokens/{name}", Door.GUARDED, Set.of("admin"), ADMINISTRATOR);
        add("POST", "/api/users/me/password", Door.GUARDED, NONE, ANYONE);
        add("GET", "/api/users", Door.GUARDED, Set.of("admin"), ADMINISTRATOR);
        add("POST", "/api/users", Door.GUARDED, Set.of("admin"), ADMINISTRATOR);
        add("GET", "/api/clock", Door.GUARDED, Set.of("admin"), ADMINISTRATOR);
        add("POST", "/api/clock", Door.GUARDED, Set.of("admin"), ADMINISTRATOR);
        add("GET", "/api/openapi.json", Door.GUARDED, READ, ANYONE);
        add("GET", "/actuator/prometheus", Door.GUARDED, READ, Set.of("resilience-lead"));
        add(null, "/engine-rest/**", Door.GUARDED, Set.of("admin"), ADMINISTRATOR);
        add(null, "/camunda/**", Door.GUARDED, NONE, ADMINISTRATOR);
        add(null, "/camunda", Door.GUARDED, NONE, ADMINISTRATOR);
    }

    private void open() {
        add("GET", "/actuator/health/**", Door.OPEN, NONE, NOBODY);
        add("GET", "/api/v2/**", Door.OPEN, NONE, NOBODY);
        add("GET", "/status/**", Door.OPEN, NONE, NOBODY);
        for (String signed : List.of("/slack/events", "/twilio/status", "/twilio/call", "/twilio/inbound")) {
            add("POST", signed, Door.OPEN, NONE, NOBODY);
        }
        // the link itself is signed, and mail programs post to it by themselves
        add("GET", "/mail/stop/{token}", Door.OPEN, NONE, NOBODY);
        add("POST", "/mail/stop/{token}", Door.OPEN, NONE, NOBODY);
        add("GET", "/sign-in", Door.OPEN, NONE, NOBODY);
        add("POST", "/sign-in", Door.OPEN, NONE, NOBODY);
        add("POST", "/demo/sign-in", Door.OPEN, NONE, NOBODY);
        add(null, "/error", Door.OPEN, NONE, NOBODY);
        for (String asset : List.of(
                "/assets/**", "/css/**", "/js/**", "/img/**", "/images/**", "/fonts/**", "/icons/**", "/webjars/**")) {
            add("GET", asset, Door.OPEN, NONE, NOBODY);
        }
        add("GET", "/{name:[a-z0-9-]+\\.(?:css|js|svg|ico|png|webmanifest)}", Door.OPEN, NONE, NOBODY);
    }

    private void pages() {
        add(null, "/settings/me/**", Door.GUARDED, NONE, ANYONE);
        add(null, "/settings/**", Door.GUARDED, NONE, ADMINISTRATOR);
        add(null, "/people/**", Door.GUARDED, NONE, ADMINISTRATOR);
        add("GET", "/playbook/grab-bag/**", Door.GUARDED, NONE, STAFF);
        add("GET", "/playbook/grab-bag.html", Door.GUARDED, NONE, STAFF);
        add("POST", "/playbook/grab-bag/**", Door.GUARDED, NONE, COMMAND);
        add("GET", "/playbook/**", Door.GUARDED, NONE, ANYONE);
        add("POST", "/playbook/**", Door.GUARDED, NONE, STAFF);
        // as with the API: who may not decide is turned away where the record hears of it
        add("POST", "/changes/**", Door.GUARDED, NONE, ANYONE);
        add("POST", "/messages/**", Door.GUARDED, NONE, WORDS);
        add("POST", "/drills/**", Door.GUARDED, NONE, Set.of("resilience-lead", "commander"));
        add("POST", "/automation/**", Door.GUARDED, NONE, COMMAND);
        add("POST", "/decisions/**", Door.GUARDED, NONE, STAFF);
        add("POST", "/incidents/{key}/modes/**", Door.GUARDED, NONE, COMMAND);
        add("POST", "/incidents/{key}/review/**", Door.GUARDED, NONE, COMMAND);
        add("POST", "/incidents/{key}/end", Door.GUARDED, NONE, COMMAND);
        // what a viewer may look at he may not change; the command's card asks for each task's own group
        add("POST", "/incidents/**", Door.GUARDED, NONE, STAFF);
    }

    private void add(@Nullable String method, String pattern, Door door, Set<String> scopes, Set<String> roles) {
        table.add(new Route(method, PathPatternParser.defaultInstance.parse(pattern), door, scopes, roles));
    }
}
