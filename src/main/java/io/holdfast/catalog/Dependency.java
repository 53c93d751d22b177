package io.holdfast.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something behind a journey that can break.
 *
 * @param id {@code identity-provider}
 * @param name {@code Identity provider}
 * @param kind what it is
 * @param path which workload it carries: {@code real-time-voice}, {@code sensitive-data}, {@code cloud-scaling}, {@code standard}
 * @param vendor the vendor's id; null where the house runs it
 * @param region where it runs, {@code eu-west}; null where it has no region
 * @param platform what it runs on, shared with others, {@code aurora-cloud}; null where it has none
 * @param team the team that owns it
 * @param redundancy {@code geo}, {@code active-active}, {@code active-passive}, {@code network}, {@code data}, {@code isolation},
 *     {@code none}
 * @param needs ids of what it crosses itself
 * @param aliases other names under which signals speak of it
 * @param matchers labels that point to it: any one map whose entries all equal the signal's labels
 * @param usedByHoldfast whether Holdfast itself needs it, to get its words out
 * @param group those of one group are each other's spare: of what somebody needs, one of them is enough; null where it has no spare
 * @param controlPlane what it is steered from, shared with others, {@code cumulon-global}; null where nobody said
 * @param replication how its data is kept twice; null where nobody said
 * @param isolate steps to cut it off, so that it takes nothing else with it
 * @param reroute steps to go round it
 * @param replace steps to do without it for good
 * @param carries what of Holdfast runs over it: {@code slack}, {@code sms}, {@code voice}, {@code mail}, {@code sign-in},
 *     {@code host}
 */
public record Dependency(
        String id,
        String name,
        Kind kind,
        String path,
        @Nullable String vendor,
        @Nullable String region,
        @Nullable String platform,
        String team,
        String redundancy,
        List<String> needs,
        List<String> aliases,
        List<Map<String, String>> matchers,
        boolean usedByHoldfast,
        @Nullable String group,
        @Nullable String controlPlane,
        @Nullable Replication replication,
        List<String> isolate,
        List<String> reroute,
        List<String> replace,
        List<String> carries) {

    /** One that says nothing of spares and ways round it. */
    public Dependency(
            String id,
            String name,
            Kind kind,
            String path,
            @Nullable String vendor,
            @Nullable String region,
            @Nullable String platform,
            String team,
            String redundancy,
            List<String> needs,
            List<String> aliases,
            List<Map<String, String>> matchers,
            boolean usedByHoldfast) {
        this(
                id,
                name,
                kind,
                path,
                vendor,
                region,
                platform,
                team,
                redundancy,
                needs,
                aliases,
                matchers,
                usedByHoldfast,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The kinds of the public contract. */
    public enum Kind {
        CCAAS,
        CRM,
        IDENTITY,
        AI,
        INTEGRATION,
        CLOUD,
        CARRIER;

        /** The word of the public contract, {@code ccaas}. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
